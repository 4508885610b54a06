import { nextTick, onMounted, type Ref } from 'vue'

/** Puts the focus into a field as soon as its dialog is there, so that nothing typed goes elsewhere. */
export function useFocus(field: Ref<{ focus: () => void } | null>): void {
  onMounted(() => { void nextTick(() => nextTick(() => { field.value?.focus() })) })
}
