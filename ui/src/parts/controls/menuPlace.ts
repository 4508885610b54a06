/** Where a menu opens: at the pointer, or below what has the focus where the menu key asks for it. */
export function menuPlace(event: MouseEvent): { readonly left: number; readonly top: number } {
  const isPointed = event.clientX !== 0 || event.clientY !== 0
  const rect = event.target instanceof Element ? event.target.getBoundingClientRect() : null
  return isPointed || !rect ? { left: event.clientX, top: event.clientY } : { left: rect.left + 24, top: rect.bottom }
}
