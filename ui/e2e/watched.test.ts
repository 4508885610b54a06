// The document's file goes away while somebody works: nothing is lost, and it is told.

import { rmSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Key, Window, book, checkedForms, indicator } from './window'

const field = indicator(0, 'actual')
let window: Window

beforeAll(async () => {
  window = await Window.open()
  await window.importAsIs(book('urumqi-2023.xlsx'), '局.jixiao')
  await window.says('已保存', '.status')
})
afterAll(async () => {
  await window.end()
})

async function typeOver(text: string): Promise<void> {
  await window.pick(field)
  await window.type(text, Key.ENTER)
  await window.shows(field, text)
}

test('a file that is removed is told within seconds, and is saved where it was', async () => {
  await typeOver('18万人')
  await window.says('已保存')
  rmSync(window.path('局.jixiao'))
  await window.says('文件不在原处')
  await window.saysNoMore('已保存', '.status')
  await window.click('保存到原处')
  await window.says('已保存', '.status')
  expect(checkedForms(window.path('局.jixiao')).has('综合业务费')).toBe(true)
  await window.shows(field, '18万人')
})
