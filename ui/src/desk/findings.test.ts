import { describe, expect, it } from 'vitest'
import type { FindingLevel, FindingView, FormFindings } from '../wire/wire'
import { countsOf, ofLevel, shortened, waivedIn } from './findings'

function finding(key: string, level: FindingLevel, reason?: string): FindingView {
  const waived = reason === undefined ? null : { reason, who: '王会计', when: '2024-03-02 14:03' }
  return { key, check: 'C01', level, title: '', message: '', place: '', field: key, waived }
}

const groups: readonly FormFindings[] = [
  { id: 1, name: '甲', findings: [finding('a', 'error'), finding('b', 'warning'), finding('c', 'error', '已核实')] },
  { id: 2, name: '乙', findings: [finding('d', 'hint', '无需改')] },
  { id: 3, name: '丙', findings: [finding('e', 'error'), finding('f', 'hint')] },
]
const keys = (shown: readonly FormFindings[]): readonly string[] => shown.flatMap((group) => group.findings.map((each) => `${String(group.id)}${each.key}`))

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
