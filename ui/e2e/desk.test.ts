// What an officer does all day in the real window: findings that are alike, mends by one click, the menu of the right
// button, last year's texts, scores that no longer follow, words replaced everywhere.
// With PICTURES set to a folder, pictures are taken on the way.

import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Key, Window, book, indicator, type Field } from './window'

const pictures = process.env.PICTURES
let window: Window

beforeAll(async () => {
  if (pictures !== undefined) mkdirSync(pictures, { recursive: true })
  window = await Window.open()
  await window.driver.manage().window().setRect({ x: 0, y: 0, width: 1366, height: 768 })
  await window.importAsIs(book('changji-2021.xlsx'), '局.jixiao')
})
afterAll(async () => {
  await window.end()
})

async function picture(name: string): Promise<void> {
  if (pictures === undefined) return
  await new Promise((resolve) => {
    setTimeout(resolve, 400)
  })
  window.picture(join(pictures, `${name}.png`))
}

/** Presses the right button on a cell. */
async function menuOf(field: Field): Promise<void> {
  await window.pick(field)
  await window.press(Key.F10, Key.SHIFT)
  await window.find('[role=menu]')
}

test('findings that are alike are one line, waived for one reason, and come back with one undo', async () => {
  await window.click('核对', '.bar')
  await window.says('张表', '[data-area=findings]')
  await window.script(
    `const select = document.querySelector('select[aria-label="合并"]')
     select.value = 'check'
     select.dispatchEvent(new Event('change', { bubbles: true }))`,
  )
  await window.says('说法各不相同', '[data-area=findings]')
  await window.clickOn('.table .row:not(.head):has([aria-expanded])')
  await picture('findings')
  const before = await window.text('.levels')
  await window.click('豁免 ', '.detail')
  await window.says('用同一个理由豁免', '.el-dialog')
  await picture('waive')
  await window.clickOn('#reason')
  await window.type('已另行说明')
  await window.click('豁免', '.el-dialog')
  await window.wait('nothing is waived', async () => (await window.text('.levels')) !== before)
  await window.press('z', Key.CONTROL)
  await window.wait('the findings are not back', async () => (await window.text('.levels')) === before)
})

test('what is beyond doubt is mended in all forms by one click', async () => {
  await window.click('一键改好', '[data-area=findings]')
  await window.says('改好前后得分相同', '.el-dialog')
  await window.click('逐处查看', '.el-dialog')
  await picture('mends')
  await window.click('改好 ', '.el-dialog__footer')
  await window.says('已改好')
  await window.wait('there is still something to mend', async () => !(await window.offers('一键改好')))
  await window.press('z', Key.CONTROL)
  await window.wait('nothing came back', async () => window.offers('一键改好'))
})

test('words are replaced in all forms, after a look', async () => {
  await window.press('h', Key.CONTROL)
  await window.clickOn('#find-words')
  await window.type('昌吉州')
  await window.clickOn('#find-replace')
  await window.type('昌吉回族自治州')
  await window.says('处', '.el-dialog [role=status]')
  await window.find('.el-dialog ins')
  await picture('find')
  await window.click('替换 ', '.el-dialog__footer')
  await window.says('已替换')
  await window.press('z', Key.CONTROL)
})

test('a score that no longer follows is told at once, and given back to the rules', async () => {
  await window.click('表单', '.bar')
  const score = indicator(0, 'score')
  await window.pick(score)
  await window.type('1', Key.ENTER)
  await window.says('处要重算', '.status')
  await window.pick(score)
  await window.says('按规则应为', '.panel')
  await picture('outdated')
  await window.click('按规则重算', '.panel')
  await window.saysNoMore('按规则应为', '.panel')
  expect(await window.cell(score)).not.toBe('1')
})

test('the menu of a cell fills, clears and copies; what the layout prints is no cell', async () => {
  const actual = indicator(1, 'actual')
  const before = await window.cell(actual)
  await menuOf(actual)
  await picture('menu')
  await window.click('清除内容', '[role=menu]')
  await window.shows(actual, '')
  await menuOf(actual)
  await window.click('向下填充', '[role=menu]')
  await window.shows(actual, await window.cell(indicator(0, 'actual')))
  await window.press('z', Key.CONTROL)
  await window.press('z', Key.CONTROL)
  await window.shows(actual, before)
  const label: Field = { fund: { row: 0, column: 'label' } }
  await window.pick(label)
  const printed = await window.cell(label)
  await window.type('别的', Key.ENTER)
  await window.says('表式印好的文字')
  expect(await window.cell(label)).toBe(printed)
})

test('totals of funds follow their sources, and a sum is worked out', async () => {
  const [total, source]: Field[] = [0, 1].map((row) => ({ fund: { row, column: 'adjusted' } }))
  if (total === undefined || source === undefined) throw new Error('no funds')
  await window.pick(total)
  await window.type(Key.DELETE)
  await window.pick(source)
  await window.type('=1200+350.5', Key.ENTER)
  await window.wait('the source is no sum', async () => (await window.cell(source)).startsWith('1550.5'))
  await picture('funds')
  await window.wait('the total does not follow', async () => (await window.cell(total)).startsWith('1570.5'))
})

test('several forms are removed only after a question', async () => {
  await window.click('项目列表', '.bar')
  await window.clickOn('.table .row:not(.head)')
  await window.press('a', Key.CONTROL)
  await window.press(Key.DELETE)
  await window.says('将删除这些表', '.el-dialog')
  await picture('remove')
  await window.click('取消', '.el-dialog')
  await window.clickOn('.table .row:not(.head) .name')
  await picture('list')
})
