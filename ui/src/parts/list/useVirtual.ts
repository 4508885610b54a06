import { computed, onBeforeUnmount, shallowRef, watch, type ComputedRef, type Ref } from 'vue'
import { scrolledTo, slice } from './virtual'

/** Draws only the rows near the window of a scrolling element. */
// eslint-disable-next-line @typescript-eslint/explicit-function-return-type -- the type is what it returns
export function useVirtual<Row>(
  scroller: Ref<HTMLElement | null>,
  rows: ComputedRef<readonly Row[]>,
  rowHeight: number,
) {
  const top = shallowRef(0)
  const height = shallowRef(800)
  const measure = (): void => {
    top.value = scroller.value?.scrollTop ?? 0
    height.value = scroller.value?.clientHeight ?? 800
  }
  const resized = new ResizeObserver(measure)
  watch(
    scroller,
    (element, before) => {
      if (before) {
        resized.unobserve(before)
        before.removeEventListener('scroll', measure)
      }
      element?.addEventListener('scroll', measure, { passive: true })
      if (element) resized.observe(element)
    },
    { immediate: true },
  )
  onBeforeUnmount(() => {
    resized.disconnect()
  })

  const range = computed(() => slice(rows.value.length, rowHeight, top.value, height.value))
  return {
    rows: computed(() =>
      rows.value
        .slice(range.value.first, range.value.last)
        .map((row, index) => ({ row, index: index + range.value.first })),
    ),
    above: computed(() => range.value.first * rowHeight),
    below: computed(() => (rows.value.length - range.value.last) * rowHeight),
    show: (row: number): void => {
      if (scroller.value)
        scroller.value.scrollTop = scrolledTo(row, rowHeight, scroller.value.scrollTop, scroller.value.clientHeight)
    },
  }
}
