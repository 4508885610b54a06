import { describe, expect, it } from 'vitest'
import type { FormLine } from '../wire/wire'
import { agenciesOf, departmentFirst, filtered, searched, sorted, type Filter, type Sort } from './lines'
import { soundsOf } from './sounds'

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
    outdated: 0,
    lacks: [],
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
    lacks: ['actuals', 'scores'],
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
    lacks: ['amounts', 'reasons'],
    findings: { errors: 0, warnings: 0, hints: 5 },
    ranks: { budget: 3, executed: 0, rate: 0, score: 0 },
  }),
]
const ids = (shown: readonly FormLine[]): readonly number[] => shown.map(({ id }) => id)

it('puts the department first', () => {
  expect(ids(departmentFirst(lines))).toEqual([4, 1, 2, 3])
})

it('leaves no kind of form out of the directory', () => {
  const kinds = ['monitoring', 'transfer', 'target', 'department', 'project'] as const
  const all = kinds.map((kind, index) => line(index + 1, { kind }))
  expect(ids(departmentFirst(all))).toEqual([4, 2, 5, 3, 1])
})

const sounds = soundsOf({ ye: '业', wu: '务', lou: '楼', jiu: '就', fu: '服' })

it('lists each agency once', () => {
  expect(agenciesOf(lines)).toEqual(['社会保险中心', '就业服务中心'])
})

describe('searched', () => {
  it.each([
    ['', [1, 2, 3, 4]],
    ['业务楼', [1, 3]],
    [' 业务楼  就业 ', [3]],
    ['没有', []],
    ['ywl', [1, 3]],
    ['yewulou JIUYE', [3]],
    ['jyfw', [2, 3]],
    ['lj', []], // name and unit are two texts
  ])('%s', (search, found) => {
    expect(ids(searched(lines, search, sounds))).toEqual(found)
  })
})

describe('filtered', () => {
  const cases: readonly [Filter, readonly number[]][] = [
    ['all', [1, 2, 3, 4]],
    ['todo', [2, 3, 4]],
    ['done', [1]],
    ['withErrors', [2]],
    ['withFindings', [2, 3]],
    ['amounts', [4]],
    ['actuals', [2]],
    ['reasons', [4]],
    ['scores', [2]],
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
