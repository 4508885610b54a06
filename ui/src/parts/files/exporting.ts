// Which forms an export takes, and what is to be said of them. Pure.

import type { DocumentView, ExportDone, FormLine } from '../../wire/wire'

export type Scope = 'current' | 'all' | 'done' | 'chosen'

export interface NamedScope {
  scope: Scope
  name: string
}

/** The forms of a scope, in the document's order. */
export function formsOf(
  scope: Scope,
  document: DocumentView,
  current: number | null,
  chosen: readonly number[],
): readonly number[] {
  const ids = document.forms.map((form) => form.id)
  switch (scope) {
    case 'current':
      return ids.filter((id) => id === current)
    case 'all':
      return ids
    case 'done':
      return document.forms.filter((form) => form.done).map((form) => form.id)
    case 'chosen':
      return ids.filter((id) => chosen.includes(id))
  }
}

/** Errors left in the forms that are handed in. */
export function errorsIn(document: DocumentView, ids: readonly number[]): number {
  return among(document, ids).reduce((sum, form) => sum + form.findings.errors, 0)
}

/** Forms that have no total yet. */
export function unscoredIn(document: DocumentView, ids: readonly number[]): number {
  return among(document, ids).filter((form) => form.score === '').length
}

/** Forms with figures that no longer follow from what stands beside them. */
export function outdatedIn(document: DocumentView, ids: readonly number[]): readonly FormLine[] {
  return among(document, ids).filter((form) => form.outdated > 0 && !form.classified)
}

/** Forms that stay inside the document: they are never printed or handed in. */
export function classifiedIn(document: DocumentView, ids: readonly number[]): number {
  return among(document, ids).filter((form) => form.classified).length
}

function among(document: DocumentView, ids: readonly number[]): readonly FormLine[] {
  const wanted = new Set(ids)
  return document.forms.filter((form) => wanted.has(form.id))
}

export function isClean(done: ExportDone): boolean {
  return !done.cancelled && done.files.every((file) => file.error === null)
}
