// @vitest-environment happy-dom
// Findings that are alike: one line, one reason, one mend.

import { afterEach, expect, it } from 'vitest'
import { messages } from '../messages'
import { opened, settled } from '../testing'
import type { FindingPick, FindingView, MendPick } from '../wire/wire'
import type { Workspace } from '../workspace/workspace'

afterEach(() => {
  document.body.replaceChildren()
})

const text = messages.findings

function found(key: string, mend: string | null): FindingView {
  return {
    key,
    check: 'C20',
    level: 'warning',
    title: '实际值单位',
    message: '没有写单位，请补上。',
    statement: '没有写单位',
    advice: '请补上。',
    expected: '人',
    found: '14',
    place: '指标第1行 实际完成值',
    field: key,
    mend,
    waived: null,
  }
}

interface Asked {
  waived: { readonly picks: readonly FindingPick[]; readonly reason: string }[]
  mended: (readonly MendPick[])[]
}

async function show(mend: string | null): Promise<{ readonly workspace: Workspace; readonly asked: Asked }> {
  const asked: Asked = { waived: [], mended: [] }
  const workspace = await opened(null, (platform) => ({
    findings: () =>
      Promise.resolve([
        { id: 2, name: '甲', findings: [found('a', mend), found('b', mend)] },
        { id: 3, name: '乙', findings: [found('a', mend)] },
      ]),
    waive: (picks, reason) => {
      asked.waived.push({ picks, reason })
      return platform.waive([], reason)
    },
    mend: (picks) => {
      asked.mended.push(picks)
      return platform.mend([])
    },
  }))
  workspace.view.value = 'findings'
  await settled()
  return { workspace, asked }
}

const rows = (): readonly Element[] => [...document.querySelectorAll('.table [role=row]:not(.head)')]

function press(name: string, within = 'body'): void {
  const buttons = [...document.querySelectorAll<HTMLButtonElement>(`${within} button`)]
  const button = buttons.find(({ textContent }) => textContent.trim() === name)
  if (!button) throw new Error(`no button ${name}`)
  button.click()
}

const all = [
  { form: 2, key: 'a' },
  { form: 2, key: 'b' },
  { form: 3, key: 'a' },
]

it('stand in one line that opens', async () => {
  const { workspace } = await show(null)
  expect(rows()).toHaveLength(1)
  expect(rows()[0]?.textContent).toContain(text.places(3, 2))
  rows()[0]?.querySelector<HTMLButtonElement>('[aria-expanded]')?.click()
  await settled()
  expect(rows()).toHaveLength(4)
  workspace.review.likeness.value = null
  await settled()
  expect(rows()).toHaveLength(3)
})

it('are waived for one reason', async () => {
  const { workspace, asked } = await show(null)
  press(text.waiveAlike(3))
  await settled()
  expect(document.body.textContent).toContain(messages.panel.waiveWhere(3, 2))
  const box = document.querySelector<HTMLTextAreaElement>('#reason')
  if (!box) throw new Error('no box')
  box.value = '单位见名称'
  box.dispatchEvent(new Event('input'))
  await settled()
  press(messages.panel.waive, '.el-dialog')
  await settled()
  expect(asked.waived).toEqual([{ picks: all, reason: '单位见名称' }])
  expect(workspace.toast.value?.text).toBe(messages.panel.waivedNow(3))
})

it('are waived as listed only once the person has narrowed the list', async () => {
  const { workspace } = await show(null)
  press(text.waiveListed)
  await settled()
  expect(workspace.dialog.value).toBeNull()
  workspace.review.filter.value = { ...workspace.review.filter.value, form: 2 }
  await settled()
  press(text.waiveListed)
  await settled()
  expect(workspace.dialogs.waiving.value?.map(({ key }) => key)).toEqual(['2/a', '2/b'])
})

it('are mended by one click where that is beyond doubt', async () => {
  const { workspace, asked } = await show('14人')
  expect(document.body.textContent).toContain(text.mendTo('14人'))
  press(text.mendAlike(3))
  await settled()
  expect(asked.mended).toEqual([all.map(({ form, key }) => ({ form, field: key, after: '14人' }))])
  expect(workspace.toast.value).toMatchObject({ text: messages.mends.done(3), undo: true })
})
