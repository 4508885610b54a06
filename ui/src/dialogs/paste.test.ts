// @vitest-environment happy-dom
// 从剪贴板导入: a pasted table is looked through like a file, and pasting into a form stays what it was.

import { afterEach, expect, it } from 'vitest'
import { messages } from '../messages'
import { opened, settled } from '../testing'

const HTML = '<table><tr><td>项目名称</td><td>补贴</td></tr></table>'
const TEXT = '项目名称\t补贴'

afterEach(() => {
  document.body.replaceChildren()
})

/** Pastes into whatever has the focus, as the browser does once the key goes down. */
async function paste(): Promise<void> {
  const at = document.activeElement ?? document.body
  at.dispatchEvent(new KeyboardEvent('keydown', { key: 'v', ctrlKey: true, bubbles: true, cancelable: true }))
  const event = new Event('paste', { bubbles: true, cancelable: true })
  const data = { getData: (kind: string) => (kind === 'text/html' ? HTML : TEXT) }
  document.activeElement?.dispatchEvent(Object.assign(event, { clipboardData: data }))
  await settled()
}

it.each([
  ['list', 'import'],
  ['form', 'form'],
  ['overview', 'overview'],
] as const)('Ctrl+V in the view %s leads to the view %s', async (from, to) => {
  const given: string[][] = []
  const workspace = await opened(null, (platform) => ({
    importPasted: (...pasted) => {
      given.push(pasted)
      return platform.importPasted(...pasted)
    },
  }))
  workspace.view.value = from
  await settled()
  await paste()
  expect(workspace.view.value).toBe(to)
  expect(given).toEqual(to === 'import' ? [[HTML, TEXT]] : [])
})

it('a field that is typed into keeps what is pasted', async () => {
  const workspace = await opened(null)
  workspace.view.value = 'list'
  await settled()
  document.querySelector<HTMLInputElement>('.pane input')?.focus()
  await paste()
  expect(workspace.view.value).toBe('list')
})

it('the dialog waits for a paste, and stays where there is no table', async () => {
  const workspace = await opened('paste', () => ({
    importPasted: () => Promise.reject(Object.assign(new Error(), { message: '剪贴板里没有表格' })),
  }))
  document.querySelector<HTMLTextAreaElement>('.el-dialog textarea')?.focus()
  await paste()
  expect([workspace.dialog.value, workspace.view.value]).toEqual(['paste', 'form'])
  expect(workspace.error.value).toContain('没有表格')
  expect(document.body.textContent).toContain(messages.importing.pasteIntro)
})
