// The list of forms in the real window: found by pinyin, by agency and by what is still missing.
// With PICTURES set to a folder, pictures are taken on the way.

import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Key, Window, book } from './window'

const pictures = process.env.PICTURES
let window: Window

beforeAll(async () => {
  if (pictures !== undefined) mkdirSync(pictures, { recursive: true })
  window = await Window.open()
  await window.driver.manage().window().setRect({ x: 0, y: 0, width: 1366, height: 768 })
  await window.importAsIs(book('urumqi-2023.xlsx'), '局.jixiao')
  await window.click('项目列表', '.bar')
  await window.says('31 张', '.tools')
})
afterAll(async () => {
  await window.end()
})

function picture(name: string): void {
  if (pictures !== undefined) window.picture(join(pictures, `${name}.png`))
}

async function choose(label: string, text: string): Promise<void> {
  await window.script(
    `const list = document.querySelector('select[aria-label="' + arguments[0] + '"]')
     list.value = [...list.options].find(({ text }) => text === arguments[1]).value
     list.dispatchEvent(new Event('change', { bubbles: true }))`,
    label,
    text,
  )
}

/** Puts a text in the place of the search. */
async function search(text: string): Promise<void> {
  await window.press('f', Key.CONTROL)
  await window.press('a', Key.CONTROL)
  await window.type(text)
}

test('initials and whole pinyin find a project', async () => {
  for (const typed of ['ywlyyf', 'yewulou', 'yewulyy']) {
    await search(typed)
    await window.says('业务楼运营费', '.table')
    await window.saysNoMore('中职国家助学金', '.table')
  }
  picture('list-pinyin')
  await search('gjzxj')
  await window.says('中职国家助学金', '.table')
  await search(Key.DELETE)
  await window.says('31 张', '.tools')
})

test('the forms of one agency, and those that lack something', async () => {
  await choose('实施单位', '乌鲁木齐市公共就业服务中心')
  await window.saysNoMore('社会保险中心', '.table')
  picture('list-agency')
  await choose('实施单位', '全部单位')
  await choose('显示', '缺原因说明')
  await window.saysNoMore('31 张', '.tools')
  picture('list-lacks')
  await choose('显示', '全部')
  await window.says('31 张', '.tools')
})

test('Ctrl+K goes by pinyin, too', async () => {
  await window.press('k', Key.CONTROL)
  await window.says('跳到', '.el-dialog')
  await window.type('ywlyyf')
  await window.wait('one hit', async () =>
    window.script<boolean>('return document.querySelectorAll("#jump-list li").length === 1'),
  )
  picture('jump-pinyin')
  await window.type(Key.ENTER)
  await window.find('.sheet')
  expect(await window.script<string>('return document.querySelector("main h1").innerText')).toContain('业务楼运营费')
})
