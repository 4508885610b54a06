// @vitest-environment happy-dom
// A double click on what a dialog does: it is done once.

import { mount, type VueWrapper } from '@vue/test-utils'
import { afterEach, expect, it } from 'vitest'
import { nextTick } from 'vue'
import App from '../App.vue'
import { rowOf } from '../workspace/findings'
import { createWorkspace, workspaceKey, type Workspace } from '../workspace/workspace'
import { messages } from '../messages'
import { fake } from '../platform/fake'
import { settled } from '../testing'
import type { Platform } from '../platform/platform'

let window: VueWrapper | null = null

afterEach(() => {
  window?.unmount()
  document.body.replaceChildren()
})

interface Case {
  readonly asks: keyof Platform
  readonly button: string
  readonly begin: (workspace: Workspace) => unknown
  /** What is filled in first. */
  readonly fill?: string
}

async function links(workspace: Workspace): Promise<void> {
  const [department] = (await workspace.platform.rollup()).departments
  const row = department?.rows[0]
  if (department && row) workspace.dialogs.askLink({ form: department.id, row })
}

async function backup(workspace: Workspace): Promise<void> {
  workspace.dialog.value = 'backups'
  await settled()
  buttons()
    .find((each) => each.textContent.trim() === messages.backups.restore)
    ?.click()
}

function buttons(): readonly HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>('.el-dialog button')]
}

const open =
  (dialog: NonNullable<Workspace['dialog']['value']>) =>
  (workspace: Workspace): void => {
    workspace.dialog.value = dialog
  }
const cases: readonly Case[] = [
  { asks: 'changeList', button: messages.addDialog.add, begin: open('add'), fill: '#name' },
  {
    asks: 'changeList',
    button: messages.edition.go,
    begin: (workspace) => {
      workspace.dialogs.askEdition('national-2020-project')
    },
  },
  {
    asks: 'waive',
    button: messages.panel.waive,
    begin: (workspace) => {
      const found = workspace.form.value?.findings[0]
      if (found) workspace.dialogs.askWaiver([rowOf({ id: 2, name: '' }, found)])
    },
    fill: '#reason',
  },
  { asks: 'setAgency', button: messages.unitDialog.save, begin: open('unit'), fill: '#unit' },
  { asks: 'createDocument', button: messages.unitDialog.next, begin: open('new'), fill: '#unit' },
  { asks: 'link', button: messages.link.take, begin: links },
  { asks: 'collectTake', button: messages.collect.go, begin: (workspace) => workspace.imports.pickCollect() },
  { asks: 'nextYear', button: messages.nextYear.go, begin: open('next_year') },
  { asks: 'exportForms', button: messages.export.go, begin: open('export') },
  { asks: 'exportSummary', button: messages.disclosure.go, begin: open('disclosure') },
  { asks: 'libraryAdd', button: messages.library.add, begin: open('library') },
  { asks: 'restoreBackup', button: messages.backups.restore, begin: backup },
]

it.each(cases)('$button ($asks)', async ({ asks, button, begin, fill }) => {
  const platform = fake({ delay: 0, opened: true })
  let asked = 0
  const counted = (...given: readonly unknown[]): unknown => {
    asked += 1
    return (platform[asks] as (...given: readonly unknown[]) => unknown)(...given)
  }
  const workspace = createWorkspace({ ...platform, [asks]: counted })
  window = mount(App, { attachTo: document.body, global: { provide: { [workspaceKey as symbol]: workspace } } })
  await workspace.session.begin()
  await workspace.showForm(2)
  await settled()
  await begin(workspace)
  await settled()
  const box = fill === undefined ? null : document.querySelector<HTMLInputElement>(fill)
  if (box) {
    box.value = '一项工作'
    box.dispatchEvent(new Event('input'))
    await settled()
  }
  const found = buttons()
    .filter((each) => each.textContent.trim() === button)
    .at(-1)
  expect(found).toBeDefined()
  found?.click()
  await nextTick()
  found?.click()
  await settled()
  // The dialog may still be gliding out, and its button with it.
  if (workspace.dialog.value === null) found?.click()
  await settled()
  expect(asked).toBe(1)
})
