// How long a person waits, in the real window: from a key to the new total, for a list of 1,000 forms, for the window
// itself. The documents are made with the debug build, since only that one answers for the person at the dialogs;
// measured is the release build where there is one, and otherwise the debug build.

import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { afterAll, beforeAll, test } from 'vitest'
import { Key, Window, book, indicator, program, type Profile } from './window'

const profile: Profile = existsSync(program('release')) ? 'release' : 'debug'
const TIMES = 40

let folder: string
let made: Window

beforeAll(async () => {
  made = await Window.open()
  ;({ folder } = made)
  await make('large', [book('tongcheng-2021.xlsx')], '原样导入')
  await make(
    'many',
    Array.from({ length: 33 }, () => book('urumqi-2023.xlsx')),
    '原样导入',
  )
  await made.close()
})
afterAll(async () => {
  await made.end()
})

/** A document of these books. */
async function make(name: string, books: readonly string[], how: string): Promise<void> {
  made.answer({ books, new_document: made.path(`${name}.jixiao`) })
  await made.click('导入去年的自评表')
  await made.says('核对导入')
  await made.click(how)
  await made.click('导入 ', '.foot')
  await made.find('.bar')
  await made.click('更多')
  await made.click('关闭文件')
  await made.says('导入去年的自评表')
}

async function open(name: string): Promise<Window> {
  const window = await Window.open(folder, [made.path(`${name}.jixiao`)], profile)
  await window.find('.status .total')
  return window
}

function report(what: string, times: readonly number[]): void {
  const sorted = [...times].sort((one, other) => one - other)
  const at = (share: number): string =>
    (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(1)
  console.log(
    `${what}: median ${at(0.5)} ms, 95 of 100 within ${at(0.95)} ms (${String(times.length)} times, ${profile} build)`,
  )
}

test.each([
  { name: 'large', what: 'largest form, 52 rows', column: 'score', spare: 0 }, // its edition’s points are typed
  { name: 'large', what: '40 rows of it', column: 'score', spare: 12 },
  { name: 'many', what: 'a form among 1,000', column: 'actual', spare: 0 },
])('key → total, $what', async ({ name, what, column, spare }) => {
  const window = await open(name)
  for (let row = 0; row < spare; row += 1) {
    await window.pick({ indicator: { goal: 1 + (row % 6), row: 0, column: 'score' } })
    await window.click('删除行', '.tools')
    await window.wait('no row goes', async () =>
      window.script<boolean>(`return document.querySelectorAll('[data-field*=level3]').length === ${String(51 - row)}`),
    )
  }
  await window.pick({ total: 'score' })
  await window.type(Key.DELETE) // from here on the total is the program's sum
  await window.pick(indicator(0, 'score'))
  await window.type(Key.DELETE)
  await window.pick(indicator(0, column))
  await window.script(
    `globalThis.times = []
     let pressed = 0
     addEventListener('keydown', (event) => { if (event.key === 'Enter') pressed = event.timeStamp }, true)
     new MutationObserver(() => { if (pressed > 0) { times.push(performance.now() - pressed); pressed = 0 } })
       .observe(document.querySelector('.status .total'), { subtree: true, childList: true, characterData: true })`,
  )
  for (let count = 1; count <= TIMES; count += 1) {
    await window.type(`${String(1 + (count % 2))}${column === 'actual' ? '万人' : ''}`, Key.ENTER)
    await window.wait('no new total', async () => window.script<boolean>(`return times.length === ${String(count)}`))
    await window.type(Key.ARROW_UP)
  }
  report(`key → total, ${what}`, await window.script<number[]>('return times'))
  await window.close()
})

test('a list of 1,000 forms', async () => {
  const window = await open('many')
  const times = []
  for (let count = 0; count < 10; count += 1) {
    times.push(
      await window.driver.executeAsyncScript<number>(
        `const done = arguments[arguments.length - 1]
       const [form, list] = document.querySelectorAll('.views button')
       const begun = performance.now()
       list.click()
       requestAnimationFrame(() => requestAnimationFrame(() => {
         const took = performance.now() - begun
         form.click()
         setTimeout(() => done(took), 200)
       }))`,
      ),
    )
  }
  report('list of 1,000 forms, from the click to the second frame', times)
  await window.close()
})

test('start → usable window', async () => {
  for (const name of ['large', 'many']) {
    const times = []
    for (let count = 0; count < 5; count += 1) {
      const begun = Date.now()
      const window = await open(name)
      times.push(Date.now() - begun)
      await window.close()
    }
    report(`start → the form on screen, document “${name}”, the driver’s own time included`, times)
  }
})

/**
 * Memory of the window and of the processes that draw its pages, shared parts divided among those who share them, in
 * MiB.
 */
function memory(): number {
  const kibibytes = processes().map(
    (id) => /^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${id}/smaps_rollup`, 'utf8'))?.[1] ?? '0',
  )
  return kibibytes.reduce((sum, part) => sum + Number(part), 0) / 1024
}

/** The program and all that it has started, known by the folder that they were given; not the driver. */
function processes(): readonly string[] {
  return readdirSync('/proc')
    .filter((id) => /^\d+$/.test(id))
    .filter((id) => {
      try {
        const isOurs = readFileSync(`/proc/${id}/environ`, 'utf8').split('\0').includes(`HOME=${folder}`)
        return isOurs && !readFileSync(`/proc/${id}/cmdline`, 'utf8').includes('WebKitWebDriver')
      } catch {
        return false // It has ended meanwhile.
      }
    })
}

test('memory', async () => {
  for (const name of ['large', 'many']) {
    const window = await open(name)
    await new Promise((resolve) => {
      setTimeout(resolve, 1000)
    })
    const rested = memory()
    await window.click('项目列表')
    await window.click('表单')
    const [before, after] = [rested.toFixed(0), memory().toFixed(0)]
    console.log(`memory, document “${name}”: ${before} MiB at rest, ${after} MiB after the list (${profile} build)`)
    await window.close()
  }
})
