// 收集各单位 in the real window: what the units' files come to is shown, a conflict is decided, and one step takes it all
// back.

import { execFileSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Key, Window, book, indicator, program } from './window'

const folder = mkdtempSync(join(tmpdir(), 'jixiao-window-'))
const units = join(folder, '各单位')
const document = join(folder, '部门.jixiao')
let window: Window

beforeAll(async () => {
  mkdirSync(join(units, '一科'), { recursive: true })
  copyFileSync(book('urumqi-2023-stacked.xlsx'), join(units, '一科', '自评表.xlsx'))
  execFileSync(join(dirname(program('debug')), 'jixiao'), ['collect', units, '-o', document, '--agency', '某局'])
  window = await Window.open(folder, [document])
})
afterAll(() => window.end())

const field = indicator(0, 'actual')
let published = ''

/** How many forms the list shows. */
async function forms(): Promise<number> {
  return (
    Number(
      await window.script<string>(
        'return document.querySelector("[role=table]")?.getAttribute("aria-rowcount") ?? "0"',
      ),
    ) - 2
  )
}

async function collect(): Promise<void> {
  await window.choose('更多', '收集各单位')
}

test('a person who picks no folder, or one where nothing has changed, is asked nothing', async () => {
  await window.says('某局', '.bar')
  window.answer({})
  await collect()
  // No key of the window works before the answer, nor when that has brought a dialog.
  await window.wait('nothing opens after the answer', async () => {
    await window.press('k', Key.CONTROL)
    return (await window.text('.el-dialog')) !== ''
  })
  await window.says('跳到', '.el-dialog')
  await window.type(Key.ESCAPE)
  await window.wait('the dialog stays open', async () => (await window.text('.el-dialog')) === '')
  window.answer({ agencies: units })
  await collect()
  await window.says('没有需要收集的内容', '.el-dialog')
  await window.click('取消', '.el-dialog')
  await window.saysNoMore('没有需要收集的内容')
})

test('a conflict is shown with both sides, and nothing is written before the person says so', async () => {
  await window.find('table.sheet')
  published = await window.cell(field)
  await window.pick(field)
  await window.type('18万人', Key.ENTER)
  await window.shows(field, '18万人')
  copyFileSync(book('urumqi-2023.xlsx'), join(units, '二科.xlsx'))
  writeFileSync(join(units, '坏.xlsx'), 'PK')
  await collect()
  await window.says('1 张表有冲突', '.el-dialog')
  const review = await window.text('.el-dialog')
  for (const part of [
    '另一个文件中也有这个项目',
    '18万人 →',
    '一科/自评表.xlsx',
    '二科.xlsx',
    '坏.xlsx',
    '新增 24',
    '1 张是其他单位的整体表（单位名称与本文档不同），未收集',
    '总分',
  ])
    expect(review).toContain(part)
  expect(await window.script('return document.documentElement.scrollWidth <= innerWidth')).toBe(true)
})

test('what the person says is done, in one step that can be taken back', async () => {
  await window.script(
    `const pick = document.querySelector('.el-dialog td select')
     pick.value = 'theirs'
     pick.dispatchEvent(new Event('change'))`,
  )
  await window.click('收集', '.el-dialog .el-dialog__footer')
  await window.says('已收集')
  await window.click('撤销', '.toast')
  await window.wait('the forms are still there', async () => (await forms()) === 6)
  await window.clickOn('.bar .history button:last-child')
  await window.wait('the forms do not come back', async () => (await forms()) === 30)
  await window.click('表单', '.bar')
  await window.shows(field, published)
  await window.clickOn('.bar .history button:first-child')
  await window.shows(field, '18万人')
})
