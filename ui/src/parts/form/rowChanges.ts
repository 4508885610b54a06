// Inserting, removing and moving a row: the selection goes with the row, and so does what is being typed.

import { nextTick } from 'vue'
import { cellOfField, indicatorCells, placeOf } from '../../grid/grid'
import { movedField, rowChange, type RowOperation } from '../../grid/rows'
import { at } from '../../grid/selection'
import type { RowChange } from '../../wire/wire'
import type { Workspace } from '../../workspace/workspace'
import type { SelectionState } from './useSelection'

export function createRowChange(
  workspace: Workspace,
  { grid, selection, active }: SelectionState,
): (operation: RowOperation) => Promise<void> {
  /** Within merged cells a row need not have the cell in which it was moved. */
  function follow(field: string | null, change: RowChange): void {
    if (!grid.value || field === null) return
    const row = change.kind === 'move' ? indicatorCells(grid.value, { ...change.at, row: change.to })[0] : undefined
    const cell = cellOfField(grid.value, field) ?? row
    if (cell) selection.value = at(placeOf(cell))
  }

  return async (operation) => {
    await workspace.edits.queue.idle()
    await nextTick() // The selection follows its row first.
    const change = grid.value && rowChange(grid.value, active.value, operation)
    if (!change) return
    const moved = movedField(active.value?.field ?? null, change)
    const answer = await workspace.changes.changeRow(change)
    if (!answer) return
    if (workspace.target.value?.field === answer.field) workspace.target.value = null
    await nextTick()
    follow(moved ?? answer.field, change)
  }
}
