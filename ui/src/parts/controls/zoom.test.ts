import { describe, expect, it } from 'vitest'
import { fitting, limited, percent, stepped } from './zoom'

describe('zoom', () => {
  it.each([
    [1, 1, 1.1],
    [1, -1, 0.9],
    [0.87, 1, 0.9],
    [0.87, -1, 0.8],
    [2, 1, 2],
    [0.5, -1, 0.5],
  ] as const)('%f by %i is %f', (zoom, by, to) => {
    expect(stepped(zoom, by)).toBe(to)
  })
  it('stays within its limits and fits the available width', () => {
    expect([
      limited(9),
      limited(0.1),
      fitting(1000, 800),
      fitting(500, 800),
      fitting(500, 800, 1.25),
      fitting(0, 800),
    ]).toEqual([2, 0.5, 0.8, 1, 1.25, 1])
    expect(percent(0.85)).toBe('85%')
  })
})
