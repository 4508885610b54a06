// @vitest-environment happy-dom
// Points of a row whose form prints none: typed beside the form, kept like any other cell, and only in their own form.

import { mount, type VueWrapper } from '@vue/test-utils'
import { afterEach, expect, it } from 'vitest'
import { createWorkspace, workspaceKey, type Workspace } from '../../workspace/workspace'
import { messages } from '../../messages'
import { fake } from '../../platform/fake'
import type { Edit, RowDetail } from '../../wire/wire'
import WhyCard from './WhyCard.vue'

const field = JSON.stringify({ indicator: { goal: 0, row: 0, column: 'weight' } })
let shown: VueWrapper | null = null

afterEach(() => {
  shown?.unmount()
  document.body.replaceChildren()
})

async function mountCard(
  text: string | null,
): Promise<{ workspace: Workspace; edits: (Edit & { readonly form: number })[]; input: HTMLInputElement | null }> {
  const platform = fake({ delay: 0, opened: true })
  const edits: (Edit & { readonly form: number })[] = []
  const workspace = createWorkspace({
    ...platform,
    edit: (id, texts) => {
      edits.push(...texts.map((edit) => ({ ...edit, form: id })))
      return platform.edit(id, texts)
    },
  })
  await workspace.session.begin()
  await workspace.showForm(2)
  const detail: RowDetail = {
    ...(await platform.rowDetail(2, { goal: 0, row: 0 })),
    unprinted_weight: text === null ? null : { field, text },
  }
  shown = mount(WhyCard, {
    props: { detail, at: { goal: 0, row: 0 }, disabled: false },
    global: { provide: { [workspaceKey as symbol]: workspace } },
    attachTo: document.body,
  })
  return {
    workspace,
    edits,
    input: document.querySelector<HTMLInputElement>(`input[aria-label="${messages.panel.weight}"]`),
  }
}

function type(input: HTMLInputElement | null, text: string): void {
  if (!input) throw new Error('no field for points')
  input.value = text
  input.dispatchEvent(new Event('input'))
}

it('is there only where the form prints none', async () => {
  expect((await mountCard(null)).input).toBeNull()
  shown?.unmount()
  expect((await mountCard('2')).input?.value).toBe('2')
})

it('keeps what was typed once, when it is left', async () => {
  const { workspace, edits, input } = await mountCard('')
  type(input, ' 2 ')
  input?.dispatchEvent(new Event('change'))
  input?.dispatchEvent(new Event('change'))
  await workspace.edits.flushEdits()
  expect(edits).toEqual([{ form: 2, field, text: '2' }])
})

it('keeps half typed points when another form is turned to, in their own form', async () => {
  const { workspace, edits, input } = await mountCard('')
  type(input, '3')
  await workspace.showForm(3)
  expect(edits).toEqual([{ form: 2, field, text: '3' }])
  type(input, '4')
  await workspace.edits.flushEdits()
  expect(edits).toHaveLength(1)
})
