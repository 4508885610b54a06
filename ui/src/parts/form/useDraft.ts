// The text that is being typed into the selected cell, until it becomes an edit.

import { onScopeDispose, shallowRef, watch, type ComputedRef, type ShallowRef } from 'vue'
import { isStop } from '../../grid/grid'
import type { Mode } from '../../grid/keys'
import type { CellView } from '../../wire/wire'
import { rawText } from '../../workspace/pending'
import type { Workspace } from '../../workspace/workspace'
import type { Turns } from './turns'

export interface Draft {
  readonly mode: ShallowRef<Mode>
  readonly draft: ShallowRef<string>
  readonly startEditing: () => void
  /** The first thing typed replaces the text; what follows adds to it. */
  readonly type: (text: string) => void
  /** Gives the draft up. */
  readonly discard: () => void
  /** Makes the draft an edit. It goes with its row while rows are on the move: resolves once the edit is on its way. */
  readonly commit: () => Promise<void> | undefined
}

export function useDraft(workspace: Workspace, active: ComputedRef<CellView | null>, { inTurn }: Turns): Draft {
  const { edits, form, readOnly } = workspace
  const mode = shallowRef<Mode>('move')
  const draft = shallowRef('')

  function startEditing(): void {
    const cell = active.value
    if (!isStop(cell) || readOnly.value) return
    if (mode.value === 'move') draft.value = rawText(cell, edits.pending.value)
    mode.value = 'edit'
  }

  function type(text: string): void {
    if (mode.value === 'move') mode.value = 'type'
    draft.value = text
  }

  function discard(): void {
    mode.value = 'move'
    draft.value = ''
  }

  function commit(): Promise<void> | undefined {
    if (mode.value === 'move') return undefined
    const text = draft.value
    discard()
    return inTurn(() => {
      save(text)
    })
  }

  function save(text: string): void {
    const cell = active.value
    if (!isStop(cell) || text === rawText(cell, edits.pending.value)) return
    void edits.edit([{ field: cell.field, text }])
  }

  edits.drafts.add(commit)
  onScopeDispose(() => {
    edits.drafts.delete(commit)
  })
  watch(() => form.value?.id, discard)

  return { mode, draft, startEditing, type, discard, commit }
}
