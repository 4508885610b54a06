// The editor of a form: where the selection is, what is being typed, and what each action of the keyboard table does.

import { computed, nextTick, shallowRef, watch } from 'vue'
import type { Desk } from '../desk/desk'
import { rawText } from '../desk/pending'
import {
  cellAt, cellOfField, edge, firstStop, formEnd, gridOf, neighbour, placeOf, rowEnd, step, isStop,
  type Direction, type Grid, type Place,
} from '../grid/grid'
import type { CellAction, Mode } from '../grid/keys'
import { movedField, rowChange, type RowDeed } from '../grid/rows'
import { at, fieldsIn, followed, keptIn, type Selection } from '../grid/selection'
import type { Edit } from '../wire/wire'

export type Editor = ReturnType<typeof useEditor>

// eslint-disable-next-line @typescript-eslint/explicit-function-return-type -- the type is what it returns
export function useEditor(desk: Desk) {
  const mode = shallowRef<Mode>('move')
  const draft = shallowRef('')
  const selection = shallowRef<Selection | null>(null)
  const grid = computed(() => (desk.form.value ? gridOf(desk.form.value) : null))
  const active = computed(() => {
    const found = grid.value && selection.value ? cellAt(grid.value, selection.value.anchor) : undefined
    return found ?? null
  })

  watch(() => desk.form.value?.id, begin, { immediate: true })
  watch([grid, () => desk.form.value?.id], ([now, id], [was, wasId]) => {
    if (!now) return
    const kept = was && id === wasId ? followed(was, now, selection.value) : keptIn(now, selection.value)
    selection.value = kept ?? beginning()
  })
  watch(desk.target, (target) => {
    if (target) void nextTick(() => { showField(target.field) })
  }, { immediate: true })

  function begin(): void {
    mode.value = 'move'
    draft.value = ''
    selection.value = beginning()
  }

  function beginning(): Selection | null {
    const first = grid.value ? firstStop(grid.value) : undefined
    return first ? at(placeOf(first)) : null
  }

  function showField(field: string): void {
    const cell = grid.value ? cellOfField(grid.value, field) : undefined
    if (cell) select(placeOf(cell))
  }

  function select(place: Place): void {
    commit()
    selection.value = at(place)
  }

  function extend(place: Place): void {
    if (selection.value) selection.value = { ...selection.value, head: place }
  }

  function startEditing(): void {
    const cell = active.value
    if (!isStop(cell ?? undefined) || !cell || desk.readOnly.value) return
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

  function commit(): void {
    const cell = active.value
    const text = draft.value
    const wasEditing = mode.value !== 'move'
    mode.value = 'move'
    draft.value = ''
    if (!wasEditing || !cell || cell.field === null || text === rawText(cell, desk.pending.value)) return
    void desk.edit([{ field: cell.field, text }])
  }

  function apply(edits: readonly Edit[]): void {
    void desk.edit(edits)
  }

  function clear(): void {
    if (!grid.value || !selection.value) return
    const filled = new Map(grid.value.cells.map((cell) => [cell.field, cell.raw]))
    apply(fieldsIn(grid.value, selection.value).filter((field) => filled.get(field) !== '').map((field) => ({ field, text: '' })))
  }

  /** The selection goes with a row that moves. */
  async function changeRow(deed: RowDeed): Promise<void> {
    const change = grid.value && rowChange(grid.value, active.value, deed)
    if (!change) return
    const moved = movedField(active.value?.field ?? null, change)
    await desk.changeRow(change)
    if (moved !== null) showField(moved)
  }

  /** True when the action was done here; false leaves the key to the browser (Tab at the end of the form). */
  function act(action: CellAction): boolean {
    const now = grid.value
    const from = selection.value
    if (!now || !from) return false
    const go = (place: Place | null): boolean => {
      if (!place) return false
      select(place)
      return true
    }
    const stretch = (direction: Direction): boolean => {
      extend(step(now, from.head, direction))
      return true
    }
    const done = (_: void): true => true
    switch (action) {
      case 'up': case 'down': case 'left': case 'right':
        return go(step(now, from.anchor, action))
      case 'next': return go(neighbour(now, from.anchor, 1)) || leave()
      case 'previous': return go(neighbour(now, from.anchor, -1)) || leave()
      case 'edge_up': return go(edge(now, from.anchor, 'up'))
      case 'edge_down': return go(edge(now, from.anchor, 'down'))
      case 'edge_left': return go(edge(now, from.anchor, 'left'))
      case 'edge_right': return go(edge(now, from.anchor, 'right'))
      case 'extend_up': return stretch('up')
      case 'extend_down': return stretch('down')
      case 'extend_left': return stretch('left')
      case 'extend_right': return stretch('right')
      case 'row_start': return go(rowEnd(now, from.anchor, 'first'))
      case 'row_end': return go(rowEnd(now, from.anchor, 'last'))
      case 'form_start': return go(formEnd(now, 'first'))
      case 'form_end': return go(formEnd(now, 'last'))
      case 'select_all': return done(selectAll(now))
      case 'edit': return done(startEditing())
      case 'restore': return done(restore())
      case 'new_line': return done(startEditing())
      case 'clear': return done(clear())
      case 'insert_row': return done(void changeRow('insert'))
      case 'remove_row': return done(void changeRow('remove'))
      case 'row_up': return done(void changeRow('up'))
      case 'row_down': return done(void changeRow('down'))
    }
  }

  function leave(): false {
    commit()
    return false
  }

  function selectAll(now: Grid): void {
    selection.value = { anchor: { row: 0, column: 0 }, head: { row: now.rows - 1, column: now.columns - 1 } }
  }

  return { mode, draft, selection, grid, active, select, extend, startEditing, typed, restore, commit, apply, clear, act }
}
