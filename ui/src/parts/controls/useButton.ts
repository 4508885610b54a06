// The button of a dialog that Enter presses.

import { useTemplateRef } from 'vue'

/**
 * Gives the focus to the button that the template calls `key`, so that Enter does what the person most likely wants.
 */
export function useButton(key: string): () => void {
  const button = useTemplateRef<{ ref: HTMLElement | undefined }>(key)
  return () => {
    button.value?.ref?.focus()
  }
}
