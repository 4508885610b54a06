// Files and folders are asked for in a dialog of ours, over the page.

import { createApp } from 'vue'
import type { PickerAnswer, PickerStep, PickerView } from '../../wire/picker'
import PickerDialog from './PickerDialog.vue'

/** Sends a question of the dialog to the program. */
export type Request = (path: string, body: unknown) => Promise<unknown>

/** Shows the dialog until the person has answered. */
export function ask(view: PickerView, request: Request): void {
  const place = document.body.appendChild(document.createElement('div'))
  const dialog = createApp(PickerDialog, {
    first: view,
    look: (step: PickerStep) => request('/picker/look', step),
    answer: async (answer: PickerAnswer) => {
      await request('/picker/answer', answer)
      dialog.unmount()
      place.remove()
    },
  })
  dialog.mount(place)
}
