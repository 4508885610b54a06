// Which findings are shown. Pure: what was found in, what is listed out.

import { messages } from '../messages'
import type { Counts, FindingLevel, FindingPick, FindingView, FormFindings, MendPick, MendView } from '../wire/wire'

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
  /** Checks that the person does not want to see now. */
  readonly hidden: readonly string[]
}

export const everyOpenFinding: FindingFilter = {
  words: '',
  level: null,
  check: null,
  form: null,
  state: 'open',
  hidden: [],
}

/** One of several to filter by, and how many findings it leaves. */
export interface FindingShare {
  readonly id: string
  readonly name: string
  readonly count: number
}

export function rowsOf(groups: readonly FormFindings[]): readonly FindingRow[] {
  return groups.flatMap((group) => group.findings.map((finding) => rowOf(group, finding)))
}

export function rowOf({ id, name }: Omit<FormFindings, 'findings'>, finding: FindingView): FindingRow {
  return { key: `${String(id)}/${finding.key}`, id, form: name, finding }
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
      (!filter.hidden.includes(finding.check) || filter.check === finding.check) &&
      (filter.state === 'both' || (finding.waived === null) === (filter.state === 'open')) &&
      (but === 'level' || filter.level === null || finding.level === filter.level) &&
      (but === 'check' || filter.check === null || finding.check === filter.check) &&
      (but === 'form' || filter.form === null || id === filter.form) &&
      hasAll(words, [
        form,
        finding.check,
        messages.findings.code(finding.check),
        finding.title,
        finding.place,
        finding.message,
      ]),
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

/** Findings of one cause: a typo in twenty-two places is one cause with twenty-two places, never none. */
export interface Cause {
  readonly key: string
  readonly rows: readonly [FindingRow, ...FindingRow[]]
}

/** A line of the table: a cause with all its places, or one of the places of an opened cause. */
export interface FindingLine extends Cause {
  readonly isPlace: boolean
}

const levels: readonly FindingLevel[] = ['error', 'warning', 'hint']

/** How findings are put together: those that say the same, or all of one check. */
export type Likeness = 'cause' | 'check'

/** What findings that are alike have in common; open ones and waived ones are never alike. */
function likeness({ finding: { check, level, message, waived } }: FindingRow, by: Likeness): string {
  return JSON.stringify(by === 'cause' ? [check, level, message, waived] : [check, level, waived !== null])
}

/**
 * What was found, by cause: errors before warnings before hints, what is waived last, and within these in the order of
 * the rows, which come worst form first.
 */
export function causesOf(rows: readonly FindingRow[], by: Likeness = 'cause'): readonly Cause[] {
  const causes = new Map<string, [FindingRow, ...FindingRow[]]>()
  for (const row of rows) {
    const key = likeness(row, by)
    const known = causes.get(key)
    if (known) known.push(row)
    else causes.set(key, [row])
  }
  const rank = ({ rows: [{ finding }] }: Cause): number =>
    levels.indexOf(finding.level) + (finding.waived === null ? 0 : levels.length)
  return [...causes].map(([key, found]) => ({ key, rows: found })).sort((one, other) => rank(one) - rank(other))
}

/** The lines of the table: each cause, and below an opened one its places. */
export function linesOf(causes: readonly Cause[], opened: ReadonlySet<string>): readonly FindingLine[] {
  return causes.flatMap((cause) => [
    { ...cause, isPlace: false },
    ...(opened.has(cause.key) && cause.rows.length > 1 ? cause.rows.map((row) => placeLine(row)) : []),
  ])
}

/** A finding by itself. */
export function placeLine(row: FindingRow, isPlace = true): FindingLine {
  return { key: row.key, rows: [row], isPlace }
}

/** How many forms these findings stand in. */
export function formCount(rows: readonly FindingRow[]): number {
  return new Set(rows.map(({ id }) => id)).size
}

/** The findings all say the same. */
export function isOneSaying(rows: readonly FindingRow[]): boolean {
  return rows.every(({ finding }) => finding.message === rows[0]?.finding.message)
}

/** The findings, as the program is told which. */
export function picksOf(rows: readonly FindingRow[]): FindingPick[] {
  return rows.map(({ id, finding }) => ({ form: id, key: finding.key }))
}

/** What mends those of them that are beyond doubt and not waived; the others are for the person. */
export function mendsOf(rows: readonly FindingRow[]): MendPick[] {
  return rows.flatMap(({ id, finding: { field, mend, waived } }) =>
    field === null || mend === null || waived !== null ? [] : [{ form: id, field, after: mend }],
  )
}

/** A text around the words that are replaced in it: pieces of what stays, the words between them. */
export function excerpt(text: string, words: string): readonly string[] {
  const pieces = text.split(words)
  const room = 24
  return pieces.map((piece, index) => {
    const isFirst = index === 0
    const isLast = index === pieces.length - 1
    const kept = (isFirst ? 0 : room) + (isLast ? 0 : room)
    if (piece.length <= kept) return piece
    const [head, tail] = [isFirst ? '' : piece.slice(0, room), isLast ? '' : piece.slice(-room)]
    return `${head}…${tail}`
  })
}

/** Mends that do the same. */
export interface MendGroup {
  readonly what: string
  readonly mends: readonly MendView[]
}

/** Mends by what they do, the most frequent first. */
export function mendGroups(mends: readonly MendView[]): readonly MendGroup[] {
  const groups = new Map<string, MendView[]>()
  for (const mend of mends) groups.set(mend.what, [...(groups.get(mend.what) ?? []), mend])
  return [...groups]
    .map(([what, each]) => ({ what, mends: each }))
    .sort((one, other) => other.mends.length - one.mends.length)
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
