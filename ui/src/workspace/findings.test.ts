import { describe, expect, it } from 'vitest'
import type { FindingLevel, FindingView, FormFindings, MendView } from '../wire/wire'
import {
  causesOf,
  checksIn,
  countsOf,
  excerpt,
  everyOpenFinding,
  filteredRows,
  formsIn,
  levelsIn,
  linesOf,
  mendGroups,
  mendsOf,
  ofLevel,
  placeLine,
  rowsOf,
  shortened,
  waivedIn,
  type FindingFilter,
  type FindingRow,
} from './findings'
import { sortedBy } from './columns'
import { findingColumns, type FindingOrder } from './findingColumns'

function finding(key: string, level: FindingLevel, reason?: string): FindingView {
  const waived = reason === undefined ? null : { reason, who: '王会计', when: '2024-03-02 14:03' }
  return {
    key,
    check: 'C01',
    level,
    title: '',
    message: '',
    statement: '',
    advice: '',
    expected: '',
    found: '',
    place: '',
    field: key,
    mend: null,
    waived,
  }
}

const groups: readonly FormFindings[] = [
  { id: 1, name: '甲', findings: [finding('a', 'error'), finding('b', 'warning'), finding('c', 'error', '已核实')] },
  { id: 2, name: '乙', findings: [finding('d', 'hint', '无需改')] },
  { id: 3, name: '丙', findings: [finding('e', 'error'), finding('f', 'hint')] },
]
const keys = (shown: readonly FormFindings[]): readonly string[] =>
  shown.flatMap((group) => group.findings.map((each) => `${String(group.id)}${each.key}`))

describe('findings', () => {
  it('that are waived count no more', () => {
    expect(countsOf(groups)).toEqual({ errors: 2, warnings: 1, hints: 1 })
  })

  it.each([
    [null, ['1a', '1b', '3e', '3f']],
    ['error', ['1a', '3e']],
    ['warning', ['1b']],
    ['hint', ['3f']],
  ] as const)('of level %s', (level, expected) => {
    expect(keys(ofLevel(groups, level))).toEqual(expected)
  })

  it('of one check', () => {
    const other = [{ id: 4, name: '丁', findings: [{ ...finding('g', 'error'), check: 'C38' }, finding('h', 'error')] }]
    expect(keys(ofLevel(other, null, 'C38'))).toEqual(['4g'])
    expect(keys(ofLevel(other, 'hint', 'C38'))).toEqual([])
  })

  it('that are waived are listed by themselves', () => {
    expect(keys(waivedIn(groups))).toEqual(['1c', '2d'])
  })

  it.each([
    [9, ['1a', '1b', '3e', '3f'], 0],
    [3, ['1a', '1b', '3e'], 1],
    [2, ['1a', '1b'], 2],
    [0, [], 4],
  ] as const)('the first %i', (most, expected, left) => {
    const shown = shortened(ofLevel(groups, null), most)
    expect([keys(shown.groups), shown.left]).toEqual([expected, left])
  })
})

describe('the table of all findings', () => {
  const rows = rowsOf([
    {
      id: 1,
      name: '人才补贴',
      findings: [
        { ...finding('a', 'error'), check: 'C02', title: '总分与各项之和', message: '总分写的是 97' },
        { ...finding('b', 'hint'), check: 'C38', title: '指标重复', place: '指标第3行' },
        { ...finding('c', 'error', '已核实'), check: 'C02', title: '总分与各项之和' },
      ],
    },
    {
      id: 2,
      name: '稳岗补贴',
      findings: [
        { ...finding('a', 'warning'), check: 'C38', title: '指标重复', place: '指标第5行' },
        { ...finding('d', 'error'), check: 'C01', title: '执行率', message: 'Rate 104%' },
      ],
    },
  ])
  const shown = (found: readonly FindingRow[]): readonly string[] =>
    found.map((row) => `${String(row.id)}${row.finding.key}`)

  it.each<[Partial<FindingFilter>, readonly string[]]>([
    [{}, ['1a', '1b', '2a', '2d']],
    [{ state: 'waived' }, ['1c']],
    [{ state: 'both' }, ['1a', '1b', '1c', '2a', '2d']],
    [{ level: 'error' }, ['1a', '2d']],
    [{ check: 'C38' }, ['1b', '2a']],
    [{ check: 'C38', form: 2 }, ['2a']],
    [{ form: 1, state: 'both' }, ['1a', '1b', '1c']],
    [{ words: '补贴' }, ['1a', '1b', '2a', '2d']],
    [{ words: ' 重复  第5行 ' }, ['2a']],
    [{ words: 'c02' }, ['1a']],
    [{ words: 'rate' }, ['2d']],
    [{ words: '没有' }, []],
  ])('left by %o', (filter, expected) => {
    expect(shown(filteredRows(rows, { ...everyOpenFinding, ...filter }))).toEqual(expected)
  })

  it('counts what each choice would leave, whatever is chosen of its own kind', () => {
    const filter: FindingFilter = { ...everyOpenFinding, check: 'C38', level: 'warning' }
    expect(checksIn(filteredRows(rows, filter, 'check'))).toEqual([{ id: 'C38', name: '指标重复', count: 1 }])
    expect(levelsIn(filteredRows(rows, filter, 'level'))).toEqual({ error: 0, warning: 1, hint: 1 })
    expect(formsIn(filteredRows(rows, filter, 'form'))).toEqual([{ id: '2', name: '稳岗补贴', count: 1 }])
    expect(checksIn(filteredRows(rows, everyOpenFinding, 'check')).map(({ id, count }) => [id, count])).toEqual([
      ['C01', 1],
      ['C02', 1],
      ['C38', 2],
    ])
  })

  it.each<[FindingOrder, readonly string[]]>([
    ['form', ['1a', '1b', '2a', '2d']],
    ['level', ['1a', '2d', '2a', '1b']],
    ['check', ['2d', '1a', '1b', '2a']],
  ])('by %s', (by, expected) => {
    const lines = filteredRows(rows, everyOpenFinding).map((row) => placeLine(row))
    expect(shown(sortedBy(lines, findingColumns, by).map((line) => line.rows[0]))).toEqual(expected)
  })

  it('tells the same finding of two forms apart', () => {
    expect(new Set(rows.map((row) => row.key)).size).toBe(rows.length)
  })
})

describe('causes', () => {
  const said = (key: string, level: FindingLevel, message: string, reason?: string): FindingView => ({
    ...finding(key, level, reason),
    message,
  })
  const rows = rowsOf([
    { id: 7, name: '甲', findings: [said('a', 'hint', '错字'), said('b', 'error', '合计')] },
    { id: 8, name: '乙', findings: [said('a', 'hint', '错字'), said('c', 'error', '合计', '已核实')] },
    { id: 9, name: '丙', findings: [said('a', 'hint', '错字'), said('d', 'warning', '单位')] },
  ])
  const causes = causesOf(rows)

  it('hold what says the same, errors first and what is waived last', () => {
    expect(causes.map(({ rows: [first, ...others] }) => [first.key, 1 + others.length])).toEqual([
      ['7/b', 1],
      ['9/d', 1],
      ['7/a', 3],
      ['8/c', 1],
    ])
  })

  it('may be all that one check found, whatever it says', () => {
    const various = rows.map((row, index) => ({ ...row, finding: { ...row.finding, message: String(index) } }))
    expect(causesOf(various).length).toBe(rows.length)
    expect(causesOf(various, 'check').map(({ rows: found }) => found.length)).toEqual([1, 1, 3, 1])
  })

  it('show their places once opened; one place needs no opening', () => {
    const keys = causes.map(({ key }) => key)
    expect(linesOf(causes, new Set()).length).toBe(4)
    const lines = linesOf(causes, new Set(keys))
    expect(lines.map(({ isPlace, rows: [first] }) => (isPlace ? `- ${first.key}` : first.key))).toEqual([
      '7/b',
      '9/d',
      '7/a',
      '- 7/a',
      '- 8/a',
      '- 9/a',
      '8/c',
    ])
    expect(new Set(lines.map(({ key }) => key)).size).toBe(lines.length)
  })

  it('are mended where that is beyond doubt, and not where they are waived', () => {
    const mendable = rows.map((row) => ({ ...row, finding: { ...row.finding, mend: row.id === 9 ? null : '好' } }))
    expect(mendsOf(mendable.filter(({ finding: { key } }) => key === 'a'))).toEqual([
      { form: 7, field: 'a', after: '好' },
      { form: 8, field: 'a', after: '好' },
    ])
    expect(mendsOf(rows)).toEqual([])
    expect(mendsOf(mendable).map(({ form, field }) => `${String(form)}${field}`)).toEqual(['7a', '7b', '8a'])
  })
})

it('mends are grouped by what they do, the most frequent first', () => {
  const mend = (form: number, what: string): MendView => ({
    form,
    form_name: '',
    field: String(form),
    place: '',
    check: '',
    what,
    before: '',
    after: '',
  })
  const groups = mendGroups([mend(1, '改字'), mend(2, '补单位'), mend(3, '补单位')])
  expect(groups.map(({ what, mends }) => [what, mends.length])).toEqual([
    ['补单位', 2],
    ['改字', 1],
  ])
})

it.each([
  ['人员培训', '人员', ['', '培训']],
  [`${'甲'.repeat(30)}人员`, '人员', [`…${'甲'.repeat(24)}`, '']],
  [`人员${'乙'.repeat(60)}人员`, '人员', ['', `${'乙'.repeat(24)}…${'乙'.repeat(24)}`, '']],
])('an excerpt of %s keeps what stands around the words', (text, words, expected) => {
  expect(excerpt(text, words)).toEqual(expected)
})
