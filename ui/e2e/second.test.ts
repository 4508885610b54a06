// Two windows on one file: the second can look at it only, and says so.

import { afterAll, beforeAll, expect, test } from 'vitest'
import { Key, Window, book, indicator } from './window'

let first: Window
let second: Window

beforeAll(async () => {
  first = await Window.open()
  first.answer({ books: [book('urumqi-2023.xlsx')], new_document: first.path('局.jixiao') })
  await first.click('导入去年的自评表')
  await first.says('核对导入')
  await first.click('原样导入')
  await first.click('导入 ', '.foot')
  await first.find('.bar')
  second = await Window.open(first.folder, [first.path('局.jixiao')])
})
afterAll(async () => {
  await second.close()
  await first.end()
})

test('the second window says that it is read-only, and takes nothing typed', async () => {
  await second.says('只读：文件已在另一个窗口打开', '.bar')
  const field = indicator(0, 'actual')
  const before = await second.cell(field)
  await second.pick(field)
  await second.type('1人', Key.ENTER)
  expect(await second.cell(field)).toBe(before)
  const enabled = await second.script<string[]>(`return [...document.querySelectorAll('[aria-label="行操作"] button:enabled, .done:enabled, .add')].map((button) => button.innerText)`)
  expect(enabled).toEqual([])
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
