// The list of forms: what is shown of it, in which order.

import { messages } from '../messages'
import type { Counts, DocumentView, FormLine, Lack } from '../wire/wire'
import { sortedBy } from './columns'
import { formColumns, type FormColumnKey } from './formColumns'
import { soundsLike, type Sounds } from './sounds'

export const filters = [
  'all',
  'todo',
  'done',
  'withErrors',
  'withFindings',
  'amounts',
  'actuals',
  'reasons',
  'scores',
  'classified',
] as const satisfies readonly ('all' | 'todo' | 'done' | 'withErrors' | 'withFindings' | 'classified' | Lack)[]
export type Filter = (typeof filters)[number]
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

/** Lines whose name or unit contains every word of the search, or sounds like it. */
export function searched(lines: readonly FormLine[], search: string, sounds: Sounds): readonly FormLine[] {
  const words = search
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
  if (words.length === 0) return lines
  return lines.filter((line) => {
    const texts = [shownName(line), line.implementing_unit]
    return words.every((word) => texts.some((text) => isFoundIn(text, word, sounds)))
  })
}

/** A text contains a word in small letters, or sounds like it. */
export function isFoundIn(text: string, word: string, sounds: Sounds): boolean {
  return text.toLowerCase().includes(word) || soundsLike(text, word, sounds)
}

/** The agencies of the forms, each once, in the document's order. */
export function agenciesOf(lines: readonly FormLine[]): readonly string[] {
  return [...new Set(lines.map((line) => line.implementing_unit).filter((name) => name !== ''))]
}

export function filtered(lines: readonly FormLine[], filter: Filter): readonly FormLine[] {
  switch (filter) {
    case 'all':
      return lines
    case 'todo':
      return lines.filter((line) => !line.done)
    case 'done':
      return lines.filter((line) => line.done)
    case 'withErrors':
      return lines.filter((line) => line.findings.errors > 0)
    case 'amounts':
    case 'actuals':
    case 'reasons':
    case 'scores':
      return lines.filter((line) => line.lacks.includes(filter))
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
