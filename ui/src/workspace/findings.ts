// Which findings are shown. Pure: what was found in, what is listed out.

import type { Counts, FindingLevel, FindingView, FormFindings } from '../wire/wire'

/** Findings by level, without those waived. */
export function countsOf(groups: readonly FormFindings[]): Counts {
  const count = (level: FindingLevel): number =>
    ofLevel(groups, level).reduce((sum, group) => sum + group.findings.length, 0)
  return { errors: count('error'), warnings: count('warning'), hints: count('hint') }
}

/** What is still to be done, of one level and one check or of all; forms without any are left out. */
export function ofLevel(
  groups: readonly FormFindings[],
  level: FindingLevel | null,
  check: string | null = null,
): readonly FormFindings[] {
  return only(
    groups,
    (finding) =>
      finding.waived === null &&
      (level === null || finding.level === level) &&
      (check === null || finding.check === check),
  )
}

/** What was waived, form by form. */
export function waivedIn(groups: readonly FormFindings[]): readonly FormFindings[] {
  return only(groups, (finding) => finding.waived !== null)
}

/** The first findings, and how many are left. */
export function shortened(
  groups: readonly FormFindings[],
  max: number,
): { readonly groups: readonly FormFindings[]; readonly left: number } {
  const shown: FormFindings[] = []
  let capacity = max
  let left = 0
  for (const group of groups) {
    const findings = group.findings.slice(0, capacity)
    if (findings.length > 0) shown.push({ ...group, findings })
    left += group.findings.length - findings.length
    capacity -= findings.length
  }
  return { groups: shown, left }
}

/** A finding beside the form that it was found in: a line of the table of all findings. */
export interface FindingRow {
  readonly key: string
  readonly id: number
  readonly form: string
  readonly finding: FindingView
}

export type FindingState = 'open' | 'waived' | 'both'

/** What the person wants to see; null and an empty text leave nothing out. */
export interface FindingFilter {
  readonly words: string
  readonly level: FindingLevel | null
  readonly check: string | null
  readonly form: number | null
  readonly state: FindingState
}

export const everyOpenFinding: FindingFilter = { words: '', level: null, check: null, form: null, state: 'open' }

/** One of several to filter by, and how many findings it leaves. */
export interface FindingShare {
  readonly id: string
  readonly name: string
  readonly count: number
}

export function rowsOf(groups: readonly FormFindings[]): readonly FindingRow[] {
  return groups.flatMap(({ id, name, findings }) =>
    findings.map((finding) => ({ key: `${String(id)}/${finding.key}`, id, form: name, finding })),
  )
}

/** The findings that the filter leaves; `but` is not filtered by, to count what each of its choices would leave. */
export function filteredRows(
  rows: readonly FindingRow[],
  filter: FindingFilter,
  but?: 'level' | 'check' | 'form',
): readonly FindingRow[] {
  const words = filter.words
    .trim()
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
  return rows.filter(
    ({ id, form, finding }) =>
      (filter.state === 'both' || (finding.waived === null) === (filter.state === 'open')) &&
      (but === 'level' || filter.level === null || finding.level === filter.level) &&
      (but === 'check' || filter.check === null || finding.check === filter.check) &&
      (but === 'form' || filter.form === null || id === filter.form) &&
      hasAll(words, [form, finding.check, finding.title, finding.place, finding.message]),
  )
}

/** The checks that found something, by their numbers. */
export function checksIn(rows: readonly FindingRow[]): readonly FindingShare[] {
  const shares = sharesIn(rows, ({ finding }) => ({ id: finding.check, name: finding.title }))
  return [...shares].sort((one, other) => byCode(one.id, other.id))
}

/** The forms in which something was found, in the order of the rows. */
export function formsIn(rows: readonly FindingRow[]): readonly FindingShare[] {
  return sharesIn(rows, ({ id, form }) => ({ id: String(id), name: form }))
}

export function levelsIn(rows: readonly FindingRow[]): Readonly<Record<FindingLevel, number>> {
  const count = (level: FindingLevel): number => rows.filter(({ finding }) => finding.level === level).length
  return { error: count('error'), warning: count('warning'), hint: count('hint') }
}

function sharesIn(
  rows: readonly FindingRow[],
  name: (row: FindingRow) => { readonly id: string; readonly name: string },
): readonly FindingShare[] {
  const shares = new Map<string, FindingShare>()
  for (const row of rows) {
    const named = name(row)
    shares.set(named.id, { ...named, count: (shares.get(named.id)?.count ?? 0) + 1 })
  }
  return [...shares.values()]
}

function hasAll(words: readonly string[], texts: readonly string[]): boolean {
  if (words.length === 0) return true
  const text = texts.join('\n').toLowerCase()
  return words.every((word) => text.includes(word))
}

function only(
  groups: readonly FormFindings[],
  keep: (finding: FormFindings['findings'][number]) => boolean,
): readonly FormFindings[] {
  return groups
    .map((group) => ({ ...group, findings: group.findings.filter(keep) }))
    .filter((group) => group.findings.length > 0)
}

/** Codes of checks are plain: they are compared as they are written. */
export function byCode(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0
}
