// Which rows of a long list are near the window. Pure.

export interface Slice {
  readonly first: number
  readonly last: number
}

/** Rows drawn above and below what is seen, so that scrolling shows no blank frame. */
const SPARE = 12

/** The rows to draw; `last` is the row after the last one. */
export function slice(count: number, rowHeight: number, top: number, height: number): Slice {
  const first = Math.max(0, Math.floor(top / rowHeight) - SPARE)
  const last = Math.min(count, Math.ceil((top + height) / rowHeight) + SPARE)
  return { first: Math.min(first, last), last }
}

/** The scroll position that shows a row, moved no more than needed. */
export function scrolledTo(row: number, rowHeight: number, top: number, height: number): number {
  const start = row * rowHeight
  if (start < top) return start
  return Math.max(top, start + rowHeight - height)
}
