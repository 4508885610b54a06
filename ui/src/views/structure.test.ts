// @vitest-environment happy-dom Every view and dialog as a screen reader meets it: names, roles, labels. What needs
// eyes (contrast, sizes) is looked over in the real window, by e2e/views.test.ts.

import { mount, type VueWrapper } from '@vue/test-utils'
import axe from 'axe-core'
import { afterEach, expect, it, vi } from 'vitest'
import { nextTick } from 'vue'
import App from '../App.vue'
import type { Dialog } from '../workspace/state'
import { rowOf } from '../workspace/findings'
import { createWorkspace, workspaceKey, type Workspace } from '../workspace/workspace'
import { fake } from '../platform/fake'
import type { FakeOptions } from '../platform/fakeState'

let window: VueWrapper | null = null

afterEach(() => {
  vi.restoreAllMocks()
  window?.unmount()
  window = null
  document.body.replaceChildren()
})

async function opened(options: FakeOptions = { opened: true }): Promise<Workspace> {
  document.documentElement.lang = 'zh-CN'
  document.title = '绩效自评'
  const workspace = createWorkspace(fake({ delay: 0, ...options }))
  window = mount(App, { attachTo: document.body, global: { provide: { [workspaceKey as symbol]: workspace } } })
  await workspace.session.begin()
  await settled()
  return workspace
}

/** The program has answered, parts loaded late are there, and they are drawn. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 4; turn += 1) {
    await new Promise((resolve) => {
      setTimeout(resolve, 5)
    })
    await vi.dynamicImportSettled()
    await nextTick()
  }
}

async function barriers(): Promise<readonly string[]> {
  const { violations } = await axe.run(document, {
    resultTypes: ['violations'],
    rules: { 'color-contrast': { enabled: false } },
  })
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
  return serious.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`))
}

const TIME = 30_000

it(
  'would see a field and a button without a name',
  async () => {
    await opened({ opened: false })
    document.querySelector('.ways')?.insertAdjacentHTML('beforeend', '<input><button></button>')
    expect((await barriers()).map((found) => found.split(':')[0]).sort()).toEqual(['button-name', 'label'])
  },
  TIME,
)

it(
  'finds nothing in the way on the first page',
  async () => {
    await opened({ opened: false })
    expect(document.querySelector('.ways')).not.toBeNull()
    expect(await barriers()).toEqual([])
  },
  TIME,
)

it.each(['form', 'list', 'rollup', 'findings', 'overview'] as const)(
  'finds nothing in the way in the view %s',
  async (view) => {
    const workspace = await opened()
    await workspace.showForm(2)
    vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(800) // charts take no room without any
    vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(600)
    workspace.view.value = view
    await settled()
    expect(
      document.querySelector(
        {
          form: 'table.sheet',
          list: '[role=row]',
          rollup: 'table.rows',
          findings: '[role=row]',
          overview: '.chart svg',
        }[view],
      ),
    ).not.toBeNull()
    expect(await barriers()).toEqual([])
  },
  TIME,
)

it(
  'finds nothing in the way in the review of an import',
  async () => {
    const workspace = await opened({ opened: false })
    await workspace.imports.pickImport()
    await settled()
    expect(document.querySelector('.import .sides')).not.toBeNull()
    expect(await barriers()).toEqual([])
  },
  TIME,
)

const dialogs: readonly Dialog[] = [
  'new',
  'collect',
  'unit',
  'jump',
  'history',
  'backups',
  'export',
  'help',
  'about',
  'add',
  'edition',
  'waive',
  'mends',
  'find',
  'ask',
  'library',
  'link',
  'disclosure',
  'next_year',
]
it.each(dialogs)(
  'finds nothing in the way in the dialog %s',
  async (dialog) => {
    const workspace = await opened()
    await workspace.showForm(2)
    const finding = workspace.form.value?.findings[0]
    if (dialog === 'edition') workspace.dialogs.askEdition('national-2020-project')
    else if (dialog === 'waive' && finding) workspace.dialogs.askWaiver([rowOf({ id: 2, name: '' }, finding)])
    else if (dialog === 'ask') workspace.dialogs.askRemoval(workspace.document.value?.forms ?? [])
    else if (dialog === 'collect') await workspace.imports.pickCollect()
    else if (dialog === 'link') await asksForLinks(workspace)
    else workspace.dialog.value = dialog
    await settled()
    expect(document.querySelector('.el-dialog')).not.toBeNull()
    expect(await barriers()).toEqual([])
  },
  TIME,
)

/** 修改关联, of the first row of the first department. */
async function asksForLinks(workspace: Workspace): Promise<void> {
  const [department] = (await workspace.platform.rollup()).departments
  const row = department?.rows[0]
  if (department && row) workspace.dialogs.askLink({ form: department.id, row })
}
