// Which lines of a list are picked. Pure.

export function toggled(picked: ReadonlySet<number>, id: number): ReadonlySet<number> {
  const next = new Set(picked)
  if (!next.delete(id)) next.add(id)
  return next
}

/** The ids between two lines, both included, in the order shown. */
export function rangeOf(lines: readonly { readonly id: number }[], from: number, to: number): readonly number[] {
  const one = lines.findIndex((line) => line.id === from)
  const other = lines.findIndex((line) => line.id === to)
  if (one < 0 || other < 0) return [to]
  return lines.slice(Math.min(one, other), Math.max(one, other) + 1).map((line) => line.id)
}
