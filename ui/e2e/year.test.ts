// A year at the desk, in the real window: last year's workbook in, results typed by keyboard, files out.

import { afterAll, beforeAll, expect, test } from 'vitest'
import { Key, Window, book, formulasIn, indicator, pdfText, readBook } from './window'

const NAME = { text: 'name' }
const CORRECTED = '1995年以前退休人员补助（更正）'
const ACTUAL = '=15000人'
const REASON = '部分退休人员去世，下一步按季核对名单。'
const pictures = process.env.PICTURES

let window: Window

beforeAll(async () => {
  window = await Window.open()
  window.answer({
    books: [book('urumqi-2023-stacked.xlsx')],
    new_document: window.path('甲局.jixiao'),
    folder: window.path('out'),
  })
})
afterAll(async () => {
  await window.end()
})

test('last year’s workbook is read and becomes this year’s template', async () => {
  await window.click('导入去年的自评表')
  await window.says('6 张表')
  await window.says('每个单元格都读懂了')
  await window.click('导入“2023年市本级就业专项经费”')
  await window.click('导入 5 张表')
  await window.says('项目 5', '.forms')
  expect(await window.cell(indicator(0, 'target'))).toBe('≥16000人')
  expect(await window.cell(indicator(0, 'actual'))).toBe('')
  expect(await window.text('.sheet')).toContain('上年：=14390人')
})

test('a cell is corrected', async () => {
  await window.pick(NAME)
  await window.type(CORRECTED, Key.ENTER)
  await window.says(CORRECTED, '.forms')
})

test('results typed at the keyboard change scores and findings at once', async () => {
  await window.pick(indicator(0, 'actual'))
  expect(await window.focus()).toBe('补贴发放人数，实际完成值，空')
  await window.type(ACTUAL, Key.ENTER)
  await window.shows(indicator(0, 'score'), '9.38')
  expect(await window.focus()).toBe('补贴发放次数，实际完成值，空')
  await window.says('产出 9.38/40', '.status')
  await window.says('核对项 40', '.panel') // points lost, and no reason given
  await window.type('=12次', Key.ENTER)
  await window.says('产出 19.38/40', '.status')
  await window.pick(indicator(0, 'reason'))
  await window.type(REASON, Key.ENTER)
  await window.saysNoMore('核对项 40', '.panel')
})

test('undo takes the last change back, and redo brings it again', async () => {
  await window.press('z', Key.CONTROL)
  await window.shows(indicator(0, 'reason'), '')
  await window.press('y', Key.CONTROL)
  await window.shows(indicator(0, 'reason'), REASON)
  await window.saysNoMore('核对项 40', '.panel') // the panel follows when the hand rests
})

test('a finding is waived for a reason, and the waiver taken back', async () => {
  const found = await window.text('.status .findings')
  await window.click('豁免', '.panel')
  await window.says('理由（必填）', '.el-dialog')
  await window.wait('the reason has no focus', async () =>
    window.script<boolean>('return document.activeElement?.id === "reason"'),
  )
  await window.type('已取得批复文件')
  await window.click('豁免', '.el-dialog')
  await window.says('已豁免 1', '.panel')
  expect(await window.text('.status .findings')).not.toBe(found)
  await window.click('已豁免 1', '.panel')
  await window.says('理由：已取得批复文件', '.panel')
  await window.click('取消豁免', '.panel')
  await window.saysNoMore('已豁免', '.panel')
  expect(await window.text('.status .findings')).toBe(found)
})

test('the Enter that accepts a candidate of an input method does not move the cell', async () => {
  await window.pick(indicator(2, 'reason'))
  const before = await window.focus()
  await window.script(
    `const field = document.activeElement
     const key = { key: 'Enter', keyCode: 229, isComposing: true, bubbles: true, cancelable: true }
     field.dispatchEvent(new CompositionEvent('compositionstart', { bubbles: true }))
     field.value = 'ni hao'
     field.dispatchEvent(new InputEvent('input', { isComposing: true, bubbles: true }))
     field.dispatchEvent(new KeyboardEvent('keydown', key))`,
  )
  expect(await window.focus()).toBe(before)
  await window.script(
    `const field = document.activeElement
     field.value = '你好'
     field.dispatchEvent(new CompositionEvent('compositionend', { data: '你好', bubbles: true }))
     field.dispatchEvent(new InputEvent('input', { bubbles: true }))`,
  )
  expect(await window.focus()).toBe(before)
  await window.type(Key.ENTER)
  await window.shows(indicator(2, 'reason'), '你好')
  expect(await window.focus()).not.toBe(before)
})

test('closed and opened again, everything is there, and undo still goes back', async () => {
  await window.close()
  window = await Window.open(window.folder, [window.path('甲局.jixiao')])
  await window.says(CORRECTED)
  expect(await window.cell(indicator(0, 'actual'))).toBe(ACTUAL)
  expect(await window.cell(indicator(0, 'score'))).toBe('9.38')
  expect(await window.cell(indicator(0, 'reason'))).toBe(REASON)
  await window.wait('no cell has the focus', async () => (await window.focus()) !== '')
  await window.press('z', Key.CONTROL)
  await window.shows(indicator(2, 'reason'), '')
})

test('the exported workbook and PDF hold what was typed', async () => {
  await window.press('e', Key.CONTROL)
  await window.says('导出上报', '.el-dialog')
  const pattern = await window.find('#pattern')
  await window.wait(
    'there is no usual name',
    async () => (await pattern.getAttribute('value')) === '{单位}{年度}年度绩效自评表',
  )
  await pattern.click()
  await window.type('{名字}')
  await window.says('不认识“{名字}”', '.el-dialog')
  if (pictures !== undefined) window.picture(`${pictures}/export-pattern.png`)
  expect(await window.offers('选择文件夹并导出')).toBe(false)
  for (const _ of '{名字}') await window.press(Key.BACK_SPACE)
  await window.click('选择文件夹并导出')
  await window.says('导出完成')
  const files = window.files('out')
  const [pdf, xlsx] = [files.find((file) => file.endsWith('.pdf')), files.find((file) => file.endsWith('.xlsx'))]
  expect(files).toHaveLength(2)
  const forms = readBook(window.path(`out/${xlsx ?? ''}`))
  expect(forms).toHaveLength(5)
  expect(JSON.stringify(forms[0])).toContain(ACTUAL)
  expect(JSON.stringify(forms[0])).toContain(REASON)
  const text = pdfText(window.path(`out/${pdf ?? ''}`))
  expect(text).toContain('=15000人')
  expect(text).toContain('9.38')
  expect(formulasIn(window.path(`out/${xlsx ?? ''}`))).toBeGreaterThan(0)
})

test('figures alone are exported where nobody wants formulas', async () => {
  window.answer({ folder: window.path('figures') })
  await window.click('再导出一次', '.el-dialog')
  await window.click('合计、执行率和得分写成公式', '.el-dialog')
  if (pictures !== undefined) window.picture(`${pictures}/export-figures.png`)
  await window.click('选择文件夹并导出')
  await window.says('导出完成')
  const xlsx = window.files('figures').find((file) => file.endsWith('.xlsx')) ?? ''
  expect(formulasIn(window.path(`figures/${xlsx}`))).toBe(0)
  expect(readBook(window.path(`figures/${xlsx}`))).toHaveLength(5)
})

test('a volume for the public is looked at, and then written with cover and contents', async () => {
  window.answer({ folder: window.path('public') })
  await window.click('再导出一次', '.el-dialog')
  await window.click('PDF 装订成册', '.el-dialog')
  await window.click('PDF 印“草稿”水印', '.el-dialog')
  await window.click('公开用', '.el-dialog')
  await window.says('请再看一遍正文里有没有', '.el-dialog')
  if (pictures !== undefined) window.picture(`${pictures}/export-public.png`)
  await window.click('选择文件夹并导出')
  await window.says('导出完成')
  const files = window.files('public')
  expect(files.map((file) => file.includes('（公开）'))).toEqual([true, true])
  const volume = pdfText(window.path(`public/${files.find((file) => file.endsWith('.pdf')) ?? ''}`))
  for (const words of ['绩效自评表汇编', '编制单位：', '目录', '第1页共']) expect(volume).toContain(words)
  await window.click('关闭', '.el-dialog')
})

test('a cancelled export leaves whole files and nothing half-written', async () => {
  window.answer({ books: [book('urumqi-2023.xlsx')], folder: window.path('cancelled') })
  await window.click('导入', '.bar')
  await window.says('31 张表')
  await window.click('原样导入')
  await window.click('导入 31 张表')
  await window.click('仍导入到这个文件', '.el-dialog') // the books are of another year, and that is asked
  await window.says('项目 35', '.forms')
  await window.press('e', Key.CONTROL)
  await window.click('每张表一个文件')
  await window.click('选择文件夹并导出')
  await window.click('取消', '.el-dialog:has(.el-progress)')
  await window.says('已取消。取消前写好的文件是完整的。')
  const files = window.files('cancelled')
  expect(files.length).toBeLessThan(72)
  for (const file of files) {
    const path = window.path(`cancelled/${file}`)
    if (file.endsWith('.xlsx')) expect(readBook(path), file).toHaveLength(1)
    else expect(pdfText(path), file).toContain('自评表')
  }
})
