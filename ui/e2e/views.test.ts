// Every view and dialog of the real window at 1366×768: nothing cut off, nothing that keeps a person out.
// With GUIDE set to a folder, the pictures of the guide are taken on the way.

import { mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Key, Window, book, indicator } from './window'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const pictures = process.env.GUIDE

let window: Window

beforeAll(async () => {
  if (pictures !== undefined) mkdirSync(pictures, { recursive: true })
  window = await Window.open()
  await window.driver.manage().window().setRect({ x: 0, y: 0, width: 1366, height: 768 })
})
afterAll(async () => {
  await window.end()
})

/** What axe finds serious, as `rule: element`. */
async function barriers(): Promise<readonly string[]> {
  await window.script(`if (!globalThis.axe) { ${AXE} }`)
  return window.driver.executeAsyncScript<string[]>(
    `const done = arguments[arguments.length - 1]
     axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => done(
       violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
         .flatMap(({ id, nodes }) => nodes.map(({ html }) => id + ': ' + html.slice(0, 200)))))`,
  )
}

/** Buttons and headings whose text is cut off without being marked so, and a page wider than the window. */
async function cutOff(): Promise<readonly string[]> {
  return window.script<string[]>(
    `const all = [...document.querySelectorAll(':is(button, h1, h2, h3, label, th):not(.unseen)')]
       .filter((element) => element.checkVisibility())
     const cut = all.filter((element) => element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0
       && getComputedStyle(element).overflowX !== 'visible' && getComputedStyle(element).textOverflow !== 'ellipsis')
     const { scrollWidth } = document.documentElement
     const wide = scrollWidth > innerWidth ? ['page ' + scrollWidth] : []
     return [...wide, ...cut.map((element) => element.outerHTML.slice(0, 160))]`,
  )
}

async function sound(name: string): Promise<void> {
  await new Promise((resolve) => {
    setTimeout(resolve, 350)
  }) // dialogs glide in
  if (pictures !== undefined) window.picture(join(pictures, `${name}.png`))
  expect(await barriers(), name).toEqual([])
  expect(await cutOff(), name).toEqual([])
}

/** The same in a window that is not as wide. */
async function narrow(name: string): Promise<void> {
  await window.driver.manage().window().setRect({ x: 0, y: 0, width: 1200, height: 768 })
  await new Promise((resolve) => {
    setTimeout(resolve, 350)
  })
  expect(await barriers(), `${name}, 1200 wide`).toEqual([])
  expect(await cutOff(), `${name}, 1200 wide`).toEqual([])
  await window.driver.manage().window().setRect({ x: 0, y: 0, width: 1366, height: 768 })
}

async function dialog(name: string, says: string): Promise<void> {
  await window.says(says, 'body')
  await sound(name)
  await window.type(Key.ESCAPE)
  await window.wait(`${name} stays open`, async () =>
    window.script<boolean>(
      'return ![...document.querySelectorAll(".el-dialog")].some((each) => each.checkVisibility())',
    ),
  )
}

async function fromMenu(entry: string): Promise<void> {
  await window.choose('更多', entry)
}

test('the start page, and what can be asked from it', async () => {
  await window.says('导入去年的自评表')
  await sound('start')
  await window.click('新建')
  await dialog('new', '单位名称')
})

test('the review of an import', async () => {
  window.answer({
    books: ['changji-jobs-2020.xls', 'urumqi-2023.xlsx', 'tongcheng-2021.xlsx'].map(book),
    new_document: window.path('单位.jixiao'),
  })
  await window.click('导入去年的自评表')
  await window.says('3 个文件')
  await sound('import')
  await window.click('把名称和文字中的年份一起改过来', '.foot')
  await window.says('将改动 ', '.foot .head')
  await sound('import-years')
  await window.click('把名称和文字中的年份一起改过来', '.foot')
  await window.click('导入 ', '.foot')
  await window.says('项目 ', '.forms')
})

test('the form', async () => {
  await window.clickOn('.forms button[title^="1995年以前退休人员"]')
  await window.says('补贴发放人数', '.sheet')
  await window.pick(indicator(0, 'actual'))
  await window.type('=15000人', Key.ENTER, Key.ARROW_UP)
  await window.says('9.38', '.sheet')
  await sound('form')
  await window.press('k', Key.CONTROL)
  await dialog('jump', '跳到')
  await window.press('b', Key.CONTROL)
  await dialog('library', '用过 ')
  await window.type(Key.F1)
  await dialog('help', '简明指南')
  await window.click('＋ 添加项目')
  await dialog('add', '添加自评表')
  await fromMenu('修改记录')
  await dialog('history', '修改记录')
  await fromMenu('备份与恢复')
  await dialog('backups', '备份与恢复')
  await fromMenu('单位与年度')
  await dialog('unit', '单位与年度')
  await fromMenu('关于')
  await dialog('about', '许可证')
})

test('the list of projects, in the sample', async () => {
  await fromMenu('关闭文件')
  await window.click('打开示例')
  await window.says('总分', '.status')
  await window.press('l', Key.CONTROL)
  await window.says('合计')
  await sound('list')
})

test('all forms on one page, and all findings in one table', async () => {
  await window.click('总览', '.views')
  await window.find('.bars svg')
  await sound('overview')
  await narrow('overview')
  await window.click('核对', '.views')
  await window.find('.scroller [role=row]')
  await sound('findings')
  await narrow('findings')
})

test('the preview and the hand-in', async () => {
  await window.press('p', Key.CONTROL)
  await window.find('canvas')
  await window.says('共 ')
  await sound('preview')
  await window.press('e', Key.CONTROL)
  await dialog('export', '导出上报')
})

test('the department put together from its projects', async () => {
  await fromMenu('关闭文件')
  window.answer({ books: [book('urumqi-2023.xlsx')], new_document: window.path('部门.jixiao') })
  await window.click('导入去年的自评表')
  await window.click('原样导入')
  await window.click('导入 31 张表')
  await window.clickOn('.forms button[title^="乌鲁木齐市人力资源和社会保障局"]')
  await window.says('各类职业技能培训', '.sheet')
  await window.pick(indicator(0, 'level3'))
  await window.type('补贴发放人数', Key.TAB, '>=16000人', Key.ENTER)
  await window.click('部门汇总', '.bar')
  await window.says('14764人')
  await window.clickOn('.rows button.name')
  await sound('rollup')
  await window.click('选择关联', '.rows')
  await dialog('link', '采用所选')
  await window.click('汇总表与情况说明', '.pane')
  await dialog('disclosure', '自动起草')
  await fromMenu('新建下一年文档')
  await dialog('next-year', '将改动 ')
})
