import { expect, it } from 'vitest'
import { fake } from '../platform/fake'
import { reusedDocument, reusedForm } from './reuse'

it('keeps the cells that did not change', async () => {
  const platform = fake({ delay: 0 })
  const before = await platform.form(2)
  const now = structuredClone(before)
  const at = now.cells.findIndex((cell) => cell.indicator !== null)
  const [changed] = now.cells.slice(at, at + 1)
  if (changed?.indicator == null) throw new Error('no cell')
  changed.indicator.row += 1
  const reused = reusedForm(before, now)
  expect(reused).toEqual(now)
  expect(reused.cells.flatMap((cell, index) => (cell === before.cells[index] ? [] : [index]))).toEqual([at])
  expect([reused.rows === before.rows, reused.columns === before.columns, reused.status === before.status]).toEqual([
    true,
    true,
    true,
  ])
})

it('takes nothing over from another form', async () => {
  const platform = fake({ delay: 0 })
  const [one, other] = [await platform.form(2), await platform.form(1)]
  expect(reusedForm(one, other)).toBe(other)
  expect(reusedForm(null, one)).toBe(one)
})

it('keeps the lines of forms that did not change, wherever they went', async () => {
  const platform = fake({ delay: 0, opened: true })
  const before = await platform.document()
  const now = structuredClone(before)
  if (!before || !now) throw new Error('no document')
  now.forms.reverse()
  const [last] = now.forms
  if (last) last.done = !last.done
  const reused = reusedDocument(before, now)
  expect(reused).toEqual(now)
  expect(reused.forms.filter((line) => before.forms.includes(line))).toHaveLength(before.forms.length - 1)
})
