// Texts into selected cells from elsewhere: from above, from one for all, from last year. Pure.

import type { CellView } from '../wire/wire'
import type { Block, PastePlan } from './clipboard'
import { blockOf } from './clipboard'
import { cellAt, isSameRow, isStop, labelAbove, labelBeside, step, type Grid } from './grid'
import { areaOf, isBlock, stopsIn, type Selection } from './selection'

/** Whose texts of last year are taken. */
export type LastYearScope = 'cells' | 'row' | 'column' | 'form'

type Stop = CellView & { readonly field: string }
type Fill = PastePlan['edits'][number]

/** Ctrl+D: below the first row of the selection its texts; into a single cell the text from above it. */
export function fillDown(grid: Grid, selection: Selection): readonly Fill[] {
  const area = areaOf(grid, selection)
  const cells = stopsIn(grid, selection)
  if (!isBlock(grid, selection)) {
    const above = cellAt(grid, step(grid, selection.anchor, 'up'))
    return isStop(above) && above.column === cells[0]?.column ? cells.flatMap((cell) => fill(cell, above.raw)) : []
  }
  return cells.flatMap((cell) => {
    const top = cells.find((each) => each.column === cell.column && each.row <= area.top)
    return top && top !== cell ? fill(cell, top.raw) : []
  })
}

/** One text into all cells of the selection that are like the one typed into: results fill no scores. */
export function fillAll(grid: Grid, selection: Selection, text: string): readonly Fill[] {
  const kind = cellAt(grid, selection.anchor)?.kind
  return stopsIn(grid, selection)
    .filter((cell) => cell.kind === kind)
    .flatMap((cell) => fill(cell, text))
}

/**
 * 取上年值. What is selected takes last year's text whatever stands there; a column or the whole form only where
 * nothing does. Scores are worked out, and take none.
 */
export function lastYearTexts(grid: Grid, selection: Selection, scope: LastYearScope): readonly Fill[] {
  return scopeCells(grid, selection, scope).flatMap((cell) => {
    const isTaken = (scope === 'column' || scope === 'form') && cell.raw.trim() !== ''
    return cell.kind === 'computed' || cell.last_year === null || isTaken ? [] : fill(cell, cell.last_year)
  })
}

function scopeCells(grid: Grid, selection: Selection, scope: LastYearScope): readonly Stop[] {
  const anchor = cellAt(grid, selection.anchor)
  const stops = grid.cells.filter(isStop)
  switch (scope) {
    case 'cells':
      return stopsIn(grid, selection)
    case 'row':
      return stops.filter((cell) =>
        anchor?.indicator ? isSameRow(cell.indicator, anchor.indicator) : cell.row === anchor?.row,
      )
    case 'column': {
      const heading = anchor && labelAbove(grid, anchor)
      return stops.filter((cell) => cell.column === anchor?.column && labelAbove(grid, cell) === heading)
    }
    case 'form':
      return stops
  }
}

function fill(cell: Stop, text: string): readonly Fill[] {
  return text === cell.raw ? [] : [{ cell, edit: { field: cell.field, text } }]
}

/** The texts of a selection, with the headings of its columns above them and the names of its rows before them. */
export function withHeadings(grid: Grid, selection: Selection): Block {
  const area = areaOf(grid, selection)
  const rows = blockOf(grid, selection)
  const stopIn = (inside: (cell: CellView) => boolean): CellView | undefined =>
    stopsIn(grid, selection).find((cell) => inside(cell))
  const headings = (rows[0] ?? []).map((_, index) => {
    const cell = stopIn(({ column }) => column === area.left + index)
    return cell ? labelAbove(grid, cell) : ''
  })
  const names = rows.map((_, index) => {
    const cell = stopIn(({ row }) => row === area.top + index)
    return cell ? labelBeside(grid, cell) : ''
  })
  return [['', ...headings], ...rows.map((row, index) => [names[index] ?? '', ...row])]
}
