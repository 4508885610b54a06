// Which findings are shown. Pure: what was found in, what is listed out.

import type { Counts, FindingLevel, FormFindings } from '../wire/wire'

/** Findings by level, without those waived. */
export function countsOf(groups: readonly FormFindings[]): Counts {
  const count = (level: FindingLevel): number => ofLevel(groups, level).reduce((sum, group) => sum + group.findings.length, 0)
  return { errors: count('error'), warnings: count('warning'), hints: count('hint') }
}

/** What is still to be done, of one level or of all; forms without any are left out. */
export function ofLevel(groups: readonly FormFindings[], level: FindingLevel | null): readonly FormFindings[] {
  return only(groups, (finding) => finding.waived === null && (level === null || finding.level === level))
}

/** What was waived, form by form. */
export function waivedIn(groups: readonly FormFindings[]): readonly FormFindings[] {
  return only(groups, (finding) => finding.waived !== null)
}

/** The first findings, and how many are left. */
export function shortened(groups: readonly FormFindings[], most: number): { readonly groups: readonly FormFindings[]; readonly left: number } {
  const kept: FormFindings[] = []
  let room = most
  let left = 0
  for (const group of groups) {
    const findings = group.findings.slice(0, room)
    if (findings.length > 0) kept.push({ ...group, findings })
    left += group.findings.length - findings.length
    room -= findings.length
  }
  return { groups: kept, left }
}

function only(groups: readonly FormFindings[], keep: (finding: FormFindings['findings'][number]) => boolean): readonly FormFindings[] {
  return groups.map((group) => ({ ...group, findings: group.findings.filter(keep) })).filter((group) => group.findings.length > 0)
}
