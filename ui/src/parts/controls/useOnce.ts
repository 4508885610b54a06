// What a button does is done once: a second click finds it under way, or its dialog on the way out.

import { onBeforeUnmount } from 'vue'

/** The task, which does nothing while it is under way and once its component is gone. */
export function useOnce<Given extends readonly unknown[]>(
  task: (...given: Given) => Promise<void>,
): (...given: Given) => Promise<void> {
  let isUnderWay = false
  let isGone = false
  onBeforeUnmount(() => {
    isGone = true
  })
  return async (...given) => {
    if (isUnderWay || isGone) return
    isUnderWay = true
    await task(...given).finally(() => {
      isUnderWay = false
    })
  }
}
