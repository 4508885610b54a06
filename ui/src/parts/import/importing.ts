// What the person decides while looking through an import. Pure.

import type {
  ColumnPick,
  DeclaredLine,
  ImportBook,
  ImportChoice,
  ImportForm,
  ImportPick,
  ImportProblem,
  ImportView,
  SourceCell,
  YearPlace,
} from '../../wire/wire'

/** The forms taken, and the editions and columns corrected. */
export interface Decisions {
  readonly taken: ReadonlySet<number>
  readonly editions: ReadonlyMap<number, string>
  readonly columns: ReadonlyMap<number, readonly ColumnPick[]>
  readonly template: boolean
  readonly year: number
  readonly replaceYears: boolean
  /** The rule set of all forms; null leaves each the one of its layout. */
  readonly rules: string | null
  /** The declarations that go into a form of the document, with what the person said of their lines. */
  readonly merged: ReadonlyMap<number, Merge>
}

export interface Merge {
  readonly form: number
  readonly ticks: ReadonlyMap<string, boolean>
}

export function formsIn(found: ImportView): readonly ImportForm[] {
  return found.books.flatMap((book) => book.forms)
}

/** Everything is taken to begin with, as a template for the year after the one in the books. */
export function firstDecisions(found: ImportView, thisYear: number): Decisions {
  return {
    taken: new Set(formsIn(found).map((form) => form.index)),
    editions: new Map(),
    columns: new Map(),
    template: true,
    year: found.year === null ? thisYear - 1 : found.year + 1,
    replaceYears: false,
    rules: found.rules,
    merged: new Map(
      formsIn(found).flatMap(({ index, declares }) =>
        declares ? [[index, { form: declares.form, ticks: new Map() }]] : [],
      ),
    ),
  }
}

/** Years of what is taken that are not the document's: forms of several years in one document are hardly meant. */
export function otherYears(found: ImportView, decisions: Decisions, year: number): readonly number[] {
  const own = formsIn(found).filter((form) => decisions.taken.has(form.index) && !decisions.merged.has(form.index))
  const years = own.flatMap((form) => (decisions.template ? [decisions.year] : form.year === null ? [] : [form.year]))
  return [...new Set(years)].filter((each) => each !== year).sort((one, other) => one - other)
}

/** The choice as the program wants it, in the order of the books; years are the texts that get the new one. */
export function choiceOf(found: ImportView, decisions: Decisions, years: readonly YearPlace[]): ImportChoice {
  const taken = formsIn(found).filter((form) => decisions.taken.has(form.index))
  return {
    forms: taken.map((form) => pickOf(form.index, decisions)),
    template_year: decisions.template ? decisions.year : null,
    years: decisions.template && decisions.replaceYears ? [...years] : [],
  }
}

/** How one form is read. */
export function pickOf(index: number, decisions: Decisions): ImportPick {
  const merge = decisions.merged.get(index)
  return {
    index,
    edition: decisions.editions.get(index) ?? null,
    columns: [...(decisions.columns.get(index) ?? [])],
    rules: decisions.rules,
    merge: merge ? { form: merge.form, ticks: [...merge.ticks].map(([key, taken]) => ({ key, taken })) } : null,
  }
}

/** How many forms each rule set scores when each form has the rules of its layout, in the order of the rule sets. */
export function rulesOfLayouts(found: ImportView): readonly { readonly name: string; readonly forms: number }[] {
  const forms = formsIn(found)
  return found.rule_sets
    .map(({ id, name }) => ({ name, forms: forms.filter((form) => form.rules === id).length }))
    .filter((line) => line.forms > 0)
}

/**
 * What the person says of the columns once one more is read as something else. A column of the form has one source: one
 * that loses its place so is not said to be left out, so that what stands in it is still told as not understood.
 */
export function columnsReadAs(
  picks: readonly ColumnPick[],
  column: number,
  readAs: string | null,
): readonly ColumnPick[] {
  const others = picks.filter((pick) => pick.column !== column && (readAs === null || pick.read_as !== readAs))
  return [...others, { column, read_as: readAs }]
}

/** The review with what is not understood in forms that were read again. */
export function withProblems(found: ImportView, again: ReadonlyMap<number, readonly ImportProblem[]>): ImportView {
  const books = found.books.map((book) => ({
    ...book,
    forms: book.forms.map((form) => ({ ...form, problems: [...(again.get(form.index) ?? form.problems)] })),
  }))
  return { ...found, books }
}

export function problemCount(book: ImportBook): number {
  return book.forms.reduce((sum, form) => sum + form.problems.length, book.problems.length)
}

/** Whether a line of a declaration is taken over: nothing typed gives way unless the person says so. */
export function isTaken({ key, state }: DeclaredLine, merge: Merge): boolean {
  return merge.ticks.get(key) ?? (state === 'fills' || state === 'new')
}

/** The decisions with a declaration going into a form, or being a form of its own. */
export function withMerge(decisions: Decisions, index: number, merge: Merge | null): Decisions {
  const merged = new Map(decisions.merged)
  if (merge) merged.set(index, merge)
  else merged.delete(index)
  return { ...decisions, merged }
}

/** How many cells have no place in any form. */
export function unplaced(found: ImportView): number {
  const problems = found.books.flatMap((book) => [...book.problems, ...book.forms.flatMap((form) => form.problems)])
  return problems.filter(({ cell }) => cell !== '').length
}

/** The forms by where they stand: book, sheet, and how many stand before them on it. */
function places(found: ImportView): ReadonlyMap<string, number> {
  const before = new Map<string, number>()
  return new Map(
    found.books.flatMap((book, at) =>
      book.forms.map(({ sheet, index }) => {
        const page = `${String(at)} ${sheet}`
        const nth = before.get(page) ?? 0
        before.set(page, nth + 1)
        return [`${page} ${String(nth)}`, index] as const
      }),
    ),
  )
}

/** Which form of a review is which of the same books read again. */
export function sameForms(before: ImportView, after: ImportView): ReadonlyMap<number, number> {
  const now = places(after)
  return new Map(
    [...places(before)].flatMap(([place, index]) => {
      const same = now.get(place)
      return same === undefined ? [] : [[index, same] as const]
    }),
  )
}

/** What was decided, for the same books read again. Forms that are found now and were not before are taken. */
export function carriedOver(decisions: Decisions, before: ImportView, after: ImportView): Decisions {
  const same = sameForms(before, after)
  const known = new Set(after.editions.map(({ id }) => id))
  const moved = <Value>(by: ReadonlyMap<number, Value>): (readonly [number, Value])[] =>
    [...by].flatMap(([index, value]) => {
      const now = same.get(index)
      return now === undefined ? [] : [[now, value] as const]
    })
  const skipped = new Set([...same].filter(([index]) => !decisions.taken.has(index)).map(([, now]) => now))
  return {
    ...decisions,
    taken: new Set(
      formsIn(after)
        .map(({ index }) => index)
        .filter((index) => !skipped.has(index)),
    ),
    editions: new Map(moved(decisions.editions).filter(([, id]) => known.has(id))),
    columns: new Map(moved(decisions.columns)),
    merged: new Map(moved(decisions.merged)),
  }
}

/** Row and column, from 0, of an address such as `C12`; null for anything else. */
export function addressOf(cell: string): { readonly row: number; readonly column: number } | null {
  const parts = /^([A-Z]{1,3})([1-9][0-9]{0,6})$/.exec(cell)
  if (!parts?.[1] || !parts[2]) return null
  const column = Array.from(parts[1]).reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
  return { row: Number(parts[2]) - 1, column }
}

/** A, B … Z, AA. */
export function columnName(column: number): string {
  const letter = String.fromCharCode(65 + (column % 26))
  return column < 26 ? letter : columnName(Math.floor(column / 26) - 1) + letter
}

/** The part of a source sheet that holds cells, as rows of cells; null where none begins. */
export interface SourceGrid {
  readonly top: number
  readonly columns: readonly number[]
  readonly rows: readonly {
    readonly row: number
    readonly cells: readonly { readonly column: number; readonly cell: SourceCell | null }[]
  }[]
}

export function sourceGrid(source: readonly SourceCell[]): SourceGrid {
  const top = Math.min(...source.map((cell) => cell.row))
  const bottom = Math.max(...source.map((cell) => cell.row + cell.row_span))
  const left = Math.min(...source.map((cell) => cell.column))
  const right = Math.max(...source.map((cell) => cell.column + cell.column_span))
  if (source.length === 0) return { top: 0, columns: [], rows: [] }
  const covered = coveredPlaces(source)
  const columns = Array.from({ length: right - left }, (_, index) => left + index)
  const rows = Array.from({ length: bottom - top }, (_, index) => {
    const row = top + index
    const cells = columns.flatMap<{ column: number; cell: SourceCell | null }>((column) => {
      const cell = covered.get(`${String(row)}:${String(column)}`)
      if (!cell) return [{ column, cell: null }]
      return cell.row === row && cell.column === column ? [{ column, cell }] : []
    })
    return { row, cells }
  })
  return { top, columns, rows }
}

/** Texts of problems by the field that was read there, so that both sides can mark them. */
export function problemsByField(source: readonly SourceCell[]): ReadonlyMap<string, string> {
  return new Map(
    source.flatMap((cell) =>
      cell.problem !== null && cell.field !== null ? [[cell.field, cell.problem] as const] : [],
    ),
  )
}

function coveredPlaces(source: readonly SourceCell[]): ReadonlyMap<string, SourceCell> {
  const covered = new Map<string, SourceCell>()
  for (const cell of source) {
    for (let row = cell.row; row < cell.row + cell.row_span; row += 1) {
      for (let column = cell.column; column < cell.column + cell.column_span; column += 1) {
        covered.set(`${String(row)}:${String(column)}`, cell)
      }
    }
  }
  return covered
}
