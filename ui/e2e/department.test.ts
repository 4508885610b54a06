// A department in the real window: its projects' indicators linked, put together, traced, filled in, and handed in.

import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Key, ROOT, Window, book, indicator, pdfText } from './window'

const UNIT = '乌鲁木齐市人力资源和社会保障局（汇总）'
const WORDS = '一、按月调度执行进度，逐户核对名单。'
const REASON = '已取得批复文件'
const pictures = process.env.PICTURES

let window: Window

beforeAll(async () => {
  window = await Window.open()
  await window.driver.manage().window().setRect({ x: 0, y: 0, width: 1366, height: 768 })
  window.answer({
    books: [book('urumqi-2023.xlsx')],
    new_document: window.path('部门.jixiao'),
    folder: window.path('out'),
  })
})
afterAll(async () => {
  await window.end()
})

function picture(name: string): void {
  if (pictures !== undefined) window.picture(join(pictures, `${name}.png`))
}

/** A row of 部门汇总, counted from 1. */
function line(number: number): string {
  return `.rows tr.line:nth-of-type(${String(number)})`
}

/** What the command line says, as JSON. */
function commandLine(...args: readonly string[]): unknown {
  const program = join(process.env.CARGO_TARGET_DIR ?? join(ROOT, 'target'), 'debug', 'jixiao')
  return JSON.parse(
    execFileSync(program, args, { encoding: 'utf8', maxBuffer: 1 << 28, stdio: ['ignore', 'pipe', 'ignore'] }),
  )
}

/** A part of an Office file, without its tags. */
function part(path: string, name: string): string {
  return execFileSync('unzip', ['-p', path, name], { encoding: 'utf8', maxBuffer: 1 << 28 }).replace(/<[^>]*>/g, '')
}

test('a department and its projects come in as they were handed in', async () => {
  await window.click('导入去年的自评表')
  await window.says('31 张表')
  await window.click('原样导入')
  await window.click('导入 31 张表')
  await window.says('项目 30', '.forms')
  await window.clickOn('.forms button[title^="乌鲁木齐市人力资源和社会保障局"]')
  await window.says('各类职业技能培训', '.sheet')
  await window.pick(indicator(0, 'level3'))
  await window.type('补贴发放人数', Key.TAB, '>=16000人', Key.ENTER)
  await window.shows(indicator(0, 'target'), '>=16000人')
})

test('a classified project counts', async () => {
  await window.clickOn('.forms button[title^="2023年特殊人员伤残津贴补助"]')
  await window.says('某某', '.sheet')
  await window.click('涉密', '.tools')
  await window.click('部门汇总', '.bar')
  await window.says('项目表 30 张，其中涉密 1 张')
})

test('budget figures stand beside the projects’ sums, and differences are shown', async () => {
  await window.says('年初预算数 36,751.12 — 19,516.69 17,234.43 不一致')
  await window.says('全年执行数 35,973.36 — 9,368.79 26,604.57 不一致')
  // 36,358.83 − 10,527.83
  await window.clickOn('#basic')
  await window.type('25831', Key.TAB)
  await window.says('全年预算数 36,358.83 25,831.00 10,527.83 0.00 ✓ 相符')
  picture('rollup')
})

test('suggested links are confirmed in one step', async () => {
  await window.says('14764人', line(1))
  await window.says('待确认', line(1))
  await window.click('全部确认（1）')
  await window.says('已确认', line(1))
  await window.press('z', Key.CONTROL)
  await window.says('待确认', line(1))
  await window.press('y', Key.CONTROL)
  await window.says('已确认', line(1))
})

test('a figure is traced to its project', async () => {
  await window.clickOn(`${line(1)} button.name`)
  await window.says('14764人 = 14390人 + 51人 + 51人 + 1人 + 271人，各项目相加')
  picture('traced')
  await window.click('到“2023年10-12月伤残津贴补助”的“补贴发放人数”')
  await window.says('2023年10-12月伤残津贴补助', '.sheet')
  await window.wait('the row has no focus', async () => (await window.focus()).startsWith('补贴发放人数，实际完成值'))
  await window.click('部门汇总', '.bar')
})

test('a person chooses what a row is put together from', async () => {
  await window.says('未关联', line(5))
  await window.click('选择关联', line(5))
  await window.says('部门指标：仲裁案件结案率', '.el-dialog')
  await window.wait('the search has no focus', async () => (await window.focus()).startsWith('查找项目'))
  await window.type('仲裁 结案率')
  await window.wait(
    'more than one candidate',
    async () => (await window.driver.findElements({ css: '.el-dialog .list .row' })).length === 1,
  )
  await window.type(Key.ARROW_DOWN, ' ')
  await window.says('已选 1 项', '.el-dialog')
  picture('link')
  await window.click('采用所选', '.el-dialog')
  await window.says('96.01% 一致', line(5))
  await window.click('选择关联', line(6))
  await window.click('不由项目汇总', '.el-dialog')
  await window.says('不由项目汇总', line(6))
})

test('what the projects come to is filled in, and can be undone', async () => {
  await window.click('填入', line(1))
  await window.says('14764人 一致', line(1))
  await window.press('z', Key.CONTROL)
  await window.says('14764人 与现填不同', line(1))
  await window.click('全部填入（1）')
  await window.says('14764人 一致', line(1))
  await window.clickOn(`${line(1)} button.present`)
  await window.shows(indicator(0, 'actual'), '14764人')
  // 15 × 14764 ÷ 16000
  await window.shows(indicator(0, 'score'), '13.84')
})

test('a finding is waived, and the check report tells why', async () => {
  await window.click('豁免', '.panel')
  await window.wait('the reason has no focus', async () =>
    window.script<boolean>('return document.activeElement?.id === "reason"'),
  )
  await window.type(REASON)
  await window.click('豁免', '.el-dialog')
  await window.says('已豁免 1', '.panel')
  await window.click('检查报告', '.panel')
  await window.says('检查报告已写入')
  const [file] = window.files('out').filter((name) => name.endsWith('.xlsx'))
  expect(part(window.path(`out/${file ?? ''}`), 'xl/sharedStrings.xml')).toContain(REASON)
  const found = commandLine('check', window.path('部门.jixiao'), '--json') as readonly {
    readonly outcome: string
    readonly waived?: { readonly reason: string }
  }[]
  expect(found.filter(({ outcome }) => outcome === 'waived').map(({ waived }) => waived?.reason)).toEqual([REASON])
})

test('the summary and the paragraph are handed in, in the person’s own words', async () => {
  window.answer({ folder: window.path('summary') })
  await window.click('部门汇总', '.bar')
  await window.click('汇总表与情况说明', '.pane')
  await window.says('自动起草', '.el-dialog')
  const field = await window.find('#section-measures')
  await field.click()
  await window.press('a', Key.CONTROL)
  await window.type(WORDS)
  await window.says('已改写', '.el-dialog')
  picture('disclosure')
  const results = await window.find('#section-results')
  await results.click()
  await window.type('（另见附表。）')
  await window.wait(
    'the words are not kept',
    async () => (await window.driver.findElements({ css: '.el-dialog .chip.own' })).length === 2,
  )
  await window.click('恢复草稿', '.el-dialog')
  await window.wait(
    'the draft is not back',
    async () => (await window.driver.findElements({ css: '.el-dialog .chip.own' })).length === 1,
  )
  await window.click('不写这一段：取得的成绩', '.el-dialog')
  await window.says('这一段不写入情况说明。', '.el-dialog')
  picture('disclosure-omitted')
  await window.click('复制全文', '.el-dialog')
  await window.says('已复制情况说明全文')
  await window.click('选择文件夹并导出', '.el-dialog')
  await window.says('导出完成', '.el-dialog')
  const stem = window.path(`summary/${UNIT}2023年度`)
  expect(window.files('summary')).toHaveLength(3)
  const text = part(`${stem}预算绩效情况说明.docx`, 'word/document.xml')
  expect(text).toContain(WORDS)
  for (const heading of ['一、自评结果', '二、存在的问题', '三、下一步改进措施']) expect(text).toContain(heading)
  expect(text).not.toContain('取得的成绩')
  expect(text).toContain('自评项目30个，全年预算10,527.83万元，全年执行9,368.79万元，预算执行率88.99%')
  expect(text).toContain('涉密项目1个，全年预算5.60万元')
  const table = part(`${stem}项目支出绩效自评汇总表.xlsx`, 'xl/sharedStrings.xml')
  const printed = pdfText(`${stem}项目支出绩效自评汇总表.pdf`)
  for (const files of [table.replace(/\s/g, ''), printed, text]) expect(files).not.toContain('特殊人员')
  expect(table).toContain('涉密项目（1 个）')
  for (const sum of ['合计（30个项目）', '19,516.69', '10,527.83', '9,368.79']) expect(printed).toContain(sum)
  await window.click('关闭', '.el-dialog__footer')
})

test('the command line says the same of the document', () => {
  const { summary } = commandLine('summary', window.path('部门.jixiao'), '--out', window.path('again'), '--json') as {
    readonly summary: {
      readonly total: { readonly projects: number }
      readonly paragraph: readonly { readonly key: string; readonly text: string; readonly omitted: boolean }[]
    }
  }
  expect(summary.total.projects).toBe(30)
  expect(summary.paragraph.find(({ key }) => key === 'measures')?.text).toBe(WORDS)
  expect(summary.paragraph.filter(({ omitted }) => omitted).map(({ key }) => key)).toEqual(['achievements'])
  expect(window.files('again')).toEqual(window.files('summary'))
})

test('next year’s document has the links, and the new year in the chosen texts', async () => {
  window.answer({ new_document: window.path('下一年.jixiao') })
  await window.choose('更多', '新建下一年文档')
  await window.says('将改动 ', '.el-dialog')
  await new Promise((resolve) => {
    setTimeout(resolve, 350)
  }) // dialogs glide in
  const box = '.el-dialog input[aria-label^="改“2023年特殊人员伤残津贴补助"]'
  await window.clickOn(box)
  await window.says('不改', '.el-dialog')
  expect(await window.script<boolean>('return document.querySelector(arguments[0]).checked', box)).toBe(false)
  picture('next-year')
  await window.click('下一步：选择保存位置', '.el-dialog')
  await window.says('2024 年度', '.bar')
  await window.says('2023年特殊人员伤残津贴补助', '.forms')
  const names = await window.script<string[]>(
    'return [...document.querySelectorAll(".forms button[title]")].map((button) => button.title)',
  )
  expect(names.filter((name) => name.startsWith('2023年'))).toHaveLength(1)
  expect(names.filter((name) => name.startsWith('2024年')).length).toBeGreaterThan(5)
  await window.click('部门汇总', '.bar')
  await window.says('已确认 5 项', line(1))
  await window.says('已确认 1 项', line(5))
  await window.says('不由项目汇总', line(6))
  await window.says('未能汇总', line(1))
})
