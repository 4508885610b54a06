// The editor of a form: where the selection is, what is being typed, and what each action of the keyboard table does.

import { computed, nextTick, onScopeDispose, shallowRef, watch } from 'vue'
import type { Desk, Target } from '../desk/desk'
import { rawText } from '../desk/pending'
import { createQueue } from '../desk/queue'
import {
  cellAt,
  cellOfField,
  edge,
  firstStop,
  formEnd,
  gridOf,
  indicatorCells,
  neighbour,
  placeOf,
  rowEnd,
  step,
  isStop,
  type Direction,
  type Grid,
  type Place,
} from '../grid/grid'
import type { CellAction, Mode } from '../grid/keys'
import { movedField, rowChange, type RowDeed } from '../grid/rows'
import { at, fieldsIn, followed, keptIn, type Selection } from '../grid/selection'
import type { Edit, RowChange } from '../wire/wire'

export type Editor = ReturnType<typeof useEditor>

/** Actions that select or empty. */
type Step = Exclude<CellAction, 'edit' | 'restore' | 'new_line' | 'insert_row' | 'remove_row' | 'row_up' | 'row_down'>

// eslint-disable-next-line @typescript-eslint/explicit-function-return-type -- the type is what it returns
export function useEditor(desk: Desk) {
  const mode = shallowRef<Mode>('move')
  const draft = shallowRef('')
  const selection = shallowRef<Selection | null>(null)
  /** Row deeds, and what is done before they are answered: one after another, as if each key waited for the one before it. */
  const turns = createQueue()
  /** The column in which Tab began; Enter goes back to it, as in Excel. */
  let tabbedFrom: number | null = null
  const grid = computed(() => (desk.form.value ? gridOf(desk.form.value) : null))
  const active = computed(() => {
    const found = grid.value && selection.value ? cellAt(grid.value, selection.value.anchor) : undefined
    return found ?? null
  })

  desk.typing.add(commit)
  onScopeDispose(() => {
    desk.typing.delete(commit)
  })
  watch(() => desk.form.value?.id, start, { immediate: true })
  watch([grid, () => desk.form.value?.id], ([now, id], [was, wasId]) => {
    if (!now) return
    const kept = was && id === wasId ? followed(was, now, selection.value) : keptIn(now, selection.value)
    selection.value = kept ?? beginning()
  })
  watch(
    desk.target,
    (target) => {
      if (target)
        void nextTick(() => {
          goTo(target)
        })
    },
    { immediate: true },
  )

  function start(): void {
    mode.value = 'move'
    draft.value = ''
    selection.value = beginning()
  }

  function beginning(): Selection | null {
    const first = grid.value ? firstStop(grid.value) : undefined
    return first ? at(placeOf(first)) : null
  }

  /** A target is gone to once: the next form begins at its own first cell. */
  function goTo(target: Target): void {
    if (desk.target.value !== target) return
    desk.target.value = null
    const cell = grid.value ? cellOfField(grid.value, target.field) : undefined
    if (cell) select(placeOf(cell))
  }

  /** At once, unless rows are on the move: then when they have arrived, in the form for which it was meant. */
  function inTurn(task: () => void): Promise<void> | undefined {
    if (turns.waiting() > 0) return later(task)
    task()
    return undefined
  }

  function later(task: () => void | Promise<void>): Promise<void> {
    const id = desk.form.value?.id
    return turns.push(async () => {
      if (desk.form.value?.id === id) await task()
    })
  }

  function select(place: Place): void {
    void commit()
    void inTurn(() => {
      tabbedFrom = null
      selection.value = at(place)
    })
  }

  function extend(place: Place): void {
    if (selection.value) selection.value = { ...selection.value, head: place }
  }

  function startEditing(): void {
    const cell = active.value
    if (!isStop(cell) || desk.readOnly.value) return
    if (mode.value === 'move') draft.value = rawText(cell, desk.pending.value)
    mode.value = 'edit'
  }

  /** The first thing typed replaces the text; what follows adds to it. */
  function typed(text: string): void {
    if (mode.value === 'move') mode.value = 'type'
    draft.value = text
  }

  function restore(): void {
    mode.value = 'move'
    draft.value = ''
    if (selection.value) selection.value = at(selection.value.anchor)
  }

  /** What was typed while rows are on the move goes with its row: resolves when it is on its way. */
  function commit(): Promise<void> | undefined {
    if (mode.value === 'move') return undefined
    const text = draft.value
    mode.value = 'move'
    draft.value = ''
    return inTurn(() => {
      write(text)
    })
  }

  function write(text: string): void {
    const cell = active.value
    if (!cell || cell.field === null || text === rawText(cell, desk.pending.value)) return
    void desk.edit([{ field: cell.field, text }])
  }

  function apply(edits: readonly Edit[]): void {
    void desk.edit(edits)
  }

  function clear(): void {
    if (!grid.value || !selection.value) return
    const filled = new Map(grid.value.cells.map((cell) => [cell.field, cell.raw]))
    apply(
      fieldsIn(grid.value, selection.value)
        .filter((field) => filled.get(field) !== '')
        .map((field) => ({ field, text: '' })),
    )
  }

  /** The selection goes with a row that moves, and so does what is being typed. */
  async function changeRow(deed: RowDeed): Promise<void> {
    await desk.queue.idle()
    await nextTick() // The selection follows its row first.
    const change = grid.value && rowChange(grid.value, active.value, deed)
    if (!change) return
    const moved = movedField(active.value?.field ?? null, change)
    const answer = await desk.changeRow(change)
    if (!answer) return
    if (desk.target.value?.field === answer.field) desk.target.value = null
    await nextTick()
    follow(moved ?? answer.field, change)
  }

  /** Within merged cells a row need not have the cell in which it was moved. */
  function follow(field: string | null, change: RowChange): void {
    if (!grid.value || field === null) return
    const row = change.kind === 'move' ? indicatorCells(grid.value, { ...change.at, row: change.to })[0] : undefined
    const cell = cellOfField(grid.value, field) ?? row
    if (cell) selection.value = at(placeOf(cell))
  }

  /** True when the action was done here; false leaves the key to the browser (Tab at the end of the form). */
  function act(action: CellAction): boolean {
    const done = (_: void): true => true
    switch (action) {
      case 'edit':
      case 'new_line':
        return done(startEditing())
      case 'restore':
        return done(restore())
      case 'insert_row':
        return done(begin('insert'))
      case 'remove_row':
        return done(begin('remove'))
      case 'row_up':
        return done(begin('up'))
      case 'row_down':
        return done(begin('down'))
      default:
        return go(action)
    }
  }

  function begin(deed: RowDeed): void {
    void commit()
    void later(() => changeRow(deed))
  }

  function go(action: Step): boolean {
    void commit()
    if (turns.waiting() === 0) return perform(action)
    void later(() => {
      perform(action)
    })
    return true
  }

  function perform(action: Step): boolean {
    const now = grid.value
    const from = selection.value
    if (!now || !from) return false
    const to = (place: Place | null): boolean => {
      if (place) selection.value = at(place)
      return place !== null
    }
    const stretch = (direction: Direction): boolean => {
      extend(step(now, from.head, direction))
      return true
    }
    const done = (_: void): true => true
    const began = tabbedFrom
    tabbedFrom = action === 'next' || action === 'previous' ? (began ?? from.anchor.column) : null
    switch (action) {
      case 'enter':
        return to(below(now, from.anchor, began))
      case 'up':
      case 'down':
      case 'left':
      case 'right':
        return to(step(now, from.anchor, action))
      case 'next':
        return to(neighbour(now, from.anchor, 1))
      case 'previous':
        return to(neighbour(now, from.anchor, -1))
      case 'edge_up':
        return to(edge(now, from.anchor, 'up'))
      case 'edge_down':
        return to(edge(now, from.anchor, 'down'))
      case 'edge_left':
        return to(edge(now, from.anchor, 'left'))
      case 'edge_right':
        return to(edge(now, from.anchor, 'right'))
      case 'extend_up':
        return stretch('up')
      case 'extend_down':
        return stretch('down')
      case 'extend_left':
        return stretch('left')
      case 'extend_right':
        return stretch('right')
      case 'row_start':
        return to(rowEnd(now, from.anchor, 'first'))
      case 'row_end':
        return to(rowEnd(now, from.anchor, 'last'))
      case 'form_start':
        return to(formEnd(now, 'first'))
      case 'form_end':
        return to(formEnd(now, 'last'))
      case 'select_all':
        return done(selectAll(now))
      case 'clear':
        return done(clear())
    }
  }

  /** One step down, in the column where Tab began. */
  function below(now: Grid, from: Place, column: number | null): Place {
    const place = step(now, { ...from, column: column ?? from.column }, 'down')
    return isStop(cellAt(now, place)) ? place : step(now, from, 'down')
  }

  function selectAll(now: Grid): void {
    selection.value = { anchor: { row: 0, column: 0 }, head: { row: now.rows - 1, column: now.columns - 1 } }
  }

  return {
    mode,
    draft,
    selection,
    grid,
    active,
    select,
    extend,
    startEditing,
    typed,
    restore,
    commit,
    apply,
    inTurn,
    act,
  }
}
