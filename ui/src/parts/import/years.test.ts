import { expect, it } from 'vitest'
import type { YearWordLine } from '../../wire/wire'
import { allYearsToggled, chosenYears, isChosen, yearToggled, type UnchangedYears } from './years'

const line = (form: number, field: string): YearWordLine => ({
  at: { form, field },
  form: '',
  place: '',
  before: '',
  after: '',
})
const lines = [line(1, 'name'), line(1, 'target'), line(2, 'name')]
const chosen = (unchanged: UnchangedYears) => lines.map((each) => isChosen(each, unchanged))
const none: UnchangedYears = new Set()

it('begins with all', () => {
  expect(chosen(none)).toEqual([true, true, true])
  expect(chosenYears(lines, none)).toEqual(lines.map(({ at }) => at))
})
it.each([0, 1, 2])('turns line %i off and on', (at) => {
  const each = lines[at] ?? line(0, '')
  const unchanged = yearToggled(each, none)
  expect(chosen(unchanged)).toEqual(lines.map((_, other) => other !== at))
  expect(chosenYears(lines, unchanged)).not.toContain(each.at)
  expect(chosen(yearToggled(each, unchanged))).toEqual([true, true, true])
})
it('turns all on when one is off, and all off when none is', () => {
  const some = yearToggled(line(2, 'name'), none)
  expect(chosen(allYearsToggled(lines, some))).toEqual([true, true, true])
  expect(chosen(allYearsToggled(lines, none))).toEqual([false, false, false])
})
it('remembers lines that are not shown now', () => {
  const away = line(9, 'name')
  const unchanged = yearToggled(away, none)
  expect(isChosen(away, allYearsToggled(lines, unchanged))).toBe(false)
  expect(isChosen(away, allYearsToggled(lines, allYearsToggled(lines, unchanged)))).toBe(false)
})
