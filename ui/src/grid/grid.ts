// Where cells stand, and where the keyboard goes from one to the next. Pure: a form in, places out.

import type { CellView, FormView, IndicatorRef } from '../wire/wire'
import { RESULT_HEADING } from '../messages'

/** A place in the grid. It may lie anywhere within a merged cell, so that moving on keeps to the column. */
export interface Place {
  readonly row: number
  readonly column: number
}

export type Direction = 'up' | 'down' | 'left' | 'right'

/** A form's cells, found by place. */
export interface Grid {
  readonly rows: number
  readonly columns: number
  readonly cells: readonly CellView[]
  readonly at: readonly (readonly (CellView | undefined)[])[]
}

export function gridOf(form: Pick<FormView, 'cells' | 'rows' | 'columns'>): Grid {
  const at: (CellView | undefined)[][] = form.rows.map(() => form.columns.map(() => undefined))
  for (const cell of form.cells) {
    for (let row = cell.row; row < cell.row + cell.row_span; row += 1) {
      at[row]?.fill(cell, cell.column, cell.column + cell.column_span)
    }
  }
  return { rows: form.rows.length, columns: form.columns.length, cells: form.cells, at }
}

export function cellAt(grid: Grid, place: Place): CellView | undefined {
  return grid.at[place.row]?.[place.column]
}

export function placeOf(cell: CellView): Place {
  return { row: cell.row, column: cell.column }
}

/** Cells that the keyboard stops at: those with a field that is no label of the layout. */
export function isStop(cell: CellView | null | undefined): cell is CellView & { readonly field: string } {
  return cell != null && cell.field !== null && cell.kind !== 'label'
}

export function cellOfField(grid: Grid, field: string | null): CellView | undefined {
  return field === null ? undefined : grid.cells.find((cell) => cell.field === field)
}

/** Where work begins: the first result not written yet, or else the first result. */
export function firstStop(grid: Grid): CellView | undefined {
  const results = grid.cells.filter(
    (cell) => cell.indicator !== null && labelAbove(grid, cell).startsWith(RESULT_HEADING),
  )
  return results.find((cell) => cell.raw === '') ?? results[0] ?? grid.cells.find(isStop)
}

/**
 * One step in a direction, over labels; the same place where there is nothing further. A cell over several tracks is
 * left by its others where the one it was entered by leads nowhere: below a title's first column there may be labels
 * only.
 */
export function step(grid: Grid, from: Place, direction: Direction): Place {
  const vertical = direction === 'up' || direction === 'down'
  const cell = cellAt(grid, from)
  const others = cell
    ? Array.from({ length: vertical ? cell.column_span : cell.row_span }, (_, index) =>
        vertical ? { ...from, column: cell.column + index } : { ...from, row: cell.row + index },
      )
    : []
  for (const start of [from, ...others]) {
    for (const place of onward(grid, start, direction)) {
      if (isStop(cellAt(grid, place))) return place
    }
  }
  return from
}

/** To the edge of what is filled, as Ctrl and an arrow do in Excel. */
export function edge(grid: Grid, from: Place, direction: Direction): Place {
  const stops = [...onward(grid, from, direction)].filter((place) => isStop(cellAt(grid, place)))
  const filled = (place: Place | undefined): boolean => place !== undefined && (cellAt(grid, place)?.text ?? '') !== ''
  const inRun = filled(from) && filled(stops[0])
  const found = inRun
    ? stops.findIndex((place, index) => filled(place) && !filled(stops[index + 1]))
    : stops.findIndex(filled)
  return stops[found] ?? stops.at(-1) ?? from
}

/** The next or previous cell to be filled, in reading order; null after the last one, where Tab leaves the form. */
export function neighbour(grid: Grid, from: Place, by: 1 | -1): Place | null {
  const current = cellAt(grid, from)
  const stops = grid.cells.filter((cell) => isStop(cell) && (cell.kind === 'input' || cell === current))
  const index = current ? stops.indexOf(current) : -1
  const before = stops.filter(
    (cell) => cell.row < from.row || (cell.row === from.row && cell.column < from.column),
  ).length
  const next = index >= 0 ? stops[index + by] : stops[by > 0 ? before : before - 1]
  return next ? placeOf(next) : null
}

/** First or last stop of the row. */
export function rowEnd(grid: Grid, from: Place, end: 'first' | 'last'): Place {
  const stops = (grid.at[from.row] ?? []).filter(isStop)
  const cell = end === 'first' ? stops[0] : stops.at(-1)
  return cell ? { row: from.row, column: cell.column } : from
}

/** First or last stop of the form. */
export function formEnd(grid: Grid, end: 'first' | 'last'): Place | null {
  const stops = grid.cells.filter(isStop)
  const cell = end === 'first' ? stops[0] : stops.at(-1)
  return cell ? placeOf(cell) : null
}

/** True for the same row of the same goal. */
export function isSameRow(one: IndicatorRef | null, other: IndicatorRef | null): boolean {
  return one?.goal === other?.goal && one?.row === other?.row
}

/** The cells of one indicator row, left to right. */
export function indicatorCells(grid: Grid, at: IndicatorRef): readonly CellView[] {
  return grid.cells.filter((cell) => cell.indicator?.goal === at.goal && cell.indicator.row === at.row)
}

/** The label above a cell, as a reader would look for it; empty where there is none. */
export function labelAbove(grid: Grid, cell: CellView): string {
  for (let row = cell.row - 1; row >= 0; row -= 1) {
    const above = grid.at[row]?.[cell.column]
    if (above?.kind === 'label' && above.bordered && above.text.trim() !== '') return oneLine(above.text)
  }
  return ''
}

/** The nearest label or name to the left of a cell. */
export function labelBeside(grid: Grid, cell: CellView): string {
  for (let column = cell.column - 1; column >= 0; column -= 1) {
    const beside = grid.at[cell.row]?.[column]
    if (beside && (beside.kind === 'label' || beside.align === 'left') && beside.text.trim() !== '')
      return oneLine(beside.text)
  }
  return ''
}

/** The cell of a row in which the result is written, found by its heading. */
export function actualCell(grid: Grid, at: IndicatorRef): CellView | undefined {
  return indicatorCells(grid, at).find((cell) => labelAbove(grid, cell).startsWith(RESULT_HEADING))
}

/** The cell of a row that holds its score. */
export function scoreCell(grid: Grid, at: IndicatorRef): CellView | undefined {
  return indicatorCells(grid, at).find((cell) => cell.kind === 'computed')
}

/** Cells that are to be filled in and are empty, each by its row and column; reasons stay empty in many a good row. */
export function emptyCells(grid: Grid): readonly string[] {
  const isDue = (cell: CellView): boolean =>
    cell.kind === 'input' && cell.text.trim() === '' && (cell.indicator === null || !cell.multiline)
  return grid.cells
    .filter(isDue)
    .map((cell) => [labelBeside(grid, cell), labelAbove(grid, cell)].filter((part) => part !== '').join('，'))
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, '')
}

function* onward(grid: Grid, from: Place, direction: Direction): Generator<Place> {
  const start = cellAt(grid, from)
  let place = from
  for (;;) {
    const cell = cellAt(grid, place)
    place = beyond(cell, place, direction)
    if (place.row < 0 || place.column < 0 || place.row >= grid.rows || place.column >= grid.columns) return
    if (cellAt(grid, place) !== start) yield place
  }
}

function beyond(cell: CellView | undefined, place: Place, direction: Direction): Place {
  switch (direction) {
    case 'up':
      return { ...place, row: (cell?.row ?? place.row) - 1 }
    case 'down':
      return { ...place, row: cell ? cell.row + cell.row_span : place.row + 1 }
    case 'left':
      return { ...place, column: (cell?.column ?? place.column) - 1 }
    case 'right':
      return { ...place, column: cell ? cell.column + cell.column_span : place.column + 1 }
  }
}
