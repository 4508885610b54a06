// The main way through the program in the machine's own browser, from last year's book to the files that are handed in.

import { copyFileSync, existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { book, indicator, readBook, type Field } from '../window'
import { Desk, Program, answer, cell, picture, textOf } from './browser'

const [TOTAL, SOURCE]: readonly [Field, Field] = [
  { fund: { row: 0, column: 'adjusted' } },
  { fund: { row: 1, column: 'adjusted' } },
]

let desk: Desk
let program: Program
let page: Page

beforeAll(async () => {
  desk = await Desk.open()
  copyFileSync(book('changji-2021.xlsx'), join(desk.folder, '去年.xlsx'))
  program = await Program.start(desk.folder)
  page = await desk.page(program.address)
})
afterAll(async () => {
  await desk.end()
  program.process.kill()
})

/** Whether anything stands on a page of the preview. */
function isDrawnOn(canvas: SVGElement | HTMLElement): boolean {
  const { width, height } = canvas as HTMLCanvasElement
  const pixels = (canvas as HTMLCanvasElement).getContext('2d')?.getImageData(0, 0, width, height).data
  return pixels?.some((value, at) => at % 4 === 0 && value < 128) ?? false
}

/** Puts a text into a cell, as at the keyboard. */
async function type(field: Field, text: string): Promise<void> {
  await cell(page, field).click()
  await page.keyboard.type(text)
  await page.keyboard.press('Enter')
}

test('last year’s book becomes a document, both picked in folders of the machine', async () => {
  await page.getByRole('button', { name: /^导入去年的自评表/ }).click()
  await page.getByRole('button', { name: '去年.xlsx' }).click()
  await picture(page, 'picker')
  await answer(page, '打开')
  await page.getByText('核对导入').waitFor()
  await page.getByText('原样导入').click()
  await page
    .locator('.foot')
    .getByRole('button', { name: /^导入 / })
    .click()
  await page.getByLabel('文件名').fill('局')
  await picture(page, 'place')
  await answer(page, '保存')
  await page.locator('.bar').waitFor()
  expect(existsSync(join(desk.folder, '局.jixiao'))).toBe(true)
})

test('a total follows what is typed, and the way back leads to what was there', async () => {
  const before = await textOf(page, TOTAL).innerText()
  await cell(page, TOTAL).click()
  await page.keyboard.press('Delete')
  await type(SOURCE, '=1200+350.5')
  await expect.poll(() => textOf(page, TOTAL).innerText()).toMatch(/^1570\.5/)
  await picture(page, 'typed')
  await page.keyboard.press('Control+z')
  await page.keyboard.press('Control+z')
  await expect.poll(() => textOf(page, TOTAL).innerText()).toBe(before)
})

test('the preview shows pages of the PDF', async () => {
  await page.locator('.bar').getByRole('button', { name: '打印预览' }).click()
  await page.locator('canvas').first().waitFor()
  await expect.poll(() => page.locator('canvas').first().evaluate(isDrawnOn)).toBe(true)
  await picture(page, 'preview')
  await page.keyboard.press('Escape')
  await cell(page, TOTAL).waitFor()
})

test('forms are exported into a folder that the person picks', async () => {
  await page
    .locator('.bar')
    .getByRole('button', { name: /^导出上报/ })
    .click()
  await page.getByRole('button', { name: '选择文件夹并导出' }).click()
  await page.getByRole('button', { name: '主文件夹' }).click()
  await picture(page, 'folder')
  await answer(page, '选择这个文件夹')
  await page.getByText('导出完成').waitFor()
  await picture(page, 'exported')
  const written = readdirSync(desk.folder).filter((name) => /绩效自评表.*\.xlsx$/.test(name))
  expect(written).toHaveLength(1)
  expect(readBook(join(desk.folder, written[0] ?? '')).length).toBeGreaterThan(0)
  await page.keyboard.press('Escape')
})

test('an address is good for once', async () => {
  const stranger = await desk.page(program.address)
  await stranger.getByText('这个页面不能使用').waitFor()
  await stranger.context().close()
})

test('a page that is loaded anew goes on where the person was; a text in its cell is kept', async () => {
  await cell(page, indicator(1, 'actual')).click()
  await page.keyboard.type('一半')
  await page.reload()
  await expect.poll(() => textOf(page, indicator(1, 'actual')).innerText()).toBe('一半')
})

test('the program ends with its page, and what was typed last is in the document', async () => {
  await cell(page, indicator(0, 'actual')).click()
  await page.keyboard.type('全部')
  await page.close({ runBeforeUnload: true })
  expect(await program.ended()).toBe(0)
  expect(readdirSync(desk.folder).filter((name) => name.startsWith('局.'))).toEqual(['局.jixiao'])
  program = await Program.start(desk.folder, join(desk.folder, '局.jixiao'))
  page = await desk.page(program.address)
  await expect.poll(() => textOf(page, indicator(0, 'actual')).innerText()).toBe('全部')
})

test('a page whose program has ended says so', async () => {
  program.process.kill()
  await page.getByText('程序已经结束').waitFor()
  await picture(page, 'ended')
})

test('no script fails and nothing asks for more than the policy allows', () => {
  expect(desk.complaints).toEqual([])
})
