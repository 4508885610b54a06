import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { fake } from '../platform/fake'
import type { Spot } from '../wire/wire'
import { createWorkspace, type Workspace } from './workspace'

/** Milliseconds between two keys of somebody who types fast. */
const BETWEEN_KEYS = 100

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

/** The window on a form, and the places that the program was told of. */
async function opened(): Promise<{ readonly workspace: Workspace; readonly spots: readonly Spot[] }> {
  const spots: Spot[] = []
  const platform = fake({ delay: 0 })
  const workspace = createWorkspace({
    ...platform,
    keepSpot: (spot) => {
      spots.push(spot)
      return Promise.resolve()
    },
  })
  const shown = workspace.session.openSample().then(() => workspace.showForm(2))
  await vi.runAllTimersAsync()
  await shown
  spots.length = 0
  return { workspace, spots }
}

function typing(workspace: Workspace, text: string): void {
  workspace.here.value = { field: 'title', top: 0, draft: { field: 'title', text } }
}

it('keeps what is being typed also while the keys follow each other without a rest', async () => {
  const { workspace, spots } = await opened()
  for (let count = 1; count <= 20; count += 1) {
    typing(workspace, '字'.repeat(count))
    await vi.advanceTimersByTimeAsync(BETWEEN_KEYS)
  }
  const longest = Math.max(0, ...spots.map(({ typed }) => typed[0]?.text.length ?? 0))
  expect(longest).toBeGreaterThanOrEqual(17)
})

it('tells of a place that stays once', async () => {
  const { workspace, spots } = await opened()
  typing(workspace, '字')
  await vi.runAllTimersAsync()
  expect(spots.map(({ typed }) => typed.map(({ text }) => text))).toEqual([['字']])
})

it('tells of no place while another document takes the place of this one', async () => {
  const { workspace, spots } = await opened()
  typing(workspace, '字')
  workspace.task.value = { title: '正在打开…', progress: null, asksFirst: false }
  await vi.advanceTimersByTimeAsync(5000)
  expect(spots).toEqual([])
  workspace.task.value = null
  await vi.runAllTimersAsync()
  expect(spots).toHaveLength(1)
})
