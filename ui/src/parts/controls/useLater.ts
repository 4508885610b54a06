// A value that follows another one a moment later, once that has come to rest.

import { onBeforeUnmount, shallowRef, watch, type ShallowRef } from 'vue'

/** `delay` in milliseconds. The value at the beginning is there at once. */
export function useLater<Value>(value: () => Value, delay: number): Readonly<ShallowRef<Value>> {
  const later = shallowRef(value())
  let timer: ReturnType<typeof setTimeout> | undefined
  watch(value, (now) => {
    clearTimeout(timer)
    timer = setTimeout(() => {
      later.value = now
    }, delay)
  })
  onBeforeUnmount(() => {
    clearTimeout(timer)
  })
  return later
}
