// The page comes to a stop while somebody works: it comes back by itself, at the same place, with everything typed.
// A WebDriver gives up a window whose page ends, so that these windows are used as a person uses them: by the keyboard
// of the desktop.

import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { afterEach, beforeEach, expect, test } from 'vitest'
import {
  Key,
  Window,
  book,
  closeByCross,
  environment,
  indicator,
  pageProcess,
  program,
  windowNumbers,
  type Field,
} from './window'

/** Milliseconds in which a page that was killed is there again, and what its program knows is written down. */
const SOON = 30_000
/** The same for a page that has to be waited for first: ten questions, one every two seconds. */
const HANGS = 70_000

const [first, second, third] = [indicator(1, 'actual'), indicator(2, 'actual'), indicator(3, 'actual')]
/** The window of a WebDriver, before and after. */
let window: Window
let started: ChildProcess | undefined

beforeEach(async () => {
  window = await Window.open()
  await window.importAsIs(book('urumqi-2023.xlsx'), '局.jixiao')
  await window.says('已保存', '.status')
  // Not the form that is shown first.
  const shown = await window.text('h1.unseen')
  await window.press(Key.PAGE_DOWN, Key.CONTROL)
  await window.saysNoMore(shown, 'h1.unseen')
})
afterEach(async () => {
  started?.kill('SIGKILL')
  await window.end()
})

const stops: readonly (readonly [string, NodeJS.Signals, number])[] = [
  ['is killed', 'SIGKILL', SOON],
  ['hangs', 'SIGSTOP', HANGS],
]

test.each(stops)('a page that %s comes back where it was, with everything typed', async (_, signal, within) => {
  const form = await window.text('h1.unseen')
  await window.pick(first)
  await window.leave()
  await start()
  keyboard('type', '19')
  keyboard('key', 'Return')
  keyboard('type', '98') // and no Enter
  await reaches(second, ['98'])
  const stopped = pageProcess(window.folder)
  if (stopped === undefined) throw new Error('no process shows the page')
  process.kill(stopped, signal)
  await expect.poll(() => isAnother(stopped), { timeout: within, interval: 500 }).toBe(true)
  // The page that came in its place has gone there, and has written what was being typed.
  await reaches(second, [])
  keyboard('key', 'Down')
  keyboard('type', '55') // and no Enter
  await reaches(third, ['55'])
  await end()
  window = await Window.open(window.folder, [window.path('局.jixiao')])
  await window.says(form, 'h1.unseen')
  await window.shows(first, '19')
  await window.shows(second, '98')
  await window.shows(third, '55')
})

/** Opens the document as from the desktop, and waits until its page hears the keys. */
async function start(): Promise<void> {
  const env = { ...environment(window.folder), TAURI_WEBVIEW_AUTOMATION: '' }
  started = spawn(program('debug'), [window.path('局.jixiao')], { env, stdio: 'ignore' })
  await expect.poll(() => windowNumbers('--onlyvisible'), { timeout: SOON }).toHaveLength(1)
  execFileSync('xdotool', ['windowfocus', ...windowNumbers('--onlyvisible')])
  const [was, isFirst] = [spot().field, (): boolean => spot().field === keyOf(first)]
  expect(was).toBe(keyOf(first))
  await press('Up', () => !isFirst())
  await press('Down', isFirst)
}

/** Presses a key until something comes of it: a page that is still being loaded hears nothing. */
async function press(key: string, until: () => boolean): Promise<void> {
  const done = (): boolean => {
    if (until()) return true
    keyboard('key', key)
    return false
  }
  await expect.poll(done, { timeout: SOON, interval: 4000 }).toBe(true)
}

function keyboard(how: 'type' | 'key', what: string): void {
  execFileSync('xdotool', [how, '--delay', '60', what])
}

/** Closes it by its cross. */
async function end(): Promise<void> {
  if (!started) return
  const ended = once(started, 'exit')
  closeByCross()
  await ended
}

interface Spot {
  readonly field: string | null
  readonly typed: readonly { readonly text: string }[]
}

/** Where the person is and what they are typing, as the program has written it down. */
function spot(): Spot {
  const text = readFileSync(window.path('data/org.jixiao.desktop/spots.json'), 'utf8')
  const [entry] = JSON.parse(text) as readonly { readonly spot: Spot }[]
  return entry?.spot ?? { field: null, typed: [] }
}

/** Waits until the program has written down that the person is there. */
async function reaches(field: Field, typed: readonly string[]): Promise<void> {
  const written = (): unknown => [spot().field, spot().typed.map(({ text }) => text)]
  await expect.poll(written, { timeout: SOON, interval: 500 }).toEqual([keyOf(field), typed])
}

function keyOf(field: Field): string {
  return JSON.stringify(field)
}

function isAnother(stopped: number | undefined): boolean {
  const now = pageProcess(window.folder)
  return now !== undefined && now !== stopped
}
