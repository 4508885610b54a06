// How high the rows of a form stand on screen: as in print, and higher only where the screen's font needs more room.
// Pure.

import type { CellView, FormView } from '../wire/wire'

/** The space above and below a text, in thousandths of a point. */
const BESIDE = 2 * 2000

/** About a pixel: heights on screen are whole pixels. */
const ROUNDING = 750

/** The height of some rows together. */
export function spanned(heights: readonly number[], row: number, count: number): number {
  return heights.slice(row, row + count).reduce((sum, height) => sum + height, 0)
}

/** True when a text of this height has no room in the cell as it is printed. */
export function overflows(form: Pick<FormView, 'rows'>, cell: CellView, height: number): boolean {
  return height + BESIDE > ROUNDING + spanned(form.rows, cell.row, cell.row_span)
}

/**
 * Row heights in which every text has room; `needed` tells how high the text of a cell is. What a text lacks goes to
 * its last row.
 */
export function heightsFor(
  form: Pick<FormView, 'rows' | 'cells'>,
  needed: ReadonlyMap<CellView, number>,
): readonly number[] {
  if (needed.size === 0) return form.rows
  const heights = [...form.rows]
  const byEnd = [...needed].sort(([one], [other]) => last(one) - last(other))
  for (const [cell, height] of byEnd) {
    const lacking = height + BESIDE - spanned(heights, cell.row, cell.row_span)
    if (lacking > 0) heights[last(cell)] = (heights[last(cell)] ?? 0) + lacking
  }
  return heights
}

function last(cell: CellView): number {
  return cell.row + cell.row_span - 1
}
