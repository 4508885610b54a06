// Waiting for the screen.

/** A window that is not seen draws nothing. */
const PATIENCE = 100

/** Resolves when what was changed now has been drawn. */
export async function drawn(): Promise<void> {
  await new Promise<void>((resolve) => {
    setTimeout(resolve, PATIENCE)
    if ('requestAnimationFrame' in globalThis)
      requestAnimationFrame(() => {
        setTimeout(resolve)
      })
    else setTimeout(resolve)
  })
}
