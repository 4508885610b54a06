// Which texts get the new year: all but those that the person leaves as they are. Pure.

import type { YearPlace, YearWordLine } from '../wire/wire'

/** Names of the texts that stay as they are. */
export type KeptYears = ReadonlySet<string>

function nameOf({ form, field }: YearPlace): string {
  return `${String(form)} ${field}`
}

export function isChosen({ at }: YearWordLine, kept: KeptYears): boolean {
  return !kept.has(nameOf(at))
}

/** What the program is told to change. */
export function chosenYears(lines: readonly YearWordLine[], kept: KeptYears): YearPlace[] {
  return lines.filter((line) => isChosen(line, kept)).map(({ at }) => at)
}

export function yearToggled({ at }: YearWordLine, kept: KeptYears): KeptYears {
  const next = new Set(kept)
  if (!next.delete(nameOf(at))) next.add(nameOf(at))
  return next
}

/** All lines get the new year; none, when all did. */
export function allYearsToggled(lines: readonly YearWordLine[], kept: KeptYears): KeptYears {
  const names = lines.map(({ at }) => nameOf(at))
  const shown = new Set(names)
  if (names.every((name) => !kept.has(name))) return new Set([...kept, ...names])
  return new Set([...kept].filter((name) => !shown.has(name)))
}
