// Waiting for the screen.

/** Milliseconds. A window that is not seen paints nothing. */
const PAINT_TIMEOUT = 100

/** Resolves when what was changed now has been painted. */
export async function nextPaint(): Promise<void> {
  await new Promise<void>((resolve) => {
    setTimeout(resolve, PAINT_TIMEOUT)
    if ('requestAnimationFrame' in globalThis)
      requestAnimationFrame(() => {
        setTimeout(resolve)
      })
    else setTimeout(resolve)
  })
}
