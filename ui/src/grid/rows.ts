// What inserting, removing and moving a row means for the cell that is selected. Pure.

import type { CellView, RowChange } from '../wire/wire'
import type { Grid } from './grid'

/** What a cell belongs to that can come, go and move; null for anything else. */
export type RowPart = 'indicator' | 'fund' | 'goal'

/** What is done with it. */
export type RowOperation = 'insert' | 'remove' | 'up' | 'down'

export function partOf(cell: CellView | null): RowPart | null {
  if (cell?.indicator != null) return 'indicator'
  if (cell?.fund != null) return 'fund'
  return cell?.goal != null ? 'goal' : null
}

/** The change to ask for; null where there is nothing to do: the total stays first, and one goal stays. */
export function rowChange(grid: Grid, cell: CellView | null, operation: RowOperation): RowChange | null {
  if (cell?.indicator != null) return ofIndicator(grid, cell.indicator, operation)
  if (cell?.fund != null)
    return ofFund(
      last(grid, (each) => each.fund),
      cell.fund,
      operation,
    )
  return cell?.goal != null
    ? ofGoal(
        last(grid, (each) => each.goal),
        cell.goal,
        operation,
      )
    : null
}

/** The field of a cell once its row has moved; null when the program says itself where to go on. */
export function movedField(field: string | null, change: RowChange): string | null {
  if (change.kind !== 'move' || field === null) return null
  const found = JSON.parse(field) as { readonly indicator?: Readonly<Record<string, unknown>> }
  return found.indicator ? JSON.stringify({ indicator: { ...found.indicator, row: change.to } }) : null
}

function last(grid: Grid, index: (cell: CellView) => number | null): number {
  return Math.max(0, ...grid.cells.map((cell) => index(cell) ?? 0))
}

function ofIndicator(grid: Grid, at: NonNullable<CellView['indicator']>, operation: RowOperation): RowChange | null {
  const rows = last(grid, ({ indicator }) => (indicator?.goal === at.goal ? indicator.row : null))
  switch (operation) {
    case 'insert':
    case 'remove':
      return { kind: operation, at }
    case 'up':
      return at.row > 0 ? { kind: 'move', at, to: at.row - 1 } : null
    case 'down':
      return at.row < rows ? { kind: 'move', at, to: at.row + 1 } : null
  }
}

function ofFund(rows: number, at: number, operation: RowOperation): RowChange | null {
  switch (operation) {
    case 'insert':
      return { kind: 'insert_fund', at }
    case 'remove':
      return at > 0 ? { kind: 'remove_fund', at } : null
    case 'up':
      return at > 1 ? { kind: 'move_fund', at, to: at - 1 } : null
    case 'down':
      return at > 0 && at < rows ? { kind: 'move_fund', at, to: at + 1 } : null
  }
}

function ofGoal(goals: number, at: number, operation: RowOperation): RowChange | null {
  switch (operation) {
    case 'insert':
      return { kind: 'insert_goal', at }
    case 'remove':
      return goals > 0 ? { kind: 'remove_goal', at } : null
    case 'up':
      return at > 0 ? { kind: 'move_goal', at, to: at - 1 } : null
    case 'down':
      return at < goals ? { kind: 'move_goal', at, to: at + 1 } : null
  }
}
