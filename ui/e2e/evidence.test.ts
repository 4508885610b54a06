// 佐证材料 in the real window: attached to an indicator, copied beside the document, taken off and back, handed in.

import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Window, book, indicator, pdfText } from './window'

const pictures = process.env.PICTURES
let window: Window

beforeAll(async () => {
  window = await Window.open()
  await window.driver.manage().window().setRect({ x: 0, y: 0, width: 1366, height: 768 })
  mkdirSync(window.path('材料'))
  mkdirSync(window.path('out'))
  writeFileSync(window.path('材料/发放清单.txt'), '清单')
  window.answer({
    books: [book('urumqi-2023-stacked.xlsx')],
    new_document: window.path('某局.jixiao'),
    evidence: [window.path('材料/发放清单.txt')],
    folder: window.path('out'),
  })
})
afterAll(async () => {
  await window.end()
})

test('a file is attached to a row and copied beside the document', async () => {
  await window.click('导入去年的自评表')
  await window.says('6 张表')
  await window.click('原样导入')
  await window.click('导入 6 张表')
  await window.says('项目 6', '.forms')
  await window.clickOn('.forms li:nth-of-type(2) button')
  await window.pick(indicator(0, 'actual'))
  await window.says('还没有', '.evidence')
  await window.click('添加…', '.evidence')
  await window.click('复制到文档旁的文件夹')
  await window.says('发放清单.txt', '.evidence')
  expect(readFileSync(window.path('某局.佐证/发放清单.txt'), 'utf8')).toBe('清单')
  if (pictures !== undefined) window.picture(join(pictures, 'evidence.png'))
})

test('it is taken off, and comes back', async () => {
  await window.click('移除', '.evidence')
  await window.says('还没有', '.evidence')
  await window.click('撤销')
  await window.says('发放清单.txt', '.evidence')
  expect(existsSync(window.path('某局.佐证/发放清单.txt'))).toBe(true)
})

test('list and files are handed in', async () => {
  await window.choose('更多', '导出佐证材料')
  await window.click('PDF', '.el-dialog')
  await window.click('选择文件夹并导出', '.el-dialog')
  await window.says('佐证材料目录.pdf', '.el-dialog')
  const out = readdirSync(window.path('out'))
  const folder = out.find((name) => name.endsWith('佐证材料'))
  const list = out.find((name) => name.endsWith('佐证材料目录.pdf'))
  expect([out.length, folder !== undefined, list !== undefined]).toEqual([3, true, true])
  expect(pdfText(window.path(`out/${list ?? ''}`))).toContain('发放清单.txt')
  const files = readdirSync(window.path(`out/${folder ?? ''}`), { recursive: true })
  expect(files.some((name) => String(name).endsWith('发放清单.txt'))).toBe(true)
})
