// Texts that were typed and are not in the document yet. They are shown at once; those that could not be kept stay
// until they can.

import type { CellView, Edit } from '../wire/wire'

export interface PendingText {
  readonly text: string
  /** Edits of the field under way, so that the answer to an earlier one does not hide a later text. */
  readonly times: number
  /** The program could not keep it: it is to be tried again. */
  readonly refused: boolean
}

/** Texts by field. */
export type Pending = ReadonlyMap<string, PendingText>

export const nothingPending: Pending = new Map()

export function withEdits(pending: Pending, edits: readonly Edit[]): Pending {
  const next = new Map(pending)
  for (const { field, text } of edits)
    next.set(field, { text, times: (next.get(field)?.times ?? 0) + 1, refused: false })
  return next
}

/** The edits were kept. */
export function answered(pending: Pending, edits: readonly Edit[]): Pending {
  return ended(pending, edits, false)
}

/** The edits could not be kept; their texts stay. */
export function refused(pending: Pending, edits: readonly Edit[]): Pending {
  return ended(pending, edits, true)
}

function ended(pending: Pending, edits: readonly Edit[], refused: boolean): Pending {
  const next = new Map(pending)
  for (const { field } of edits) {
    const entry = next.get(field)
    if (!entry) continue
    if (entry.times > 1) next.set(field, { ...entry, times: entry.times - 1 })
    else if (refused) next.set(field, { ...entry, times: 0, refused })
    else next.delete(field)
  }
  return next
}

/** What is to be tried again. */
export function refusedEdits(pending: Pending): readonly Edit[] {
  return [...pending].filter(([, entry]) => entry.refused).map(([field, { text }]) => ({ field, text }))
}

/** What a cell shows now. */
export function shownText(cell: CellView, pending: Pending): string {
  return pendingOf(cell, pending)?.text ?? cell.text
}

/** What an editor begins with. */
export function rawText(cell: CellView, pending: Pending): string {
  return pendingOf(cell, pending)?.text ?? cell.raw
}

/** What was typed into a cell and is not in the document yet. */
export function pendingOf(cell: CellView, pending: Pending): PendingText | undefined {
  return cell.field === null ? undefined : pending.get(cell.field)
}
