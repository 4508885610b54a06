// 彻底清除 in the real window: the words of a classified and of a removed project are in no byte of the file or of its
// backups.

import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Key, Window, book, indicator } from './window'

let window: Window

beforeAll(async () => {
  window = await Window.open()
  await window.importAsIs(book('urumqi-2023.xlsx'), '局.jixiao')
  await window.says('已保存', '.status')
})
afterAll(async () => {
  await window.end()
})

/** The files of the document and of its backups in which the words stand. */
function filesWith(words: string): readonly string[] {
  const backups = window.path('data/org.jixiao.desktop/backups')
  const files = [...readdirSync(backups).map((name) => join(backups, name)), window.path('局.jixiao')]
  return files.filter((file) => readFileSync(file).includes(words))
}

test('a classified project is removed for good, from the backups, too, and the work goes on', async () => {
  const name = '综合业务费'
  await window.clickOn('.forms input')
  await window.type(name, Key.ENTER)
  await window.says(name, 'h1.unseen')
  await window.wait('the import is not in the file', () => Promise.resolve(filesWith(name).length > 0))
  await window.click('涉密', '.tools')
  await window.choose('更多', '彻底清除')
  await window.says('不能撤销')
  await window.click(name, '.el-dialog')
  await window.click('彻底清除 1 个项目', '.el-dialog__footer')
  await window.says('已彻底清除 1 个项目')
  expect(filesWith(name)).toEqual([])
  expect(await window.text('.forms')).not.toContain(name)
  const field = indicator(0, 'actual')
  await window.pick(field)
  await window.type('19万人', Key.ENTER)
  await window.shows(field, '19万人')
  await window.leave()
  expect(filesWith(name)).toEqual([])
})
