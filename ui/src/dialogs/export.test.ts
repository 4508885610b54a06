// @vitest-environment happy-dom
// 导出上报: a pattern that cannot be used is told of before anything is written.

import { afterEach, expect, it } from 'vitest'
import { messages } from '../messages'
import { opened, settled } from '../testing'

afterEach(() => {
  document.body.replaceChildren()
})

function box(): HTMLInputElement {
  const found = document.querySelector<HTMLInputElement>('#pattern')
  if (!found) throw new Error('no box')
  return found
}

async function type(words: string): Promise<void> {
  box().value = words
  box().dispatchEvent(new Event('input'))
  await settled()
}

/** What stands under the field, and whether the export can begin. */
function hint(): readonly [string, boolean] {
  const go = [...document.querySelectorAll<HTMLButtonElement>('.el-dialog button')].find(
    (button) => button.textContent.trim() === messages.export.go,
  )
  return [document.querySelector('#pattern-hint')?.textContent ?? '', go?.disabled === false]
}

it('names an unknown placeholder under the field and does not export with it', async () => {
  await opened('export')
  expect([box().value, hint()]).toEqual(['{单位}{年度}年度绩效自评表', [messages.export.patternHint, true]])
  await type('{名字}')
  expect(hint()).toEqual([expect.stringContaining('不认识“{名字}”'), false])
  expect(box().getAttribute('aria-invalid')).toBe('true')
  await type('{名称}')
  expect(hint()).toEqual([messages.export.patternHint, true])
})

it('offers the usual pattern of a file for each form', async () => {
  await opened('export')
  await type('{名字}')
  const each = [...document.querySelectorAll<HTMLElement>('.el-dialog .el-radio')].find(
    (radio) => radio.textContent.trim() === messages.export.each,
  )
  each?.querySelector<HTMLInputElement>('input')?.click()
  await settled()
  expect([box().value, hint()]).toEqual(['{序号}-{名称}', [messages.export.patternHint, true]])
})

it('lists what a public copy hides before it is made', async () => {
  await opened('export')
  const tick = [...document.querySelectorAll<HTMLElement>('.el-dialog .el-checkbox')].find(
    (box) => box.textContent.trim() === messages.export.public,
  )
  tick?.querySelector<HTMLInputElement>('input')?.click()
  await settled()
  const shown = document.querySelector('.el-dialog .hidden')?.textContent ?? ''
  expect(shown).toContain(messages.export.hidden(1))
  expect(shown).toContain('张**')
  expect(hint()[1]).toBe(true)
})
