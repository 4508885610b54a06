// A bureau’s own form, in the real window: last year’s workbook of Sichuan becomes this year’s template in its own
// layout, takes a declaration in, gains a row, and is handed in; its layout goes to another agency as a file.

import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Key, ROOT, Window, indicator, pdfText, readBook, tool, type Answers } from './window'

const SICHUAN = join(ROOT, 'tests', 'corpus', 'regions', 'books', 'sichuan-2023-daying.xlsx')
const EDITION = '大英县.toml'
const OWN_ID = 'daying'
/** What only this bureau's form says. */
/** Texts of the foot that say what became of the year. */
const LAST_YEARS = ['评价结论', '存在问题', '改进措施']

const OWN_WORDS = ['评价结论', '财务负责人']
const pictures = process.env.PICTURES

/** The bureau's own column heads. */
const HEADINGS = ['指标性质', '度量单位']
/** What is typed into the row that is added. */
const ROW = [
  ['level3', '安可电脑台数'],
  ['operator', '≥'],
  ['target', '13'],
  ['target_unit', '台'],
  ['actual', '13'],
  ['weight', '10'],
] as const

const DECLARATION = `<meta charset="utf-8"><h1>项目支出绩效目标申报表</h1><p>（2024年度）</p><table>
  <tr><td>项目名称<td>51092324T000010263357-2023年全县安可替代补助资金项目<td>实施单位<td>大英县司法局
  <tr><td rowspan=2>项目资金（元）<td>年度资金总额<td colspan=2>50000
  <tr><td>财政资金<td colspan=2>50000
  <tr><td>年度目标<td colspan=3>完成替代
  <tr><td>一级指标<td>二级指标<td>三级指标<td>指标值
  <tr><td>产出指标<td>质量指标<td>完成安可产品购买并按要求支付资金<td>≥95%
  <tr><td>产出指标<td>数量指标<td>安可电脑台数<td>≥13台</table>`

interface Row {
  readonly level3: string
  readonly target: string
  readonly actual: string
  readonly weight: string
}

let window: Window

beforeAll(async () => {
  window = await Window.open()
})
afterAll(async () => {
  await window.end()
})

function answers(): Answers {
  return {
    books: [SICHUAN],
    new_document: window.path('大英县.jixiao'),
    folder: window.path('out'),
    new_edition: window.path(EDITION),
  }
}

function picture(name: string): void {
  if (pictures !== undefined) window.picture(`${pictures}/${name}.png`)
}

/** The layout of a workbook, as the command line learns it. */
function learn(book: string): string {
  const path = window.path('学到的.toml')
  execFileSync(tool(), ['edition', 'learn', book, '-o', path])
  return readFileSync(path, 'utf8')
}

/** Types into a cell of the `row`th indicator. */
async function fill(row: number, column: string, text: string): Promise<void> {
  await window.pick(indicator(row, column))
  await window.type(text, Key.ENTER)
  await window.shows(indicator(row, column), text)
}

test('last year’s workbook becomes this year’s template, in its own layout', async () => {
  window.answer(answers())
  await window.click('导入去年的自评表')
  await window.says('1 张表')
  await window.click('导入 1 张表')
  await window.says('项目 1', '.forms')
  for (const words of OWN_WORDS) await window.says(words, '.sheet')
  await window.says('2024', '.sheet')
  expect(await window.cell(indicator(0, 'actual'))).toBe('')
  picture('sichuan-form')
})

test('a declaration of the same project stands beside it, and is merged after a look', async () => {
  writeFileSync(window.path('申报.html'), DECLARATION)
  window.answer({ ...answers(), books: [window.path('申报.html')] })
  await window.click('导入', '.bar')
  await window.says('绩效目标表，不评分', '.tools')
  await window.says('与已填不同', 'main')
  await window.says('新增一行', 'main')
  picture('declaration')
  await window.click('采用申报的 完成安可产品购买并按要求支付资金 指标值', 'main')
  await window.click('并入 1 张申报表')
  await window.says('项目 1', '.forms')
  await window.shows({ fund: { row: 0, column: 'initial' } }, '5')
  expect(await window.cell(indicator(0, 'operator'))).toBe('≥')
  expect(await window.cell(indicator(0, 'target'))).toBe('95')
  expect(await window.cell(indicator(1, 'level3'))).toBe('安可电脑台数')
  expect([await window.cell(indicator(1, 'target')), await window.cell(indicator(1, 'target_unit'))]).toEqual([
    '13',
    '台',
  ])
  await window.press('z', Key.CONTROL)
  await window.shows(indicator(0, 'target'), '100')
  await window.saysNoMore('安可电脑台数', '.sheet')
  expect(await window.cell({ fund: { row: 0, column: 'initial' } })).toBe('')
})

test('a row is added and filled in, and the form handed in as the bureau prints it', async () => {
  await fill(0, 'actual', '100')
  await window.pick(indicator(0, 'level3'))
  await window.click('插入行')
  await window.shows(indicator(1, 'level3'), '')
  for (const [column, text] of ROW) await fill(1, column, text)
  const sheet = await window.text('.sheet')
  picture('sichuan-filled')
  await window.press('e', Key.CONTROL)
  await window.click('选择文件夹并导出')
  await window.says('导出完成')
  await window.click('关闭', '.el-dialog')
  const [pdf, xlsx] = ['.pdf', '.xlsx'].map((end) =>
    window.path(`out/${window.files('out').find((file) => file.endsWith(end)) ?? ''}`),
  )
  const printed = pdfText(pdf ?? '')
  for (const words of [...OWN_WORDS, '安可电脑台数']) expect(printed).toContain(words)
  const [before, after] = [readBook(SICHUAN)[0], readBook(xlsx ?? '')[0]]
  // What became of last year's plan is left out of this year's.
  const kept = Object.keys(before?.extra as object).filter((name) => !LAST_YEARS.includes(name))
  expect(Object.keys(after?.extra as object).sort()).toEqual(kept.sort())
  expect(after?.name).toBe(before?.name)
  expect(after?.year).toBe(2024)
  const rows = after?.indicators as readonly Row[]
  expect(rows).toHaveLength(2)
  expect(rows[0]).toMatchObject({ target: '=100%', actual: '100' })
  expect(rows[1]).toMatchObject({ level3: '安可电脑台数', target: '≥13台', actual: '13', weight: '10' })
  const learned = learn(xlsx ?? '')
  for (const heading of HEADINGS) {
    expect(sheet).toContain(heading)
    expect(learned).toContain(heading)
  }
})

test('the bureau’s layout goes out as a file', async () => {
  await window.choose('更多', '导出表式')
  await window.says('表式已写入')
  expect(readFileSync(window.path(EDITION), 'utf8')).toContain('评价结论')
})

test('another agency imports it and uses it at once', async () => {
  const file = window.path(EDITION)
  // The bureau gives it an id of its own: the layout is one that comes with the program.
  writeFileSync(file, readFileSync(file, 'utf8').replace(/^id = ".*"$/m, `id = "${OWN_ID}"`))
  const other = await Window.open(undefined, ['--sample'])
  try {
    other.answer({ edition: file })
    await other.find('.sheet')
    await other.choose('更多', '导入表式')
    await other.says('已导入表式')
    const name = await other.script<string>(
      `const select = document.querySelector('select[aria-label="表式"]')
       const own = [...select.options].find(({ value }) => value === '${OWN_ID}')
       select.value = own.value
       select.dispatchEvent(new Event('change', { bubbles: true }))
       return own.text`,
    )
    await other.says(name, '.el-dialog')
    await other.click('更换表式', '.el-dialog')
    for (const words of OWN_WORDS) await other.says(words, '.sheet')
    expect(other.files('data/org.jixiao.desktop/editions')).toEqual([EDITION])
    writeFileSync(file, 'id = 3')
    await other.choose('更多', '导入表式')
    await other.says('第 1 行', '.el-dialog')
  } finally {
    await other.end()
  }
})
