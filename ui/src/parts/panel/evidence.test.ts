// @vitest-environment happy-dom
// 佐证材料 of a row: picked, copied or only noted, shown with what has become of it, taken off with a way back.

import { afterEach, expect, it, vi } from 'vitest'
import { messages } from '../../messages'
import { opened, settled } from '../../testing'
import type { Platform } from '../../platform/platform'
import type { EvidenceChoice, EvidenceHow, EvidenceView } from '../../wire/wire'
import type { Workspace } from '../../workspace/workspace'

const text = messages.evidence

afterEach(() => {
  document.body.replaceChildren()
})

/** The window on a form, at its first indicator. */
async function atRow(change: (platform: Platform) => Partial<Platform>): Promise<Workspace> {
  const workspace = await opened(null, change)
  await workspace.showForm(2)
  await settled()
  const cell = workspace.form.value?.cells.find((found) => found.indicator !== null && found.field !== null)
  if (!cell?.field) throw new Error('no indicator')
  workspace.target.value = { field: cell.field }
  await new Promise((resolve) => {
    setTimeout(resolve, 80)
  })
  await settled()
  return workspace
}

function button(name: string, within = '.evidence'): HTMLElement | undefined {
  return [...document.querySelectorAll<HTMLElement>(`${within} button`)].find(
    (found) => found.textContent.trim() === name,
  )
}

async function click(element: HTMLElement | undefined): Promise<void> {
  if (!element) throw new Error('nothing to click')
  element.click()
  await settled()
  await new Promise((resolve) => {
    setTimeout(resolve, 80)
  })
  await settled()
}

function names(): readonly string[] {
  return [...document.querySelectorAll('.evidence .name')].map((found) => found.textContent)
}

it('asks how a file is kept, shows it, and takes it off with a way back', async () => {
  const asked: EvidenceHow[] = []
  const workspace = await atRow((platform) => ({
    attachEvidence: (id, at, how) => {
      asked.push(how)
      return platform.attachEvidence(id, at, how)
    },
  }))
  expect(document.querySelector('.evidence')?.textContent).toContain(text.none)
  await click(button(text.add))
  expect(workspace.menu.value?.items.map((item) => item.text)).toEqual([text.copy, text.link])
  workspace.menu.value?.items[1]?.run()
  await settled()
  await click(document.body)
  expect([asked, names()]).toEqual([['link'], ['发放清单1.xlsx']])
  expect(workspace.toast.value?.text).toBe(text.added(1))
  await click(button(text.remove))
  expect(names()).toEqual([])
  expect(workspace.toast.value).toEqual({ text: text.removed('发放清单1.xlsx'), undo: true })
  await workspace.changes.undo()
  await click(document.body)
  expect(names()).toEqual(['发放清单1.xlsx'])
})

it('says what has become of a file, and opens only the folder of one that could run', async () => {
  const file: EvidenceView = {
    id: 7,
    name: '照片.exe',
    size: '3 字节',
    date: '2024-03-01 09:30',
    copied: false,
    folder: 'D:\\材料',
    state: 'missing',
    openable: false,
  }
  const openEvidence = vi.fn(() => Promise.resolve())
  await atRow((platform) => ({
    rowDetail: async (id, at) => ({ ...(await platform.rowDetail(id, at)), evidence: [file] }),
    openEvidence,
  }))
  expect(document.querySelector('.evidence')?.textContent).toContain(text.states.missing)
  await click(button(text.openFolder))
  expect(openEvidence).toHaveBeenCalledWith(2, 7)
})

it('exports the list and the files of the chosen forms', async () => {
  const sent: EvidenceChoice[] = []
  const workspace = await opened('evidence', (platform) => ({
    exportEvidence: (choice) => {
      sent.push(choice)
      return platform.exportEvidence(choice)
    },
  }))
  await click(button(messages.export.go, '.el-dialog'))
  const forms = workspace.document.value?.forms.map(({ id }) => id)
  expect(sent).toEqual([{ forms, xlsx: true, pdf: false, files: true, overwrite: false }])
  expect(document.querySelector('.el-dialog')?.textContent).toContain('佐证材料目录.xlsx')
})
