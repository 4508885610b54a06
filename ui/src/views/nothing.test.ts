// @vitest-environment happy-dom Where something is missing it is said, and nothing claims to be in order: a form
// without a name, a file that could not be read.

import { mount, type VueWrapper } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import { createWorkspace, workspaceKey } from '../workspace/workspace'
import JumpDialog from '../dialogs/JumpDialog.vue'
import { messages } from '../messages'
import ExportOutcome from '../parts/files/ExportOutcome.vue'
import ListRow from '../parts/list/ListRow.vue'
import NavList from '../parts/window/NavList.vue'
import { fake } from '../platform/fake'
import type { ImportBook } from '../wire/wire'
import ImportView from './ImportView.vue'

const platform = fake({ delay: 0 })
const found = await platform.importPick()
const opened = await platform.openSample()
let shown: VueWrapper | null = null

afterEach(() => {
  shown?.unmount()
  document.body.replaceChildren()
})

const provide = (): Record<symbol, unknown> => ({ [workspaceKey as symbol]: createWorkspace(platform) })

describe('a form without a name', () => {
  const [first] = opened.forms
  if (!first) throw new Error('no form')
  const line = { ...first, name: ' ' }

  it.each([
    [
      'the list of forms',
      () =>
        mount(ListRow, {
          props: { line, index: 0, place: 0, picked: false, tabStop: true, movable: true, mark: null },
        }),
    ],
    [
      'the navigation',
      () =>
        mount(NavList, {
          props: { document: { ...opened, forms: [line] }, current: line.id },
          global: { provide: provide() },
          attachTo: document.body,
        }),
    ],
  ])('is called so in %s, in quiet text', (_, draw) => {
    shown = draw()
    const unnamed = [...shown.element.querySelectorAll('.quiet')].filter(
      (part) => part.textContent.trim() === messages.unnamed,
    )
    expect(unnamed).toHaveLength(1)
    expect(shown.html()).not.toContain('title=" "')
  })

  it('can be jumped to', async () => {
    const workspace = createWorkspace({ ...platform, openSample: () => Promise.resolve({ ...opened, forms: [line] }) })
    await workspace.session.openSample()
    shown = mount(JumpDialog, { global: { provide: { [workspaceKey as symbol]: workspace } }, attachTo: document.body })
    await new Promise((resolve) => {
      setTimeout(resolve, 20)
    })
    expect(document.body.textContent).toContain(messages.unnamed)
  })
})

describe('a file that could not be read', () => {
  const wrong: ImportBook = {
    name: '总结.xlsx',
    forms: [],
    problems: [],
    error: '“总结.xlsx”不是可以读入的工作簿，而是文字文档。请另存为工作簿。',
  }
  const view = (books: ImportBook[]): VueWrapper => {
    if (!found) throw new Error('no import')
    shown = mount(ImportView, {
      props: { found: { ...found, books } },
      global: { provide: provide() },
      attachTo: document.body,
    })
    return shown
  }

  it('is not called read, offers nothing to choose, and is what the window speaks of', () => {
    const { element } = view([wrong])
    expect(element.textContent).not.toContain(messages.importing.problems(0))
    expect(element.querySelector('.fine')).toBeNull()
    expect(element.textContent).not.toContain(messages.importing.all)
    expect(element.textContent).not.toContain(messages.importing.pickForm)
    const main = element.querySelector('main')?.textContent ?? ''
    for (const part of [messages.importing.nothing, wrong.error ?? '', messages.importing.nothingHint])
      expect(main).toContain(part)
  })

  it('says of a book without forms what stands in it', () => {
    const empty: ImportBook = {
      ...wrong,
      error: null,
      problems: [{ sheet: 'Sheet1', cell: '', text: '未识别出自评表，整张工作表未导入' }],
    }
    expect(view([empty]).element.querySelector('main')?.textContent).toContain('Sheet1')
  })

  it('leaves the others as they are', () => {
    const { element } = view([wrong, ...(found?.books ?? [])])
    expect(element.textContent).toContain(messages.importing.all)
    expect(element.querySelector('section')?.querySelector('.fine')).toBeNull()
  })
})

it('puts a long error below the name of its file', () => {
  const error = '无法写入“/media/某处/自评表.xlsx”；系统不允许（没有权限），请检查文件和文件夹的权限，或换一个位置'
  const files = [
    { name: '自评表.xlsx', error },
    { name: '自评表.pdf', error: null },
  ]
  shown = mount(ExportOutcome, {
    props: { done: { folder: '/media/某处', files, cancelled: false, failed: 1, remark: '' } },
  })
  const [failed, written] = [...shown.element.querySelectorAll('li')]
  expect(failed?.querySelector('p.why')?.textContent).toBe(error)
  expect(written?.querySelector('p.why')).toBeNull()
  expect(written?.textContent).toContain(messages.export.written)
})
