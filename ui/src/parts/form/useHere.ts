// Tells the workspace where the person is in the form, and goes to where they were.

import { onBeforeUnmount, watch, type Ref } from 'vue'
import type { Workspace } from '../../workspace/workspace'
import { isStop } from '../../grid/grid'
import type { Editor } from './useEditor'

/** `stage` is what is scrolled; `scrolled` is to be called when it was. */
export function useHere(
  workspace: Workspace,
  { active, mode, draft }: Pick<Editor, 'active' | 'mode' | 'draft'>,
  stage: Readonly<Ref<HTMLElement | null>>,
): { readonly scrolled: () => void } {
  function tell(): void {
    const cell = active.value
    const isTyped = mode.value !== 'move' && isStop(cell)
    workspace.here.value = {
      field: cell?.field ?? null,
      top: stage.value?.scrollTop ?? 0,
      draft: isTyped ? { field: cell.field, text: draft.value } : null,
    }
  }

  watch([active, mode, draft], tell)
  watch(
    workspace.target,
    (wanted) => {
      const top = wanted?.top
      // Once the field is selected and brought into sight, which scrolls as well.
      if (top !== undefined)
        setTimeout(() => {
          if (stage.value) stage.value.scrollTop = top
        }, 60)
    },
    { immediate: true },
  )
  onBeforeUnmount(() => {
    if (workspace.here.value) workspace.here.value = { ...workspace.here.value, draft: null }
  })
  return { scrolled: tell }
}
