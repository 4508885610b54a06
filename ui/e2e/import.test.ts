// Any office's form, in the real window: from Word, from HTML that is called .xls, from the clipboard; what nobody knew
// is named by hand, once.

import { spawn, type ChildProcess } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Key, ROOT, Window, indicator } from './window'

const pictures = process.env.PICTURES
const corpus = join(ROOT, 'tests', 'corpus')

/** How the other province heads the results, which nobody knows. */
const UNKNOWN = '办成啥样'

/** Whether the page can be scrolled sideways. */
const IS_WIDER = 'const page = document.querySelector(".window"); return page.scrollWidth > page.clientWidth'

let window: Window
let clipboard: ChildProcess | undefined

beforeAll(async () => {
  window = await Window.open()
})
afterAll(async () => {
  clipboard?.kill()
  await window.end()
})

/** The published form of another province, with a heading of its own: its path in the window's folder. */
function odd(name: string, project: string): string {
  const html = readFileSync(join(corpus, 'containers', 'guichi-html.xls'), 'utf8')
  const path = window.path(name)
  writeFileSync(path, html.replace('实际<br>完成值', UNKNOWN).replaceAll('委托业务项目', project))
  return path
}

/** Puts a page of HTML on the clipboard, as a browser does. */
async function copy(path: string): Promise<void> {
  clipboard?.kill()
  const holder = spawn('/usr/bin/python3', [join(ROOT, 'ui', 'e2e', 'clipboard.py'), path], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  clipboard = holder
  await new Promise((resolve) => holder.stdout.once('data', resolve))
}

function picture(name: string): void {
  if (pictures !== undefined) window.picture(`${pictures}/${name}.png`)
}

/** Clicks what stands in the source as `text`. */
async function pickSource(text: string): Promise<void> {
  const cell = await window.wait(`“${text}” is not in the source`, async () =>
    window.script<Awaited<ReturnType<Window['find']>> | null>(
      `const cells = [...document.querySelectorAll('table.source td')]
       return cells.find((each) => each.innerText.trim() === arguments[0]) ?? null`,
      text,
    ),
  )
  await window.script('arguments[0].scrollIntoView({ block: "center" })', cell)
  await cell.click()
}

test('a Word file and an HTML file called .xls of another province are looked through together', async () => {
  window.answer({
    books: [join(corpus, 'containers', 'guichi.docx'), odd('甲.xls', '甲项目'), odd('乙.xls', '乙项目')],
    new_document: window.path('局.jixiao'),
  })
  await window.click('导入去年的自评表')
  await window.says('3 个文件')
  await window.says('评分规则', '.import > header')
  await window.says('项目表，按“', '.tools')
  expect(await window.script<boolean>(IS_WIDER)).toBe(false)
  picture('import-other-province')
})

test('a label named by hand is known to the other form at once', async () => {
  await window.click('甲项目', '.books')
  await window.says('甲项目', '.tools')
  await pickSource(UNKNOWN)
  await window.says(`“${UNKNOWN}”是…`)
  await window.script(
    `const select = document.querySelector('#means')
     select.value = 'indicator.actual'
     select.dispatchEvent(new Event('change', { bubbles: true }))`,
  )
  await window.find('table.source td.named')
  await window.wait('the person is taken elsewhere', async () => (await window.text('.tools')).includes('甲项目'))
  picture('import-named')
  await window.click('乙项目', '.books')
  await window.says('乙项目', '.tools')
  await window.wait('the other form is not read anew', async () => (await window.cell(indicator(0, 'actual'))) !== '')
})

test('after a restart it is still known, to the window and to the command line', async () => {
  await window.close()
  window = await Window.open(window.folder)
  window.answer({ books: [window.path('乙.xls')], new_document: window.path('局.jixiao') })
  await window.click('导入去年的自评表')
  await window.wait('the label is forgotten', async () => (await window.cell(indicator(0, 'actual'))) !== '')
  await pickSource(UNKNOWN)
  expect(await window.script<string>('return document.querySelector("#means").value')).toBe('indicator.actual')
  expect(readFileSync(window.path('data/org.jixiao.desktop/labels.toml'), 'utf8')).toContain(UNKNOWN)
  await window.click('原样导入')
  await window.click('导入 1 张表')
  await window.says('项目 1', '.forms')
})

test('a table copied in a browser is pasted on the list, by the keyboard alone', async () => {
  await copy(join(corpus, 'containers', 'guichi-html.xls'))
  await window.click('项目列表', '.views')
  await window.press('v', Key.CONTROL)
  await window.says('核对导入')
  await window.says('剪贴板', '.books')
  await window.says('委托业务项目', '.books')
  await window.click('原样导入')
  await window.click('导入 1 张表')
  await window.says('项目 2', '.forms')
})

test('and in the dialog of the menu; in a form, pasting stays what it was', async () => {
  await window.choose('更多', '从剪贴板导入')
  await window.says('在下面的框里按 Ctrl+V', '.el-dialog')
  picture('paste-dialog')
  await window.press('v', Key.CONTROL)
  await window.says('核对导入')
  await window.says('重名', '.books')
  await window.click('不导入，返回')
  await window.find('.sheet')
  await window.pick(indicator(0, 'actual'))
  await window.press('v', Key.CONTROL)
  await window.says('粘贴预览')
  await window.click('取消', '.el-dialog')
})
