import { describe, expect, it } from 'vitest'
import { moveSelection, type MoveAction } from './moves'
import { at, type Selection } from './selection'
import { gridOfText } from './testing'

// Capitals are labels; `b` is one cell over two columns.
const grid = gridOfText(['Aabb', 'Acde', 'Bfgh'])
const place = (row: number, column: number): Selection => at({ row, column })

describe('a move', () => {
  const cases: readonly [MoveAction, Selection, number | null, Selection | null][] = [
    ['up', place(1, 1), null, place(0, 1)],
    ['down', place(0, 1), null, place(1, 1)],
    ['left', place(1, 1), null, place(1, 1)], // a label is no stop
    ['right', place(1, 1), null, place(1, 2)],
    ['enter', place(1, 3), null, place(2, 3)],
    ['enter', place(1, 3), 1, place(2, 1)], // below the cell in which Tab began
    ['enter', place(1, 3), 0, place(2, 3)], // where there is none, below the last one
    ['next', place(0, 2), null, place(1, 1)],
    ['next', place(2, 3), null, null], // out of the form
    ['previous', place(0, 1), null, null],
    ['row_start', place(1, 3), null, place(1, 1)],
    ['row_end', place(1, 1), null, place(1, 3)],
    ['form_start', place(2, 2), null, place(0, 1)],
    ['form_end', place(0, 1), null, place(2, 3)],
    ['extend_right', place(1, 1), null, { anchor: { row: 1, column: 1 }, head: { row: 1, column: 2 } }],
    ['select_all', place(1, 1), null, { anchor: { row: 0, column: 0 }, head: { row: 2, column: 3 } }],
  ]
  it.each(cases)('%s from %j, with Tab begun in %s', (action, from, tabColumn, to) => {
    expect(moveSelection(grid, from, action, tabColumn)).toEqual(to)
  })
})
