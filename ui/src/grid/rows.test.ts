import { describe, expect, it } from 'vitest'
import type { CellView } from '../wire/wire'
import { cellAt, type Grid } from './grid'
import { movedField, partOf, rowChange, type RowOperation } from './rows'
import { gridOfText } from './testing'

/** Three fund rows, two goals, and two indicators of the first goal, one below another. */
function form(): Grid {
  const parts: readonly Partial<CellView>[] = [
    { fund: 0 },
    { fund: 1 },
    { fund: 2 },
    { goal: 0 },
    { goal: 1 },
    { indicator: { goal: 0, row: 0 } },
    { indicator: { goal: 0, row: 1 } },
    {},
  ]
  const grid = gridOfText(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'])
  grid.cells.forEach((cell, index) => {
    Object.assign(cell, parts[index])
  })
  return grid
}

describe('row tools', () => {
  const grid = form()
  const at = (row: number): CellView | null => cellAt(grid, { row, column: 0 }) ?? null
  it.each<[number, RowOperation, unknown]>([
    [0, 'insert', { kind: 'insert_fund', at: 0 }],
    [0, 'remove', null],
    [0, 'down', null],
    [1, 'up', null],
    [1, 'down', { kind: 'move_fund', at: 1, to: 2 }],
    [2, 'up', { kind: 'move_fund', at: 2, to: 1 }],
    [2, 'down', null],
    [2, 'remove', { kind: 'remove_fund', at: 2 }],
    [3, 'insert', { kind: 'insert_goal', at: 0 }],
    [3, 'up', null],
    [3, 'down', { kind: 'move_goal', at: 0, to: 1 }],
    [4, 'remove', { kind: 'remove_goal', at: 1 }],
    [4, 'down', null],
    [5, 'insert', { kind: 'insert', at: { goal: 0, row: 0 } }],
    [5, 'up', null],
    [6, 'up', { kind: 'move', at: { goal: 0, row: 1 }, to: 0 }],
    [6, 'down', null],
    [7, 'insert', null],
  ])('row %i, %s', (row, operation, expected) => {
    expect(rowChange(grid, at(row), operation)).toEqual(expected)
  })
  it('belong to what is selected', () => {
    expect([at(0), at(3), at(5), at(7), null].map(partOf)).toEqual(['fund', 'goal', 'indicator', null, null])
  })
})

describe('the field of a row that has moved', () => {
  const field = '{"indicator":{"goal":1,"row":2,"column":"actual"}}'
  it('is in the same column of its new place', () => {
    expect(movedField(field, { kind: 'move', at: { goal: 1, row: 2 }, to: 3 })).toBe(
      '{"indicator":{"goal":1,"row":3,"column":"actual"}}',
    )
  })
  it('is the program’s to say for other changes and other rows', () => {
    expect(movedField(field, { kind: 'insert', at: { goal: 1, row: 2 } })).toBeNull()
    expect(
      movedField('{"fund":{"row":2,"column":"executed"}}', { kind: 'move', at: { goal: 0, row: 0 }, to: 1 }),
    ).toBeNull()
  })
})
