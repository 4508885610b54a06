// The editor of a form: what each action of the keyboard table does to the selection, the draft and the rows.

import { nextTick, watch } from 'vue'
import { fillAll, fillDown } from '../../grid/fills'
import { cellOfField, placeOf, type Place } from '../../grid/grid'
import type { CellAction } from '../../grid/keys'
import { moveSelection, type MoveAction } from '../../grid/moves'
import type { RowOperation } from '../../grid/rows'
import { at, fieldsIn } from '../../grid/selection'
import type { Edit } from '../../wire/wire'
import type { Target } from '../../workspace/state'
import type { Workspace } from '../../workspace/workspace'
import { createRowChange } from './rowChanges'
import { createTurns, type Turns } from './turns'
import { useDraft, type Draft } from './useDraft'
import { useSelection, type SelectionState } from './useSelection'

export interface Editor
  extends Pick<Draft, 'mode' | 'draft' | 'startEditing' | 'type' | 'commit'>, Pick<Turns, 'inTurn'>, SelectionState {
  readonly select: (place: Place) => void
  /** Takes the end of the selection to a place; its beginning stays. */
  readonly extend: (place: Place) => void
  /** Gives up the draft, and a selection of several cells. */
  readonly restore: () => void
  readonly apply: (edits: readonly Edit[]) => void
  /** One text into all selected cells that are like the one it stands in. */
  readonly fillAll: (text: string) => void
  /** True when the action was done here; false leaves the key to the browser (Tab at the end of the form). */
  readonly act: (action: CellAction) => boolean
}

/** Actions that change rows, and what they do to them. */
const rowOperations = {
  insert_row: 'insert',
  remove_row: 'remove',
  row_up: 'up',
  row_down: 'down',
} as const satisfies Partial<Record<CellAction, RowOperation>>

export function useEditor(workspace: Workspace): Editor {
  const turns = createTurns(workspace)
  const selected = useSelection(workspace)
  const { selection, grid, active } = selected
  const { mode, draft, startEditing, type, discard, commit } = useDraft(workspace, active, turns)
  const { select, move, clear } = createMoves(workspace, selected, commit, turns)
  const changeRow = createRowChange(workspace, selected)
  const { fill, fillBelow } = createFills(selected, apply)

  function extend(place: Place): void {
    if (selection.value) selection.value = { ...selection.value, head: place }
  }

  function restore(): void {
    discard()
    if (selection.value) selection.value = at(selection.value.anchor)
  }

  function startRowChange(operation: RowOperation): void {
    void commit()
    void turns.later(() => changeRow(operation))
  }

  /** Once what is typed is on its way, and rows that are on the move have arrived. */
  function afterCommit(task: () => boolean): boolean {
    void commit()
    if (turns.isIdle()) return task()
    void turns.later(() => {
      task()
    })
    return true
  }

  function act(action: CellAction): boolean {
    if (action === 'menu') return false // Whoever draws the menu opens it.
    if (action === 'edit' || action === 'new_line') startEditing()
    else if (action === 'fill_all') fillDraft()
    else if (action === 'restore') restore()
    else if (isRowAction(action)) startRowChange(rowOperations[action])
    else return afterCommit(() => (action === 'clear' ? clear() : action === 'fill_down' ? fillBelow() : move(action)))
    return true
  }

  function apply(edits: readonly Edit[]): void {
    void workspace.edits.edit(edits)
  }

  /** What is being typed, into every selected cell. */
  function fillDraft(): void {
    const text = draft.value
    discard()
    void turns.inTurn(() => {
      fill(text)
    })
  }

  watchTarget(workspace, selected, select)
  return {
    mode,
    draft,
    selection,
    grid,
    active,
    select,
    extend,
    startEditing,
    type,
    restore,
    commit,
    apply,
    fillAll: fill,
    act,
    inTurn: turns.inTurn,
  }
}

function isRowAction(action: CellAction): action is keyof typeof rowOperations {
  return action in rowOperations
}

interface Fills {
  readonly fill: (text: string) => void
  readonly fillBelow: () => boolean
}

/** Texts into all selected cells at once. */
function createFills({ grid, selection }: SelectionState, apply: Editor['apply']): Fills {
  return {
    fill: (text) => {
      if (grid.value && selection.value) apply(fillAll(grid.value, selection.value, text).map(({ edit }) => edit))
    },
    fillBelow: () => {
      if (grid.value && selection.value) apply(fillDown(grid.value, selection.value).map(({ edit }) => edit))
      return true
    },
  }
}

interface Moves {
  readonly select: (place: Place) => void
  /** False when there is nothing selected, or nowhere to go. */
  readonly move: (action: MoveAction) => boolean
  /** Empties the selected cells. */
  readonly clear: () => boolean
}

function createMoves(
  { edits }: Workspace,
  { selection, grid }: SelectionState,
  commit: Draft['commit'],
  { inTurn }: Turns,
): Moves {
  /** The column in which Tab began; Enter goes back to it, as in Excel. */
  let tabColumn: number | null = null

  function select(place: Place): void {
    void commit()
    void inTurn(() => {
      tabColumn = null
      selection.value = at(place)
    })
  }

  function move(action: MoveAction): boolean {
    if (!grid.value || !selection.value) return false
    const moved = moveSelection(grid.value, selection.value, action, tabColumn)
    const isTab = action === 'next' || action === 'previous'
    tabColumn = isTab ? (tabColumn ?? selection.value.anchor.column) : null
    if (moved) selection.value = moved
    return moved !== null
  }

  function clear(): boolean {
    if (!grid.value || !selection.value) return false
    tabColumn = null
    const texts = new Map(grid.value.cells.map((cell) => [cell.field, cell.raw]))
    const filled = fieldsIn(grid.value, selection.value).filter((field) => texts.get(field) !== '')
    void edits.edit(filled.map((field) => ({ field, text: '' })))
    return true
  }

  return { select, move, clear }
}

/** A target is gone to once: the next form begins at its own first cell. */
function watchTarget({ target }: Workspace, { grid }: SelectionState, select: (place: Place) => void): void {
  function goTo(wanted: Target): void {
    if (target.value !== wanted) return
    target.value = null
    const cell = grid.value ? cellOfField(grid.value, wanted.field) : undefined
    if (cell) select(placeOf(cell))
  }

  watch(
    target,
    (wanted) => {
      if (!wanted) return
      void nextTick(() => {
        goTo(wanted)
      })
    },
    { immediate: true },
  )
}
