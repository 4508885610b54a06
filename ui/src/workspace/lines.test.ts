import { describe, expect, it } from 'vitest'
import { rangeOf, toggled } from '../parts/chosen'
import { scrolledTo, slice } from '../parts/virtual'
import { fitting, limited, percent, stepped } from '../parts/zoom'
import type { FormLine } from '../wire/wire'
import { departmentFirst, filtered, searched, sorted, type Filter, type Sort } from './lines'

function line(id: number, part: Partial<FormLine>): FormLine {
  return {
    id,
    kind: 'project',
    name: '',
    implementing_unit: '',
    budget: '',
    executed: '',
    rate: '',
    score: '',
    grade: '',
    findings: { errors: 0, warnings: 0, hints: 0 },
    classified: false,
    done: false,
    ranks: { budget: id, executed: id, rate: id, score: id },
    ...part,
  }
}

const lines = [
  line(1, {
    name: '业务楼运营费',
    implementing_unit: '社会保险中心',
    done: true,
    ranks: { budget: 2, executed: 0, rate: 0, score: 3 },
    budget: '9.00',
  }),
  line(2, {
    name: '中职国家助学金',
    implementing_unit: '就业服务中心',
    findings: { errors: 1, warnings: 0, hints: 0 },
    ranks: { budget: 0, executed: 0, rate: 0, score: 1 },
    budget: '1,000.00',
  }),
  line(3, {
    name: '业务楼运营费',
    implementing_unit: '就业服务中心',
    classified: true,
    findings: { errors: 0, warnings: 9, hints: 0 },
    ranks: { budget: 1, executed: 0, rate: 0, score: 2 },
  }),
  line(4, {
    name: '部门整体',
    kind: 'department',
    findings: { errors: 0, warnings: 0, hints: 5 },
    ranks: { budget: 3, executed: 0, rate: 0, score: 0 },
  }),
]
const ids = (shown: readonly FormLine[]): readonly number[] => shown.map(({ id }) => id)

it('puts the department first', () => {
  expect(ids(departmentFirst(lines))).toEqual([4, 1, 2, 3])
})

describe('searched', () => {
  it.each([
    ['', [1, 2, 3, 4]],
    ['业务楼', [1, 3]],
    [' 业务楼  就业 ', [3]],
    ['没有', []],
  ])('%s', (search, found) => {
    expect(ids(searched(lines, search))).toEqual(found)
  })
})

describe('filtered', () => {
  const cases: readonly [Filter, readonly number[]][] = [
    ['all', [1, 2, 3, 4]],
    ['todo', [2, 3, 4]],
    ['done', [1]],
    ['withFindings', [2, 3]],
    ['classified', [3]],
  ]
  it.each(cases)('%s', (filter, found) => {
    expect(ids(filtered(lines, filter))).toEqual(found)
  })
})

describe('sorted', () => {
  const cases: readonly [Sort, readonly number[]][] = [
    [{ by: 'order', down: true }, [4, 3, 2, 1]],
    [{ by: 'budget', down: false }, [2, 3, 1, 4]], // by Rust's ranks, never by text
    [{ by: 'score', down: true }, [1, 3, 2, 4]],
    [{ by: 'findings', down: true }, [2, 3, 4, 1]],
    [{ by: 'name', down: false }, [4, 1, 3, 2]],
  ]
  it.each(cases)('%o', (sort, found) => {
    expect(ids(sorted(lines, sort))).toEqual(found)
  })
})

describe('picking', () => {
  it('takes and gives back', () => {
    expect([...toggled(new Set([1]), 2)]).toEqual([1, 2])
    expect([...toggled(new Set([1, 2]), 1)]).toEqual([2])
  })
  it('takes what lies between', () => {
    expect(rangeOf(lines, 4, 2)).toEqual([2, 3, 4])
    expect(rangeOf(lines, 99, 2)).toEqual([2])
  })
})

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
  it('stays within its limits and fits the room', () => {
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
