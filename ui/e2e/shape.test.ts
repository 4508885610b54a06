// The shape of a form, in the real window: another edition, fund sources, annual goals, and columns of an import.

import { afterAll, beforeAll, expect, test } from 'vitest'
import { Key, Window, book, indicator, type Field } from './window'

const HUBEI = '部门整体绩效自评表（湖北2021年版）'
const DEPARTMENT: Field = { text: 'competent_department' }

const fund = (row: number): Field => ({ fund: { row, column: 'label' } })

let window: Window

beforeAll(async () => {
  window = await Window.open()
  await window.click('打开示例')
  await window.says('项目 6', '.forms')
})
afterAll(async () => {
  await window.end()
})

/** Chooses an entry of a pick list by what a person reads. */
async function choose(list: string, entry: string): Promise<void> {
  const chosen = await window.wait(`no “${entry}” in “${list}”`, () =>
    window.script<boolean>(
      `const [list, entry] = arguments
     const lists = [...document.querySelectorAll('select')]
     const found = lists.find((element) => element.getAttribute('aria-label') === list)
     const option = found && [...found.options].find(({ text }) => text === entry)
     if (!option) return false
     found.value = option.value
     found.dispatchEvent(new Event('change', { bubbles: true }))
     return true`,
      list,
      entry,
    ),
  )
  expect(chosen).toBe(true)
}

async function chosenIn(list: string): Promise<string> {
  return window.script<string>(
    `const lists = [...document.querySelectorAll('select')]
     const found = lists.find((element) => element.getAttribute('aria-label') === arguments[0])
     return found?.selectedOptions[0]?.text ?? ''`,
    list,
  )
}

test('another edition tells first what has no place in it, and does nothing when the person cancels', async () => {
  const before = await chosenIn('表式')
  const department = await window.cell(DEPARTMENT)
  await choose('表式', HUBEI)
  await window.says('主管部门', '.el-dialog')
  await window.says(department, '.el-dialog')
  await window.says('指标表的“分值”列', '.el-dialog')
  await window.click('取消', '.el-dialog')
  await window.saysNoMore('更换表式', '.el-dialog')
  expect(await chosenIn('表式')).toBe(before)
  expect(await window.cell(DEPARTMENT)).toBe(department)
})

test('another edition is one step, and undo brings everything back', async () => {
  const department = await window.cell(DEPARTMENT)
  const sheet = await window.text('.sheet')
  await choose('表式', HUBEI)
  await window.click('更换表式', '.el-dialog')
  await window.says('年度目标1', '.sheet')
  expect(await window.text('.sheet')).not.toContain('主管部门')
  expect(await chosenIn('表式')).toBe(HUBEI)
  await window.press('z', Key.CONTROL)
  await window.shows(DEPARTMENT, department)
  expect(await window.text('.sheet')).toBe(sheet)
})

test('a fund source is added, named, moved and removed; the total stays', async () => {
  await window.pick(fund(0))
  expect(await window.offers('删除来源')).toBe(false)
  await window.click('增加来源')
  await window.shows(fund(1), '其中：')
  await window.type('自治区专项', Key.ENTER)
  await window.shows(fund(1), '其中：自治区专项')
  await window.pick(fund(1))
  await window.click('↓', '.tools')
  await window.shows(fund(2), '自治区专项')
  await window.pick(fund(2))
  await window.click('删除来源')
  await window.says('已删除一个资金来源')
  await window.saysNoMore('自治区专项', '.sheet')
})

test('an annual goal comes with points and a table of its own', async () => {
  await choose('表式', HUBEI)
  await window.click('更换表式', '.el-dialog')
  await window.says('年度目标1', '.sheet')
  await window.pick({ goal_expected: 0 })
  await window.click('增加目标')
  await window.says('年度目标2', '.sheet')
  await window.type('做好就业服务', Key.ENTER)
  await window.shows({ goal_expected: 1 }, '做好就业服务')
  await window.pick({ goal_points: 1 })
  await window.type('15', Key.ENTER)
  await window.says('年度目标2: (15分)', '.sheet')
  await window.pick({ indicator: { goal: 1, row: 0, column: 'level3' } })
  await window.type('服务人数', Key.ENTER)
  await window.shows({ indicator: { goal: 1, row: 0, column: 'level3' } }, '服务人数')
  await window.pick({ goal_expected: 1 })
  await window.click('删除目标')
  await window.saysNoMore('年度目标2', '.sheet')
  await window.press('z', Key.CONTROL)
  await window.says('年度目标2: (15分)', '.sheet')
})

test('a column of an import is read as the person says, and a form is skipped', async () => {
  window.answer({ books: [book('urumqi-2023-stacked.xlsx')] })
  await window.click('导入', '.bar')
  await window.says('6 张表')
  await window.wait('the form is not shown', async () => (await window.cell(indicator(0, 'target'))) !== '')
  const [target, actual] = [await window.cell(indicator(0, 'target')), await window.cell(indicator(0, 'actual'))]
  const heading = await window.script<string>(
    `return [...document.querySelectorAll('.columns select')]
       .find((element) => element.selectedOptions[0].text === '实际完成值')
       .getAttribute('aria-label')`,
  )
  await choose(heading, '指标值')
  await window.shows(indicator(0, 'target'), actual)
  await window.says('没有读懂', '.books')
  await window.click('改回自动识别', '.columns')
  await window.shows(indicator(0, 'target'), target)
  await window.saysNoMore('处没有读懂', '.books')
  await window.click('导入“1995年以前退休人员生活补助”')
  await window.says('导入 5 张表')
})
