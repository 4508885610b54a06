// Where something stands that belongs to an element: below it where there is room, else above, and never over it.

/** Lengths of CSS. */
export type Place = Readonly<Partial<Record<'left' | 'top' | 'bottom' | 'minWidth' | 'maxHeight', string>>>

/** Pixels between the two, and to the edge of the window. */
const GAP = 3
const EDGE = 8
/** With less room than this below, what is above is looked at. */
const ENOUGH = 220

export function placeBeside(box: DOMRect, width = innerWidth, height = innerHeight): Place {
  const below = height - box.bottom - GAP - EDGE
  const above = box.top - GAP - EDGE
  const isBelow = below >= ENOUGH || below >= above
  const left = Math.max(EDGE, Math.min(box.left, width - box.width - EDGE))
  return {
    left: px(left),
    minWidth: px(box.width),
    maxHeight: px(isBelow ? below : above),
    ...(isBelow ? { top: px(box.bottom + GAP) } : { bottom: px(height - box.top + GAP) }),
  }
}

function px(length: number): string {
  return `${String(Math.round(length))}px`
}
