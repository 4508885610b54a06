// What is selected on the form, as the form changes beneath it.

import { computed, shallowRef, watch, type ComputedRef, type ShallowRef } from 'vue'
import { cellAt, firstStop, gridOf, placeOf, type Grid } from '../../grid/grid'
import { at, followed, withinGrid, type Selection } from '../../grid/selection'
import type { CellView } from '../../wire/wire'
import type { Workspace } from '../../workspace/workspace'

export interface SelectionState {
  readonly selection: ShallowRef<Selection | null>
  readonly grid: ComputedRef<Grid | null>
  /** The cell that typing goes to. */
  readonly active: ComputedRef<CellView | null>
}

export function useSelection({ form }: Pick<Workspace, 'form'>): SelectionState {
  const selection = shallowRef<Selection | null>(null)
  const grid = computed(() => (form.value ? gridOf(form.value) : null))
  const active = computed(() => {
    const cell = grid.value && selection.value ? cellAt(grid.value, selection.value.anchor) : undefined
    return cell ?? null
  })

  function first(): Selection | null {
    const cell = grid.value ? firstStop(grid.value) : undefined
    return cell ? at(placeOf(cell)) : null
  }

  watch(
    () => form.value?.id,
    () => {
      selection.value = first()
    },
    { immediate: true },
  )
  watch([grid, () => form.value?.id], ([now, id], [was, wasId]) => {
    if (!now) return
    const isSameForm = was && id === wasId
    selection.value = (isSameForm ? followed(was, now, selection.value) : withinGrid(now, selection.value)) ?? first()
  })

  return { selection, grid, active }
}
