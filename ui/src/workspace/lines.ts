// The list of forms: what is shown of it, in which order.

import { messages } from '../messages'
import type { Counts, DocumentView, FormLine } from '../wire/wire'
import { sortedBy } from './columns'
import { formColumns, type FormColumnKey } from './formColumns'

export type Filter = 'all' | 'todo' | 'done' | 'withFindings' | 'classified'
export interface Sort {
  readonly by: FormColumnKey
  readonly down: boolean
}

/** Nobody has named the form yet. */
export function isUnnamed(form: { readonly name: string }): boolean {
  return form.name.trim() === ''
}

/** What a form is called on screen. */
export function shownName(form: { readonly name: string }): string {
  return isUnnamed(form) ? messages.unnamed : form.name
}

/** The groups of the directory, in order; transfers stand among the projects, whose sums they belong to. */
const formGroups = ['department', 'project', 'target', 'monitoring'] as const
export type FormGroup = (typeof formGroups)[number]

export function groupOf(line: Pick<FormLine, 'kind'>): FormGroup {
  return line.kind === 'transfer' ? 'project' : line.kind
}

/** Each group with its forms, in the document's order; empty ones, too. */
export function grouped(
  lines: readonly FormLine[],
): readonly { readonly group: FormGroup; readonly lines: readonly FormLine[] }[] {
  return formGroups.map((group) => ({ group, lines: lines.filter((line) => groupOf(line) === group) }))
}

/** Department forms first, each group in the document's order. */
export function departmentFirst(lines: readonly FormLine[]): readonly FormLine[] {
  return grouped(lines).flatMap((of) => of.lines)
}

/** Lines whose name or unit contains every word of the search. */
export function searched(lines: readonly FormLine[], search: string): readonly FormLine[] {
  const words = search
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
  if (words.length === 0) return lines
  return lines.filter((line) => {
    const text = `${shownName(line)} ${line.implementing_unit}`.toLowerCase()
    return words.every((word) => text.includes(word))
  })
}

export function filtered(lines: readonly FormLine[], filter: Filter): readonly FormLine[] {
  switch (filter) {
    case 'all':
      return lines
    case 'todo':
      return lines.filter((line) => !line.done)
    case 'done':
      return lines.filter((line) => line.done)
    case 'withFindings':
      return lines.filter((line) => problems(line.findings) > 0)
    case 'classified':
      return lines.filter((line) => line.classified)
  }
}

export function sorted(lines: readonly FormLine[], sort: Sort): readonly FormLine[] {
  return sortedBy(lines, formColumns, sort.by, sort.down)
}

export function problems(counts: Counts): number {
  return counts.errors + counts.warnings
}

/** The form before or after one, as the list of forms shows them. */
export function besideForm(document: DocumentView, id: number, by: 1 | -1): FormLine | undefined {
  const lines = departmentFirst(document.forms)
  return lines[lines.findIndex((line) => line.id === id) + by]
}
