import { describe, expect, it } from 'vitest'
import { errorsIn, formsOf, isClean } from '../files/exporting'
import { fake } from '../../platform/fake'
import {
  addressOf,
  carriedOver,
  choiceOf,
  columnName,
  columnsReadAs,
  firstDecisions,
  formsIn,
  isTaken,
  otherYears,
  pickOf,
  problemsByField,
  rulesOfLayouts,
  sourceGrid,
  unplaced,
  withMerge,
  withProblems,
} from './importing'

const platform = fake({ delay: 0 })
const found = await platform.importPick()
const document = await platform.openSample()

describe('an import', () => {
  if (!found) throw new Error('no import')
  const first = firstDecisions(found, 2030)
  const place = { form: 1, field: '{"text":"name"}' }
  it('begins with everything, as the template of the year after', () => {
    const choice = choiceOf(found, first, [place])
    expect(choice).toMatchObject({ template_year: 2024, years: [] })
    expect(choice.forms).toHaveLength(32)
  })
  it("tells the years that are not the document's", () => {
    const years = (template: boolean, year: number): readonly number[] =>
      otherYears(found, { ...first, template }, year)
    expect([years(true, 2024), years(true, 2023), years(false, 2023), years(false, 2024)]).toEqual([
      [],
      [2024],
      [2021],
      [2021, 2023],
    ])
    expect(otherYears(found, { ...first, taken: new Set() }, 1999)).toEqual([])
  })
  it('puts the new year into texts only when it is asked for, and only in a template', () => {
    const years = (template: boolean, replaceYears: boolean) =>
      choiceOf(found, { ...first, template, replaceYears }, [place]).years
    expect([years(true, true), years(true, false), years(false, true)]).toEqual([[place], [], []])
  })
  it('takes the editions that were corrected and leaves what was skipped', () => {
    const choice = choiceOf(
      found,
      { ...first, taken: new Set([2, 1]), editions: new Map([[2, 'x']]), template: false },
      [],
    )
    expect(choice).toEqual({
      forms: [
        { index: 1, edition: null, columns: [], rules: null, merge: null },
        { index: 2, edition: 'x', columns: [], rules: null, merge: null },
      ],
      template_year: null,
      years: [],
    })
  })
  it('has the rules that were chosen the last time, and says which rules go with how many layouts', () => {
    const [national] = found.rule_sets
    if (!national) throw new Error('no rules')
    expect(rulesOfLayouts(found)).toEqual([{ name: national.name, forms: 32 }])
    expect(first.rules).toBeNull()
    const offered = firstDecisions({ ...found, rules: national.id }, 2030)
    expect(choiceOf(found, offered, []).forms.every(({ rules }) => rules === national.id)).toBe(true)
  })
  it('reads columns as the person says, each column of the form from one source', () => {
    const one = columnsReadAs([], 5, 'target')
    expect(one).toEqual([{ column: 5, read_as: 'target' }])
    expect(columnsReadAs(one, 4, 'target')).toEqual([{ column: 4, read_as: 'target' }])
    const two = columnsReadAs(columnsReadAs(one, 6, null), 7, null)
    expect(two.map(({ column }) => column)).toEqual([5, 6, 7])
    expect(columnsReadAs(two, 5, null).filter(({ read_as }) => read_as === null)).toHaveLength(3)
    expect(pickOf(1, { ...first, columns: new Map([[1, two]]) }).columns).toEqual(two)
  })
  it('counts what is not understood anew once a form is read again', () => {
    const again = withProblems(found, new Map([[1, []]]))
    expect(formsIn(again).find((form) => form.index === 1)?.problems).toEqual([])
    expect(formsIn(again)).toHaveLength(formsIn(found).length)
  })
  it('keeps what was decided when the books are read again, whatever form comes before', () => {
    const [book] = found.books
    if (!book) throw new Error('no book')
    const [form] = book.forms
    if (!form) throw new Error('no form')
    const added = { ...form, index: 0, sheet: '新' }
    const again = {
      ...found,
      books: [{ ...book, forms: [added, ...book.forms.map((each) => ({ ...each, index: each.index + 1 }))] }],
    }
    const known = found.editions[1]?.id ?? ''
    const decided = {
      ...first,
      taken: new Set([2]),
      editions: new Map([
        [1, known],
        [2, 'gone'],
      ]),
      columns: new Map([[1, columnsReadAs([], 5, 'target')]]),
    }
    const carried = carriedOver(decided, { ...found, books: [book] }, again)
    expect([...carried.taken]).toEqual([0, 3])
    expect([...carried.editions]).toEqual([[2, known]])
    expect([...carried.columns.keys()]).toEqual([2])
  })
  it('puts a declaration into the form of its project, unless it is to be a form of its own', () => {
    const [book] = found.books
    if (!book) throw new Error('no book')
    const declares = { form: 7, name: '补贴' }
    const forms = book.forms.map((form) => (form.index === 1 ? { ...form, declares } : form))
    const begun = firstDecisions({ ...found, books: [{ ...book, forms }] }, 2030)
    expect(pickOf(1, begun).merge).toEqual({ form: 7, ticks: [] })
    expect(pickOf(2, begun).merge).toBeNull()
    const merge = { form: 7, ticks: new Map([['b', true]]) }
    expect(pickOf(1, withMerge(begun, 1, merge)).merge).toEqual({ form: 7, ticks: [{ key: 'b', taken: true }] })
    expect(pickOf(1, withMerge(begun, 1, null)).merge).toBeNull()
    const line = { key: 'b', place: '', typed: '1', declared: '2' }
    expect(isTaken({ ...line, state: 'differs' }, merge)).toBe(true)
    expect(
      (['fills', 'new', 'differs', 'same'] as const).map((state) => isTaken({ ...line, key: 'x', state }, merge)),
    ).toEqual([true, true, false, false])
  })
  it('counts the cells without a place', () => {
    const { books } = found
    const cells = books.flatMap((each) => [...each.problems, ...each.forms.flatMap((form) => form.problems)])
    expect(unplaced(found)).toBe(cells.filter(({ cell }) => cell !== '').length)
    expect(unplaced({ ...found, books: [] })).toBe(0)
  })
  it('marks problems on both sides', async () => {
    const { source } = await platform.importDetail(pickOf(1, first))
    expect(problemsByField(source).size).toBe(1)
    const rows = sourceGrid(source).rows.flatMap(({ cells }) => cells.flatMap(({ cell }) => cell ?? []))
    expect(rows).toHaveLength(source.length)
  })
})

it.each([
  ['C12', { row: 11, column: 2 }],
  ['AA1', { row: 0, column: 26 }],
  ['', null],
  ['12', null],
  ['C0', null],
] as const)('the address %s', (cell, place) => {
  expect(addressOf(cell)).toEqual(place)
})
it.each([
  [0, 'A'],
  [25, 'Z'],
  [26, 'AA'],
  [701, 'ZZ'],
])('column %i is %s', (column, name) => {
  expect(columnName(column)).toBe(name)
})
it('an empty sheet has no rows', () => {
  expect(sourceGrid([]).rows).toEqual([])
})

describe('an export', () => {
  it('takes the forms of its scope', () => {
    expect(formsOf('all', document, 2, [])).toHaveLength(32)
    expect(formsOf('current', document, 2, [])).toEqual([2])
    expect(formsOf('chosen', document, 2, [4, 3])).toEqual([3, 4])
    expect(formsOf('done', document, null, [])).toHaveLength(document.forms.filter((form) => form.done).length)
  })
  it('counts the errors that would be handed in', () => {
    expect(errorsIn(document, formsOf('all', document, null, []))).toBe(document.totals.findings.errors)
  })
  it('is clean only when every file was written', () => {
    expect(isClean({ folder: '', cancelled: false, failed: 0, remark: '', files: [{ name: 'a', error: null }] })).toBe(
      true,
    )
    expect(isClean({ folder: '', cancelled: true, failed: 0, remark: '', files: [] })).toBe(false)
    expect(
      isClean({ folder: '', cancelled: false, failed: 1, remark: '', files: [{ name: 'a', error: '占用' }] }),
    ).toBe(false)
  })
})
