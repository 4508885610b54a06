// @vitest-environment happy-dom
// 汇总表与情况说明: words that cannot be saved are not lost.

import { afterEach, expect, it } from 'vitest'
import { messages } from '../messages'
import { opened, settled } from '../testing'

afterEach(() => {
  document.body.replaceChildren()
})

function box(): HTMLTextAreaElement {
  const found = document.querySelector<HTMLTextAreaElement>('#section-measures')
  if (!found) throw new Error('no box')
  return found
}

function press(name: string): void {
  const found = [...document.querySelectorAll<HTMLElement>('.el-dialog button')].find(
    (button) => button.textContent.trim() === name,
  )
  if (!found) throw new Error(`no button ${name}`)
  found.click()
}

async function type(words: string): Promise<void> {
  box().value = words
  box().dispatchEvent(new Event('input'))
  await settled()
}

it('keeps what was typed, and stays open, while it cannot be saved', async () => {
  let broken = true
  const workspace = await opened('disclosure', (platform) => ({
    setOwnWords: (section, text) =>
      broken ? Promise.reject(new Error('磁盘已满')) : platform.setOwnWords(section, text),
  }))
  await type('加强调度。')
  press(messages.close)
  await settled()
  expect([workspace.dialog.value, box().value]).toEqual(['disclosure', '加强调度。'])
  expect(document.body.textContent).toContain(messages.disclosure.unsaved)
  broken = false
  press(messages.close)
  await settled()
  expect(workspace.dialog.value).toBeNull()
  expect((await workspace.platform.disclosure()).sections.find((section) => section.key === 'measures')?.own).toBe(
    '加强调度。',
  )
})

it('shows a draft that has changed beside the words, and takes the same words again', async () => {
  const saved: (string | null)[] = []
  await opened('disclosure', (platform) => ({
    disclosure: async () => {
      const view = await platform.disclosure()
      return {
        ...view,
        sections: view.sections.map((section) => ({
          ...section,
          own: '自己的话。',
          stale: true,
          open: false,
          omitted: false,
          held_back: false,
        })),
      }
    },
    setOwnWords: (section, text) => {
      saved.push(text)
      return platform.setOwnWords(section, text)
    },
  }))
  expect(document.body.textContent).toContain(messages.disclosure.stale)
  press(messages.disclosure.keep)
  await settled()
  press(messages.disclosure.adopt)
  await settled()
  expect(saved).toEqual(['自己的话。', null])
})

it('leaves a section out and takes it back', async () => {
  const workspace = await opened('disclosure', () => ({}))
  const text = messages.disclosure
  const choice = (name: string): HTMLElement => {
    const found = document.querySelector<HTMLElement>(`.el-dialog button[aria-label="${name}：下一步改进措施"]`)
    if (!found) throw new Error(`no choice ${name}`)
    return found
  }
  await type('加强调度。')
  choice(text.omit).click()
  await settled()
  expect(document.querySelector('#section-measures')?.textContent).toBe(text.omittedText)
  expect(document.body.textContent).not.toContain(text.leftOut(['下一步改进措施']))
  const section = async (): Promise<unknown> =>
    (await workspace.platform.disclosure()).sections.find(({ key }) => key === 'measures')
  expect(await section()).toMatchObject({ omitted: true, own: null, open: false })
  choice(text.include).click()
  await settled()
  expect(box().value).toBe('请补充下一步改进措施。')
  expect(await section()).toMatchObject({ omitted: false, own: null, open: true })
})
