import { nextTick, onBeforeUnmount, onMounted, type Ref } from 'vue'

/** Puts the focus into a field as soon as its dialog is there, so that nothing typed goes elsewhere. */
export function useFocus(field: Ref<{ focus: () => void } | null>): void {
  const focus = (): void => {
    field.value?.focus()
  }
  // The dialog takes the focus to itself once it is open, earlier or later than this.
  const taken = (event: FocusEvent): void => {
    if (event.target instanceof HTMLElement && event.target.classList.contains('el-dialog')) focus()
  }
  onMounted(() => {
    document.addEventListener('focusin', taken)
    void nextTick(() => nextTick(focus))
  })
  onBeforeUnmount(() => {
    document.removeEventListener('focusin', taken)
  })
}
