// Texts that were typed and not yet answered. They are shown at once.

import type { CellView, Edit } from '../wire/wire'

/** Texts by field; a later edit of the same field is counted, so that the answer to an earlier one does not hide it. */
export type Pending = ReadonlyMap<string, { readonly text: string; readonly times: number }>

export const nothingPending: Pending = new Map()

export function withEdits(pending: Pending, edits: readonly Edit[]): Pending {
  const next = new Map(pending)
  for (const { field, text } of edits) next.set(field, { text, times: (next.get(field)?.times ?? 0) + 1 })
  return next
}

export function answered(pending: Pending, edits: readonly Edit[]): Pending {
  const next = new Map(pending)
  for (const { field } of edits) {
    const entry = next.get(field)
    if (!entry) continue
    if (entry.times > 1) next.set(field, { ...entry, times: entry.times - 1 })
    else next.delete(field)
  }
  return next
}

/** What a cell shows now. */
export function shownText(cell: CellView, pending: Pending): string {
  return pendingText(cell, pending) ?? cell.text
}

/** What an editor begins with. */
export function rawText(cell: CellView, pending: Pending): string {
  return pendingText(cell, pending) ?? cell.raw
}

function pendingText(cell: CellView, pending: Pending): string | undefined {
  return cell.field === null ? undefined : pending.get(cell.field)?.text
}
