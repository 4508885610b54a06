// What must not shake the window: a mistake of the program, a damaged document, a page that wants to go elsewhere.

import { rmSync, writeFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Key, Window, book, indicator } from './window'

let window: Window

beforeAll(async () => {
  process.env.JIXIAO_FAULT = 'overview' // see src-tauri/crates/app/src/unexpected.rs
  window = await Window.open()
  delete process.env.JIXIAO_FAULT
  await window.importAsIs(book('urumqi-2023.xlsx'), '局.jixiao')
})
afterAll(async () => {
  await window.end()
})

test('a command that panics is told, and what comes after it is done', async () => {
  await window.click('总览')
  await window.says('程序出现了没有预料到的问题')
  await window.click('知道了')
  await window.clickOn('.views button')
  const field = indicator(0, 'actual')
  await window.pick(field)
  await window.type('18万人', Key.ENTER)
  await window.shows(field, '18万人')
  await window.says('已保存')
})

test('the page goes nowhere else and has no menu of the web view', async () => {
  const before = await window.script<string>('return location.href')
  const isPrevented = await window.script<boolean>(
    `location.href = 'https://example.com/'
     return !document.body.dispatchEvent(new MouseEvent('contextmenu', { bubbles: true, cancelable: true }))`,
  )
  expect(isPrevented).toBe(true)
  await window.says('已保存')
  expect(await window.script<string>('return location.href')).toBe(before)
})

test('a damaged document is restored from its refusal, and a lost one from the start page', async () => {
  await window.close()
  writeFileSync(window.path('局.jixiao'), '坏了')
  window = await Window.open(window.folder, [window.path('局.jixiao')])
  await window.says('请从备份恢复')
  await window.click('从备份恢复', '.el-dialog__footer')
  await restoreFirst()
  await window.choose('更多', '关闭文件')
  rmSync(window.path('局.jixiao'))
  await window.says('从备份恢复')
  await window.click('从备份恢复', 'main')
  await restoreFirst()
})

async function restoreFirst(): Promise<void> {
  await window.says('自动备份')
  await window.click('恢复', 'table.plain')
  await window.click('恢复', '.ask')
  await window.says('综合业务费')
  await window.find('.bar')
}
