// The scale of paper on screen, 50–200 %.

export const MIN_ZOOM = 0.5
export const MAX_ZOOM = 2
const STEP = 0.1

/** A scale within the limits, in whole steps of a hundredth. */
export function limited(zoom: number): number {
  return Math.round(Math.min(MAX_ZOOM, Math.max(MIN_ZOOM, zoom)) * 100) / 100
}

/** The next scale up or down, at a multiple of ten percent. */
export function stepped(zoom: number, by: 1 | -1): number {
  const steps = zoom / STEP
  const near = Math.round(steps)
  const next = Math.abs(steps - near) < 0.01 ? near + by : by > 0 ? Math.ceil(steps) : Math.floor(steps)
  return limited(next * STEP)
}

/** The scale at which paper of this width fits the available width, up to `max`. */
export function fitting(paper: number, available: number, max = 1): number {
  return paper <= 0 ? 1 : limited(Math.min(max, Math.floor((available / paper) * 100) / 100))
}

export function percent(zoom: number): string {
  return `${String(Math.round(zoom * 100))}%`
}
