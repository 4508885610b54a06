// What the desktop does to the window: files are dragged onto it with the mouse, and its cross is clicked.

import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ROOT, Window, book, indicator } from './window'

/** What the window says while files are held above it. */
const HINT = '松开鼠标即可'

let window: Window
let source: ChildProcess | undefined

beforeAll(async () => {
  window = await Window.open()
})
afterAll(async () => {
  source?.kill() // A drag that failed would hang on to its files.
  await window.end()
})

function mouse(...what: readonly string[]): void {
  execFileSync('xdotool', what)
}

/**
 * Moves the mouse, which never stands quite still, about a place until something comes of it; false when nothing does
 * in time.
 */
async function move(until: () => boolean | Promise<boolean>, x: number, y: number): Promise<boolean> {
  for (let step = 0; step < 50; step += 1) {
    mouse('mousemove', String(x + (step % 10)), String(y + (step % 10)))
    if (await until()) return true
    await new Promise((resolve) => {
      setTimeout(resolve, 50)
    })
  }
  return false
}

/**
 * Takes hold of files and brings them over the window; gives back what ends with the drag, or null when the desktop
 * lost them.
 */
async function hold(files: readonly string[]): Promise<{ readonly ended: Promise<unknown> } | null> {
  const held = spawn('/usr/bin/python3', [join(ROOT, 'ui', 'e2e', 'files.py'), ...files], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  source = held
  const ended = once(held, 'exit')
  let said = ''
  held.stdout.on('data', (words: Buffer) => {
    said += words.toString()
  })
  await window.wait('no files to drag', () => Promise.resolve(said.includes('ready')))
  mouse('mousemove', '30', '30', 'mousedown', '1')
  const isOver = async (): Promise<boolean> => (await window.text()).includes(HINT)
  if ((await move(() => said.includes('held'), 45, 45)) && (await move(isOver, 600, 300))) return { ended }
  mouse('mousemove', '30', '30', 'mouseup', '1') // back where they came from, which takes no files
  held.kill()
  await ended
  return null
}

/**
 * Drags files over the window; what is given back lets go of them. A busy desktop may lose a drag, as it does for a
 * person.
 */
async function drag(...files: readonly string[]): Promise<() => Promise<void>> {
  const held = (await hold(files)) ?? (await hold(files)) ?? (await hold(files))
  if (!held) throw new Error('the window never says that files are held over it')
  return async () => {
    mouse('mouseup', '1')
    await held.ended
  }
}

test('three workbooks: while held, the window says what letting go does; then they are one review', async () => {
  const letGo = await drag(book('urumqi-2023-stacked.xlsx'), book('tongcheng-2021.xlsx'), book('changji-jobs-2020.xls'))
  await letGo()
  await window.says('核对导入')
  await window.says('3 个文件')
  expect(await window.text()).not.toContain(HINT)
})

test('a document is opened', async () => {
  window.answer({ new_document: window.path('局.jixiao') })
  await window.click('导入 ', '.foot')
  await window.find('.bar')
  await window.choose('更多', '关闭文件')
  await window.says('导入去年的自评表')
  const letGo = await drag(window.path('局.jixiao'))
  await letGo()
  await window.find('.bar')
  await window.find('.sheet')
})

test('what is no workbook is told, and hurts nothing', async () => {
  const letGo = await drag(join(ROOT, 'README.md'))
  await letGo()
  await window.says('README.md')
  await window.click('不导入，返回')
  await window.find('.sheet')
})

test('closing the window keeps what is being typed, and leaves nothing beside the file', async () => {
  const field = indicator(0, 'actual')
  await window.pick(field)
  await window.type('999人') // and no Enter
  const numbers = execFileSync('xdotool', ['search', '--name', '绩效自评'], { encoding: 'utf8' }).trim().split('\n')
  execFileSync('/usr/bin/python3', [join(ROOT, 'ui', 'e2e', 'close.py'), ...numbers])
  await expect
    .poll(
      async () =>
        window.text().then(
          () => 'open',
          () => 'closed',
        ),
      { timeout: 4000 },
    )
    .toBe('closed')
  expect(window.files('.').filter((name) => name.startsWith('局'))).toEqual(['局.jixiao'])
  const again = await Window.open(window.folder, [window.path('局.jixiao')])
  await again.shows(field, '999人')
  await again.close()
})
