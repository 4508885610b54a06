// From one form to another, and to its preview and export.

import type { Platform } from '../platform'
import type { Edits } from './edits'
import { nothingPending } from './pending'
import type { State } from './state'
import type { Tasks } from './tasks'

export interface Navigation {
  /** Shows a form, and goes to a field of it; the form before stays while typed texts cannot be saved. */
  readonly showForm: (id: number, field?: string | null) => Promise<void>
  /** Shows the pages of forms, or of the form on screen. */
  readonly preview: (ids: readonly number[]) => void
  readonly exportForms: (ids: readonly number[]) => void
}

export function createNavigation(platform: Platform, state: State, { attempt }: Tasks, edits: Edits): Navigation {
  const { view, dialog, form, target, chosenForms } = state
  /** Forms asked for: of several answers the one to the last is shown. */
  let asked = 0

  async function showForm(id: number, field: string | null = null): Promise<void> {
    if (form.value?.id !== id) {
      asked += 1
      const mine = asked
      if (!(await edits.flushEdits())) return
      const shown = await attempt(() => platform.form(id))
      if (!shown || mine !== asked) return
      // The person may have typed on while it was on its way.
      if (!(await edits.flushEdits())) return
      edits.pending.value = nothingPending
      form.value = shown
    }
    view.value = 'form'
    dialog.value = null
    if (field !== null) target.value = { field }
  }

  function preview(ids: readonly number[]): void {
    edits.whenFlushed(() => {
      chosenForms.value = ids
      view.value = 'preview'
    })
  }

  function exportForms(ids: readonly number[]): void {
    edits.whenFlushed(() => {
      chosenForms.value = ids
      dialog.value = 'export'
    })
  }

  return { showForm, preview, exportForms }
}
