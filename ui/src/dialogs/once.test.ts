// @vitest-environment happy-dom
// A double click on what a dialog does: it is done once.

import { mount, type VueWrapper } from '@vue/test-utils'
import { afterEach, expect, it } from 'vitest'
import { nextTick } from 'vue'
import App from '../App.vue'
import { createDesk, deskKey, type Desk } from '../desk/desk'
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
  readonly begin: (desk: Desk) => unknown
  /** What is filled in first. */
  readonly fill?: string
}

async function links(desk: Desk): Promise<void> {
  const [department] = (await desk.platform.rollup()).departments
  const row = department?.rows[0]
  if (department && row) desk.askLink({ form: department.id, row })
}

async function backup(desk: Desk): Promise<void> {
  desk.dialog.value = 'backups'
  await settled()
  buttons()
    .find((each) => each.textContent.trim() === messages.backups.restore)
    ?.click()
}

function buttons(): readonly HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>('.el-dialog button')]
}

const open =
  (dialog: NonNullable<Desk['dialog']['value']>) =>
  (desk: Desk): void => {
    desk.dialog.value = dialog
  }
const cases: readonly Case[] = [
  { asks: 'changeList', button: messages.addDialog.add, begin: open('add'), fill: '#name' },
  {
    asks: 'changeList',
    button: messages.edition.go,
    begin: (desk) => {
      desk.askEdition('xinjiang-2020-project')
    },
  },
  {
    asks: 'waive',
    button: messages.panel.waive,
    begin: (desk) => {
      const found = desk.form.value?.findings[0]
      if (found) desk.askWaiver(2, found)
    },
    fill: '#reason',
  },
  { asks: 'setUnit', button: messages.unitDialog.save, begin: open('unit'), fill: '#unit' },
  { asks: 'createDocument', button: messages.unitDialog.next, begin: open('new'), fill: '#unit' },
  { asks: 'link', button: messages.link.take, begin: links },
  { asks: 'collectTake', button: messages.collect.go, begin: (desk) => desk.pickCollect() },
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
  const desk = createDesk({ ...platform, [asks]: counted })
  window = mount(App, { attachTo: document.body, global: { provide: { [deskKey as symbol]: desk } } })
  await desk.begin()
  await desk.showForm(2)
  await settled()
  await begin(desk)
  await settled()
  const box = fill === undefined ? null : document.querySelector<HTMLInputElement>(fill)
  if (box) {
    box.value = '一项工作'
    box.dispatchEvent(new Event('input'))
    await settled()
  }
  const found = buttons().findLast((each) => each.textContent.trim() === button)
  expect(found).toBeDefined()
  found?.click()
  await nextTick()
  found?.click()
  await settled()
  // The dialog may still be gliding out, and its button with it.
  if (desk.dialog.value === null) found?.click()
  await settled()
  expect(asked).toBe(1)
})
