// How large the texts of the panel are; what the person chose is there the next time, too.

import { computed, shallowRef, type ComputedRef } from 'vue'

const SIZES = [1, 1.15, 1.3, 1.5] as const
const KEY = 'panel-text-size'

export interface TextSize {
  /** Times the usual size. */
  readonly scale: ComputedRef<number>
  readonly isLeast: ComputedRef<boolean>
  readonly isMost: ComputedRef<boolean>
  readonly step: (by: 1 | -1) => void
}

export function useTextSize(storage: Pick<Storage, 'getItem' | 'setItem'> = localStorage): TextSize {
  const at = shallowRef(limited(Number(storage.getItem(KEY) ?? 0)))
  return {
    scale: computed(() => SIZES[at.value] ?? 1),
    isLeast: computed(() => at.value === 0),
    isMost: computed(() => at.value === SIZES.length - 1),
    step: (by) => {
      at.value = limited(at.value + by)
      storage.setItem(KEY, String(at.value))
    },
  }
}

function limited(at: number): number {
  return Number.isInteger(at) ? Math.max(0, Math.min(SIZES.length - 1, at)) : 0
}
