// A selection is where it began and where it ends; merged cells belong to it whole.

import type { CellView } from '../wire/wire'
import { cellAt, cellOfField, isStop, placeOf, type Grid, type Place } from './grid'

export interface Selection {
  /** Where it began; typing goes here. */
  readonly anchor: Place
  /** Where Shift has taken it. */
  readonly head: Place
}

/** A rectangle of tracks, ends included. */
export interface Area {
  readonly top: number
  readonly left: number
  readonly bottom: number
  readonly right: number
}

export function at(place: Place): Selection {
  return { anchor: place, head: place }
}

/** The rectangle of a selection, grown until no merged cell is cut. */
export function areaOf(grid: Grid, selection: Selection): Area {
  const { anchor, head } = selection
  let area: Area = {
    top: Math.min(anchor.row, head.row),
    left: Math.min(anchor.column, head.column),
    bottom: Math.max(anchor.row, head.row),
    right: Math.max(anchor.column, head.column),
  }
  for (;;) {
    const grown = cellsIn(grid, area).reduce(around, area)
    if (same(grown, area)) return area
    area = grown
  }
}

/** The cells of an area, each once, by row and column. */
export function cellsIn(grid: Grid, area: Area): readonly CellView[] {
  const found = new Set<CellView>()
  for (let row = area.top; row <= area.bottom; row += 1) {
    for (let column = area.left; column <= area.right; column += 1) {
      const cell = cellAt(grid, { row, column })
      if (cell) found.add(cell)
    }
  }
  return [...found]
}

/** True when more than one cell is selected. */
export function isBlock(grid: Grid, selection: Selection): boolean {
  return cellAt(grid, selection.anchor) !== cellAt(grid, selection.head)
}

/** The cells of a selection that can be written into. */
export function stopsIn(grid: Grid, selection: Selection): readonly (CellView & { readonly field: string })[] {
  return cellsIn(grid, areaOf(grid, selection)).filter(isStop)
}

/** The fields of a selection that Delete empties. */
export function fieldsIn(grid: Grid, selection: Selection): readonly string[] {
  return stopsIn(grid, selection).map(({ field }) => field)
}

/** The selection after the form was replaced: on the same field, wherever that stands now. */
export function followed(was: Grid, now: Grid, selection: Selection | null): Selection | null {
  const cell = selection && !isBlock(was, selection) ? cellAt(was, selection.anchor) : undefined
  const there = cell ? cellOfField(now, cell.field) : undefined
  if (!selection || !there || cellAt(now, selection.anchor) === there) return withinGrid(now, selection)
  return at(placeOf(there))
}

/** A selection that still lies in the grid after a form was replaced. */
export function withinGrid(grid: Grid, selection: Selection | null): Selection | null {
  const inside = (place: Place): boolean => cellAt(grid, place) !== undefined
  return selection && inside(selection.anchor) && inside(selection.head) ? selection : null
}

function around(area: Area, cell: CellView): Area {
  return {
    top: Math.min(area.top, cell.row),
    left: Math.min(area.left, cell.column),
    bottom: Math.max(area.bottom, cell.row + cell.row_span - 1),
    right: Math.max(area.right, cell.column + cell.column_span - 1),
  }
}

function same(one: Area, other: Area): boolean {
  return one.top === other.top && one.left === other.left && one.bottom === other.bottom && one.right === other.right
}
