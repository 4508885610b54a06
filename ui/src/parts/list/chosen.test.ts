import { describe, expect, it } from 'vitest'
import { rangeOf, toggled } from './chosen'

const rows = [1, 2, 3, 4].map((id) => ({ id }))

describe('picking', () => {
  it('takes and gives back', () => {
    expect([...toggled(new Set([1]), 2)]).toEqual([1, 2])
    expect([...toggled(new Set([1, 2]), 1)]).toEqual([2])
  })
  it('takes what lies between', () => {
    expect(rangeOf(rows, 4, 2)).toEqual([2, 3, 4])
    expect(rangeOf(rows, 99, 2)).toEqual([2])
  })
})
