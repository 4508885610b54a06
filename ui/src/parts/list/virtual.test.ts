import { describe, expect, it } from 'vitest'
import { scrolledTo, slice } from './virtual'

describe('a long list', () => {
  it.each([
    [1000, 0, 0, 34],
    [1000, 18000, 488, 534],
    [5, 0, 0, 5],
    [0, 0, 0, 0],
    [3, 9999, 3, 3],
  ])('of %i at %i draws %i to %i', (count, top, first, last) => {
    expect(slice(count, 36, top, 792)).toEqual({ first, last })
  })
  it.each([
    [0, 100, 0],
    [2, 0, 0],
    [50, 0, 1036],
  ])('shows row %i from %i by scrolling to %i', (row, top, to) => {
    expect(scrolledTo(row, 36, top, 800)).toBe(to)
  })
})
