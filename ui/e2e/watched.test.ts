// The document's file goes away while somebody works: nothing is lost, and it is told.

import { copyFileSync, existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { Key, Window, book, checkedForms, indicator } from './window'

const first = indicator(0, 'actual')
const second = indicator(1, 'actual')
const third = indicator(2, 'actual')
let window: Window

beforeEach(async () => {
  window = await Window.open()
  mkdirSync(window.path('原处'))
  mkdirSync(window.path('别处'))
  await window.importAsIs(book('urumqi-2023.xlsx'), '原处/局.jixiao')
  await window.says('已保存', '.status')
})
afterEach(async () => {
  await window.end()
})

/** What becomes of the file, and what the person is told. */
const faults: readonly (readonly [string, string, (path: string) => void])[] = [
  [
    'is removed',
    '已经不在',
    (path) => {
      rmSync(path)
    },
  ],
  [
    'is gone with its folder',
    '已经不在',
    (path) => {
      rmSync(dirname(path), { recursive: true })
    },
  ],
  [
    'is renamed',
    '已经不在',
    (path) => {
      renameSync(path, `${path}.bak`)
    },
  ],
  [
    'is replaced by an older one',
    '换成了另一个文件',
    (path) => {
      copyFileSync(`${path}.old`, `${path}.new`)
      renameSync(`${path}.new`, path)
    },
  ],
]

test.each(faults)('what is typed around the time when the file %s is in the new place', async (_, told, fault) => {
  const [old, elsewhere] = [window.path('原处/局.jixiao'), window.path('别处/局.jixiao')]
  await window.wait('the import is not in the file', () => Promise.resolve(checkedForms(old).has('综合业务费')))
  // What is copied is the file alone: the import has to be in it and no longer in its log.
  await window.wait('the file is not whole', () => Promise.resolve(statSync(`${old}-wal`).size === 0))
  copyFileSync(old, `${old}.old`)
  const before = {
    first: await window.cell(first),
    second: await window.cell(second),
    third: await window.cell(third),
  }
  await typeOver(first, '19万人')
  await window.wait('the file is not whole', () => Promise.resolve(statSync(`${old}-wal`).size === 0))
  await window.pick(second)
  await window.type('98') // and no Enter: it is being typed when the file goes
  fault(old)
  await window.says(told)
  await window.saysNoMore('已保存', '.status')
  window.answer({ new_document: elsewhere })
  await window.click('另存为…', '.el-dialog')
  await window.says('已保存', '.status')
  await window.shows(second, '98')
  await window.pick(third)
  await window.type('21万人')
  await window.leave()
  window = await Window.open(window.folder, [elsewhere])
  await window.shows(first, '19万人')
  await window.shows(second, '98')
  await window.shows(third, '21万人')
  for (const [field, text] of [
    [third, before.third],
    [second, before.second],
    [first, before.first],
  ] as const) {
    await window.press('z', Key.CONTROL)
    await window.shows(field, text)
  }
  if (!existsSync(old)) return
  // What lies there now is another's: nothing of ours is in it, not even what was left beside it.
  await window.leave()
  window = await Window.open(window.folder, [old])
  await window.shows(first, before.first)
  await window.shows(second, before.second)
})

test('a file that is removed is saved where it was, and what follows is in it', async () => {
  await typeOver(first, '19万人')
  rmSync(window.path('原处/局.jixiao'))
  await window.says('文件不在原处')
  await window.click('保存到原处')
  await window.says('已保存', '.status')
  expect(checkedForms(window.path('原处/局.jixiao')).has('综合业务费')).toBe(true)
  await typeOver(second, '97')
  await window.leave()
  window = await Window.open(window.folder, [window.path('原处/局.jixiao')])
  await window.shows(first, '19万人')
  await window.shows(second, '97')
})

test('who closes the window all the same finds everything in the backup', async () => {
  await typeOver(first, '19万人')
  rmSync(window.path('原处'), { recursive: true })
  await window.says('文件不在原处')
  await window.click('关闭文件', '.el-dialog')
  await window.says('文件已不在原处')
  await window.click('从备份恢复', 'main')
  mkdirSync(window.path('原处'))
  await window.click('恢复', 'table.plain')
  await window.click('恢复', '.ask')
  await window.shows(first, '19万人')
})

async function typeOver(field: typeof first, text: string): Promise<void> {
  await window.pick(field)
  await window.type(text, Key.ENTER)
  await window.shows(field, text)
}
