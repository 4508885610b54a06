// A second window on one file can look at it only, and says so; where there is a desktop, a second start shows the
// first window.

import { copyFileSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Key, Window, book, checkedForms, indicator, startAgain, startBus } from './window'

let first: Window
let second: Window

beforeAll(async () => {
  first = await Window.open()
  await first.importAsIs(book('urumqi-2023.xlsx'), '局.jixiao')
  second = await Window.open(first.folder, [first.path('局.jixiao')])
})
afterAll(async () => {
  await second.close()
  await first.end()
})

test('a plain copy of the file is whole, though the file is open and was just imported into', async () => {
  const copy = first.path('拷走的.jixiao')
  await first.wait('the copy has no forms', () => {
    copyFileSync(first.path('局.jixiao'), copy)
    return Promise.resolve(checkedForms(copy).has('综合业务费'))
  })
})

test('the second window says that it is read-only, and takes nothing typed', async () => {
  await second.says('只读', '.bar')
  await second.says('正在另一个窗口')
  const field = indicator(0, 'actual')
  const before = await second.cell(field)
  await second.pick(field)
  await second.type('1人', Key.ENTER)
  expect(await second.cell(field)).toBe(before)
  const enabled = await second.script<string[]>(
    `return [...document.querySelectorAll('[aria-label="行操作"] button:enabled, .done:enabled, .add')]
       .map((button) => button.innerText)`,
  )
  expect(enabled).toEqual(['指标库']) // which can be searched, and says itself that nothing can be inserted
})

test('the first window writes on, and the second sees it once it is opened again', async () => {
  const field = indicator(0, 'actual')
  await first.pick(field)
  await first.type('18万人', Key.ENTER)
  await first.shows(field, '18万人')
  await second.close()
  second = await Window.open(first.folder, [first.path('局.jixiao')])
  await second.says('只读', '.bar')
  await second.shows(field, '18万人')
})

test('started once more, the first window opens a document, reports a broken one, and reads workbooks', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'jixiao-window-'))
  const bus = await startBus(folder)
  const window = await Window.open(folder)
  try {
    await window.importAsIs(book('tongcheng-2021.xlsx'), '通城.jixiao')
    await window.says('通城县', '.bar')
    await window.choose('更多', '关闭文件')
    await window.says('导入去年的自评表')
    await startAgain(folder, ['通城.jixiao'])
    await window.says('通城县', '.bar')
    await window.saysNoMore('只读', '.bar')
    writeFileSync(window.path('坏.jixiao'), '不是文档')
    await startAgain(folder, ['坏.jixiao'])
    await window.says('坏.jixiao', '.el-dialog')
    await window.click('知道了', '.el-dialog')
    // The same way that files take which are dropped on the window.
    await startAgain(folder, ['urumqi-2023-stacked.xlsx', 'tongcheng-2021.xlsx', 'changji-jobs-2020.xls'].map(book))
    await window.says('3 个文件')
  } finally {
    await window.end()
    bus.kill()
  }
})

test('started with a document that is broken, the window says so; with workbooks, it reads them', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'jixiao-window-'))
  writeFileSync(join(folder, '坏.jixiao'), '不是文档')
  const broken = await Window.open(folder, [join(folder, '坏.jixiao')])
  await broken.says('坏.jixiao', '.el-dialog')
  await broken.close()
  const reading = await Window.open(folder, [book('changji-jobs-2020.xls')])
  await reading.says('核对导入')
  await reading.end()
})
