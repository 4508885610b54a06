// Which texts get the new year: all but those that the person leaves as they are. Pure.

import type { YearPlace, YearWordLine } from '../../wire/wire'

/** Names of the texts that stay as they are. */
export type UnchangedYears = ReadonlySet<string>

function nameOf({ form, field }: YearPlace): string {
  return `${String(form)} ${field}`
}

export function isChosen({ at }: YearWordLine, unchanged: UnchangedYears): boolean {
  return !unchanged.has(nameOf(at))
}

/** What the program is told to change. */
export function chosenYears(lines: readonly YearWordLine[], unchanged: UnchangedYears): YearPlace[] {
  return lines.filter((line) => isChosen(line, unchanged)).map(({ at }) => at)
}

export function yearToggled({ at }: YearWordLine, unchanged: UnchangedYears): UnchangedYears {
  const next = new Set(unchanged)
  if (!next.delete(nameOf(at))) next.add(nameOf(at))
  return next
}

/** All lines get the new year; none, when all did. */
export function allYearsToggled(lines: readonly YearWordLine[], unchanged: UnchangedYears): UnchangedYears {
  const names = lines.map(({ at }) => nameOf(at))
  const shown = new Set(names)
  if (names.every((name) => !unchanged.has(name))) return new Set([...unchanged, ...names])
  return new Set([...unchanged].filter((name) => !shown.has(name)))
}
