// @vitest-environment happy-dom
// A broken edition or rule file of the person: named at the start and on opening, and nothing stands still for it.

import { afterEach, expect, it } from 'vitest'
import { messages } from '../messages'
import { opened, settled } from '../testing'

afterEach(() => {
  document.body.replaceChildren()
})

const broken = '表式文件“某市.toml”第 3 行：没有 id。请改正后重新打开。'

it('is told where a document opens, and put away by the person', async () => {
  const workspace = await opened(null, (platform) => ({
    document: async () => {
      const document = await platform.document()
      return document && { ...document, notices: [broken] }
    },
  }))
  const bar = document.querySelector('.notices')
  expect(bar?.textContent).toContain(broken)
  expect(workspace.error.value).toBeNull()
  bar?.querySelector('button')?.click()
  await settled()
  expect(document.querySelector('.notices')).toBeNull()
})

it('is told on the start page', async () => {
  const workspace = await opened(null, (platform) => ({
    document: () => Promise.resolve(null),
    start: async () => ({ ...(await platform.start()), notices: [broken] }),
  }))
  expect(workspace.view.value).toBe('start')
  expect(document.querySelector('.notices')?.textContent).toContain(messages.notices.title)
})
