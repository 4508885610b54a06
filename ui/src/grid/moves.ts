// Where each action of the keyboard table takes the selection. Pure.

import { cellAt, edge, formEnd, isStop, neighbour, rowEnd, step, type Direction, type Grid, type Place } from './grid'
import type { CellAction } from './keys'
import { at, type Selection } from './selection'

/** Actions that only select. */
export type MoveAction = Exclude<
  CellAction,
  | 'edit'
  | 'restore'
  | 'new_line'
  | 'clear'
  | 'fill_all'
  | 'fill_down'
  | 'menu'
  | 'insert_row'
  | 'remove_row'
  | 'row_up'
  | 'row_down'
>

/** The selection after a move; null where the move leads out of the form. */
type Move = (grid: Grid, from: Selection, tabColumn: number | null) => Selection | null

const moves: Readonly<Record<MoveAction, Move>> = {
  enter: (grid, { anchor }, tabColumn) => at(below(grid, anchor, tabColumn)),
  up: stepping('up'),
  down: stepping('down'),
  left: stepping('left'),
  right: stepping('right'),
  next: (grid, { anchor }) => atPlace(neighbour(grid, anchor, 1)),
  previous: (grid, { anchor }) => atPlace(neighbour(grid, anchor, -1)),
  edge_up: toEdge('up'),
  edge_down: toEdge('down'),
  edge_left: toEdge('left'),
  edge_right: toEdge('right'),
  extend_up: extending('up'),
  extend_down: extending('down'),
  extend_left: extending('left'),
  extend_right: extending('right'),
  row_start: (grid, { anchor }) => at(rowEnd(grid, anchor, 'first')),
  row_end: (grid, { anchor }) => at(rowEnd(grid, anchor, 'last')),
  form_start: (grid) => atPlace(formEnd(grid, 'first')),
  form_end: (grid) => atPlace(formEnd(grid, 'last')),
  select_all: ({ rows, columns }) => ({
    anchor: { row: 0, column: 0 },
    head: { row: rows - 1, column: columns - 1 },
  }),
}

/** `tabColumn` is the column in which Tab began: Enter goes on below it, as in Excel. */
export function moveSelection(
  grid: Grid,
  from: Selection,
  action: MoveAction,
  tabColumn: number | null,
): Selection | null {
  return moves[action](grid, from, tabColumn)
}

function stepping(direction: Direction): Move {
  return (grid, { anchor }) => at(step(grid, anchor, direction))
}

function toEdge(direction: Direction): Move {
  return (grid, { anchor }) => at(edge(grid, anchor, direction))
}

function extending(direction: Direction): Move {
  return (grid, { anchor, head }) => ({ anchor, head: step(grid, head, direction) })
}

function atPlace(place: Place | null): Selection | null {
  return place && at(place)
}

/** One step down, in the column where Tab began. */
function below(grid: Grid, from: Place, column: number | null): Place {
  const place = step(grid, { ...from, column: column ?? from.column }, 'down')
  return isStop(cellAt(grid, place)) ? place : step(grid, from, 'down')
}
