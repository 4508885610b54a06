import { describe, expect, it } from 'vitest'
import { messages } from '../messages'
import type { FormLine } from '../wire/wire'
import { removalOf, unfinished } from './questions'

const line = (part: Partial<FormLine>): FormLine => ({
  id: 1,
  kind: 'project',
  name: '甲',
  implementing_unit: '',
  budget: '',
  executed: '',
  rate: '',
  score: '98.00',
  grade: '优',
  findings: { errors: 0, warnings: 3, hints: 0 },
  outdated: 0,
  lacks: [],
  classified: false,
  done: false,
  ranks: { budget: 0, executed: 0, rate: 0, score: 0 },
  ...part,
})
const nothing = (): Promise<void> => Promise.resolve()

it('a removal names every form, and says that it can be taken back', () => {
  const asked = removalOf([line({}), line({ name: ' ', done: true })], nothing)
  expect(asked.items).toEqual(['甲', messages.unnamed])
  expect(asked.note).toBe(`${messages.removal.done(1)}${messages.removal.back}`)
})

describe('a form that is called finished', () => {
  it('is asked about for what is empty, wrong or out of date', () => {
    const forms = [
      line({}),
      line({ name: '乙', score: '', outdated: 2, findings: { errors: 1, warnings: 0, hints: 0 } }),
    ]
    const text = messages.unfinished
    expect(unfinished(forms, ['人数，实际完成值'], nothing)?.items).toEqual([
      `乙：${text.noTotal}，${text.outdated(2)}，${text.errors(1)}`,
      text.empty('人数，实际完成值'),
    ])
  })

  it('is not asked about where nothing is left', () => {
    expect(unfinished([line({})], [], nothing)).toBeNull()
  })
})
