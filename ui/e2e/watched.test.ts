// The document's file goes away, or the page's process ends, while somebody works: nothing is lost, and it is told.

import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Key, Window, book, checkedForms, indicator } from './window'

const field = indicator(0, 'actual')
let window: Window

beforeAll(async () => {
  window = await Window.open()
  await window.importAsIs(book('urumqi-2023.xlsx'), '局.jixiao')
  await window.says('已保存', '.status')
})
afterAll(async () => {
  await window.end()
})

async function typeOver(text: string): Promise<void> {
  await window.pick(field)
  await window.type(text, Key.ENTER)
  await window.shows(field, text)
}

test('a file that is removed is told within seconds, and is saved where it was', async () => {
  await typeOver('18万人')
  await window.says('已保存')
  rmSync(window.path('局.jixiao'))
  await window.says('文件不在原处')
  await window.saysNoMore('已保存', '.status')
  await window.click('保存到原处')
  await window.says('已保存', '.status')
  expect(checkedForms(window.path('局.jixiao')).has('综合业务费')).toBe(true)
  await window.shows(field, '18万人')
})

test('its folder goes, and it is saved elsewhere with what was typed meanwhile', async () => {
  mkdirSync(window.path('夹'))
  window.answer({ new_document: window.path('夹/局.jixiao') })
  await window.choose('更多', '另存为')
  await window.says('已保存到“局”')
  renameSync(window.path('夹'), window.path('移走了'))
  await window.says('文件不在原处')
  window.answer({ new_document: window.path('新.jixiao') })
  await window.click('另存为…')
  await window.says('已保存到“新”')
  await typeOver('19万人')
  await window.choose('更多', '关闭文件')
  await window.clickOn('li button') // the recent file
  await window.shows(field, '19万人')
  expect(existsSync(window.path('夹'))).toBe(false)
})

/** The processes of a program and those that they have started. */
function below(pid: string): readonly string[] {
  const children = readdirSync(`/proc/${pid}/task`).flatMap((task) =>
    readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').split(' '),
  )
  return [pid, ...children.filter((child) => child !== '').flatMap(below)]
}

test('a page whose process ends is replaced by one at the same place, with what was being typed', async () => {
  await window.pick(field)
  await window.type('20万人') // and no Enter
  await new Promise((resolve) => {
    setTimeout(resolve, 1000)
  })
  const programs = execFileSync('pgrep', ['-f', `jixiao-app`], { encoding: 'utf8' }).trim().split('\n')
  const ours = programs.filter((pid) => readFileSync(`/proc/${pid}/environ`, 'utf8').includes(window.folder))
  const pages = ours
    .flatMap(below)
    .filter((pid) => readFileSync(`/proc/${pid}/comm`, 'utf8').startsWith('WebKitWebProc'))
  expect(pages.length).toBeGreaterThan(0)
  for (const pid of new Set(pages)) process.kill(Number(pid), 'SIGKILL')
  await expect.poll(async () => window.text().catch(() => ''), { timeout: 30_000 }).toContain('已保存')
  await window.shows(field, '20万人')
})
