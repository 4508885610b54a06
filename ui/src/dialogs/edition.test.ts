// @vitest-environment happy-dom
// 更换表式: what has no place in the other layout is told before anything changes.

import { mount, type VueWrapper } from '@vue/test-utils'
import { afterEach, expect, it } from 'vitest'
import App from '../App.vue'
import { createWorkspace, workspaceKey, type Workspace } from '../workspace/workspace'
import { messages } from '../messages'
import { fake } from '../platform/fake'
import { settled } from '../testing'
import type { ListChange } from '../wire/wire'

let window: VueWrapper | null = null

afterEach(() => {
  window?.unmount()
  document.body.replaceChildren()
})

const homeless = [
  { what: '设定依据', text: '批复文件' },
  { what: '联系电话', text: '0991-1234567' },
]

async function asked(): Promise<{ workspace: Workspace; changes: ListChange[] }> {
  const platform = fake({ delay: 0, opened: true })
  const changes: ListChange[] = []
  const workspace = createWorkspace({
    ...platform,
    editionChange: (id, edition) =>
      Promise.resolve({ name: `${String(id)} ${edition}`, notes: [], unplaced: homeless }),
    changeList: (change) => {
      changes.push(change)
      return platform.changeList(change)
    },
  })
  window = mount(App, { attachTo: document.body, global: { provide: { [workspaceKey as symbol]: workspace } } })
  await workspace.session.begin()
  await workspace.showForm(2)
  workspace.dialogs.askEdition('hubei-2021-department')
  await settled()
  return { workspace, changes }
}

async function press(name: string): Promise<void> {
  const found = [...document.querySelectorAll<HTMLElement>('.el-dialog button')].find(
    (each) => each.textContent.trim() === name,
  )
  if (!found) throw new Error(`no button ${name}`)
  found.click()
  await settled()
}

it('is asked about the form on screen, and changes nothing when the person cancels', async () => {
  const { workspace, changes } = await asked()
  const words = document.querySelector('.el-dialog')?.textContent ?? ''
  for (const part of ['2 hubei-2021-department', ...homeless.flatMap(({ what, text }) => [what, text])])
    expect(words).toContain(part)
  await press(messages.cancel)
  expect([workspace.dialog.value, changes]).toEqual([null, []])
})

it('changes the form once the person says so, and offers the way back', async () => {
  const { workspace, changes } = await asked()
  await press(messages.edition.go)
  expect(changes).toEqual([{ kind: 'edition', id: 2, edition: 'hubei-2021-department' }])
  expect(workspace.toast.value?.undo).toBe(true)
})

it('a layout that was imported can be chosen at once', async () => {
  const { workspace } = await asked()
  await press(messages.cancel)
  await workspace.changes.importEdition()
  await settled()
  expect(workspace.toast.value?.text).toContain('某市财政局 2024 年表式')
  expect([...document.querySelectorAll('select option')].map((each) => each.textContent.trim())).toContain(
    '某市财政局 2024 年表式',
  )
  await workspace.changes.exportEdition()
  expect(workspace.toast.value).toMatchObject({ folder: true })
})
