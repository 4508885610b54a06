// All forms on one page, all findings in one table, and what either opens, in the real window.

import { copyFileSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Key, Window, book, indicator } from './window'

const pictures = process.env.PICTURES

let window: Window

beforeAll(async () => {
  window = await Window.open()
  await window.click('打开示例')
  await window.says('项目 6', '.forms')
})
afterAll(async () => {
  await window.end()
})

function picture(name: string): void {
  if (pictures !== undefined) window.picture(join(pictures, `${name}.png`))
}

/** The form on screen. */
async function formName(): Promise<string> {
  return window.script<string>('return document.querySelector("main[data-area=form] h1")?.innerText ?? ""')
}

/** Names beside the bars, from the top, as far as there is room for them. */
async function barNames(): Promise<readonly string[]> {
  return window.script<string[]>(
    `return [...document.querySelectorAll('.bars svg text')]
       .map((text) => text.textContent.replace(/\\.{3}$/, ''))
       .filter((text) => /[\\u4e00-\\u9fff]/.test(text))`,
  )
}

/** What the page's own security policy refused. */
async function refused(): Promise<readonly string[]> {
  return window.script<string[]>('return globalThis.refused ?? []')
}

test('the overview tells sums and draws a bar for each project, within the security policy', async () => {
  await window.script(
    `globalThis.refused = []
     document.addEventListener('securitypolicyviolation', ({ violatedDirective, sourceFile, lineNumber }) => {
       globalThis.refused.push(violatedDirective + ' ' + sourceFile + ':' + lineNumber)
     })`,
  )
  await window.click('总览', '.views')
  await window.says('执行率', '.figures')
  await window.find('.bars svg')
  expect(await barNames()).toHaveLength(6)
  expect(await window.script<number>('return document.querySelectorAll(".scatter svg path").length')).toBeGreaterThan(6)
  expect(await refused()).toEqual([])
})

test('a bar opens its form', async () => {
  const [name = ''] = await barNames()
  const bar = await window.script<{ x: number; y: number }>(
    `const chart = document.querySelector('.bars .chart')
     chart.scrollIntoView({ block: 'center' })
     const { left, top } = chart.getBoundingClientRect()
     return { x: Math.round(left + 300), y: Math.round(top + 11) }`,
  )
  await window.driver.actions().move(bar).click().perform()
  await window.find('.sheet')
  expect(name.length).toBeGreaterThan(4)
  expect((await formName()).startsWith(name)).toBe(true)
})

test('so does a line of its table, by the keyboard', async () => {
  await window.click('总览', '.views')
  await window.find('.bars svg')
  await window.clickOn('.scores summary')
  const last = await window.wait('the table is not there', () =>
    window.script<string | null>(
      `const buttons = [...document.querySelectorAll('.scores table button')]
     buttons.at(-1)?.focus()
     return buttons.at(-1)?.innerText ?? null`,
    ),
  )
  await window.type(Key.ENTER)
  await window.find('.sheet')
  expect(await formName()).toBe(last)
})

test('paper shows nothing of a classified project but its part of the sums', async () => {
  await window.click('项目列表', '.views')
  const name = await window.script<string>(
    'return document.querySelector(".scroller [role=row] .name button").innerText',
  )
  await window.clickOn('.scroller [role=row] input[type=checkbox]')
  await window.click('标为涉密', '.tools')
  await window.says('涉密', '.scroller')
  await window.click('总览', '.views')
  await window.says('涉密 1', '.figures')
  await window.find('.bars svg')
  expect((await barNames()).some((text) => name.startsWith(text.replace('（涉密）', '')))).toBe(true)
  const sums = await window.text('.sums')
  await window.click('打印', 'main')
  await window.says('图中不列涉密项目', 'main')
  await window.wait('the bar is still there', async () => (await barNames()).length === 5)
  expect(await window.text('main')).not.toContain(name)
  expect((await barNames()).some((text) => name.startsWith(text.replace('（涉密）', '')))).toBe(false)
  expect(await window.text('.sums')).toBe(sums)
  await window.click('返回总览', 'main')
  await window.wait('the bar is not back', async () => (await barNames()).length === 6)
  await window.click('项目列表', '.views')
  await window.says('涉密', '.scroller')
  await window.press('z', Key.CONTROL)
  await window.saysNoMore('涉密', '.scroller')
  expect(await window.text('.scroller')).toContain(name)
})

test('the table of all findings is filtered, and a finding opens its form and cell', async () => {
  await window.click('核对', '.views')
  await window.says('条', '.tools')
  const all = await window.text('.count')
  await window.find('.scroller [role=row]')
  const words = await window.script<string>(
    'return document.querySelector(".scroller [role=row] .two").firstElementChild.innerText',
  )
  await window.press('f', Key.CONTROL)
  await window.type(words)
  await window.wait('the filter leaves what it should not', () =>
    window.script<boolean>(
      `return [...document.querySelectorAll('.scroller [role=row]')]
         .every((row) => row.innerText.includes(arguments[0]))`,
      words,
    ),
  )
  expect(await window.text('.count')).not.toBe('0 条')
  await window.clickOn('.scroller [role=row]')
  const row = await window.focus()
  await window.type(Key.ENTER)
  await window.find('.sheet')
  expect(row).toContain(await formName())
  await window.wait('no cell is selected', async () => (await window.focus()) !== '')
  // The person comes back to where they were.
  await window.click('核对', '.views')
  await window.says('条', '.tools')
  expect(await window.script<string>('return document.querySelector(".search input").value')).toBe(words)
  await window.script('document.querySelector(".search input").focus()')
  await window.press('a', Key.CONTROL)
  await window.type(Key.DELETE)
  await window.says(all, '.count')
})

test('a finding is waived for a reason, and the waiver taken back', async () => {
  const all = await window.text('.count')
  await window.clickOn('.scroller [role=row]')
  await window.click('豁免', '.detail')
  await window.says('豁免这一条', '.el-dialog')
  await window.type('已与财政部门核实')
  await window.click('豁免', '.el-dialog')
  await window.wait('the finding is still open', async () => (await window.text('.count')) !== all)
  await window.press('z', Key.CONTROL)
  await window.says(all, '.count')
})

/** Names of the indicators of the form on screen, from the top. */
async function indicators(): Promise<readonly string[]> {
  return window.script<string[]>(
    `return [...document.querySelectorAll('td[data-field*="level3"] .text:not(.ghost)')].map((cell) => cell.innerText)`,
  )
}

test('an indicator of the library goes into the form, and undo takes it out', async () => {
  await window.clickOn('.views button')
  await window.find('.sheet')
  await window.pick(indicator(0, 'actual'))
  const before = await indicators()
  await window.press('b', Key.CONTROL)
  await window.says('用过 ', '.el-dialog')
  await window.type('满意度')
  await window.wait('others are still listed', () =>
    window.script<boolean>(
      `const hits = [...document.querySelectorAll('.hits li')]
       return hits.length > 0 && hits.every((line) => line.innerText.includes('满意'))`,
    ),
  )
  await window.type(Key.ARROW_DOWN)
  const chosen = await window.script<string>(
    'return document.querySelector(".hits [aria-selected=true] .name").innerText',
  )
  const target = await window.script<string>('return document.querySelector(".uses tr.on td:nth-child(4)").innerText')
  await window.type(Key.ENTER)
  await window.wait('no row came', async () => (await indicators()).length === before.length + 1)
  const after = await indicators()
  const row = after.findIndex((name, at) => name === chosen && name !== before[at])
  expect(row).toBeGreaterThan(-1)
  await window.shows(indicator(row, 'target'), target)
  await window.press('z', Key.CONTROL)
  await window.wait('the row is still there', async () => (await indicators()).length === before.length)
  expect(await indicators()).toEqual(before)
})

test('books are added to the library without their forms, and taken out again', async () => {
  window.answer({ books: [book('tongcheng-2021.xlsx'), book('changji-jobs-2020.xls')] })
  await window.click('指标库', '.tools')
  await window.says('用过 ', '.el-dialog')
  await window.click('从往年工作簿添加', '.el-dialog')
  await window.says('已添加的工作簿 2', '.el-dialog')
  await window.clickOn('.books summary')
  await window.click('从指标库移除 tongcheng-2021.xlsx', '.el-dialog')
  await window.says('已添加的工作簿 1', '.el-dialog')
  await window.type(Key.ESCAPE)
  await window.wait('the dialog stays open', () =>
    window.script<boolean>(
      'return ![...document.querySelectorAll(".el-dialog")].some((each) => each.checkVisibility())',
    ),
  )
  await window.says('项目 6', '.forms')
  await window.press('z', Key.CONTROL)
  await window.press('z', Key.CONTROL)
  await window.click('指标库', '.tools')
  await window.says('用过 ', '.el-dialog')
  await window.saysNoMore('已添加的工作簿', '.el-dialog')
  await window.type(Key.ESCAPE)
})

test('books of one file name are told apart by their years, and one added again stays one', async () => {
  const books = ['tongcheng-2021.xlsx', 'urumqi-2023.xlsx'].map((name) => {
    mkdirSync(window.path(name))
    copyFileSync(book(name), join(window.path(name), '自评表.xlsx'))
    return join(window.path(name), '自评表.xlsx')
  })
  window.answer({ books })
  await window.click('指标库', '.tools')
  await window.says('用过 ', '.el-dialog')
  await window.click('从往年工作簿添加', '.el-dialog')
  await window.says('已添加的工作簿 2', '.el-dialog')
  await window.clickOn('.books summary')
  await window.says('自评表.xlsx：2021 年度，', '.books')
  await window.says('自评表.xlsx（2）：2023 年度，', '.books')
  picture('library-books')
  const before = await window.text('.books')
  // The word about the first time goes first: that about the second is waited for.
  await window.click('关闭', '.toast')
  await window.click('从往年工作簿添加', '.el-dialog')
  await window.says('已添加 ', '.toast')
  expect(await window.text('.books')).toBe(before)
  await window.click('从指标库移除 自评表.xlsx', '.el-dialog')
  await window.says('已添加的工作簿 1', '.el-dialog')
  await window.says('自评表.xlsx（2）：2023 年度，', '.books')
  await window.type(Key.ESCAPE)
})
