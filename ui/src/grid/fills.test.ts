import { describe, expect, it } from 'vitest'
import type { CellView } from '../wire/wire'
import { fillAll, fillDown, lastYearTexts, withHeadings, type LastYearScope } from './fills'
import { gridOf, type Grid, type Place } from './grid'
import type { Selection } from './selection'
import { gridOfText } from './testing'

/** Last year's texts, by the letter of the cell. */
function remembering(grid: Grid, texts: Readonly<Record<string, string>>): Grid {
  const cells = grid.cells.map((cell): CellView => ({ ...cell, last_year: texts[cell.field ?? ''] ?? null }))
  return gridOf({ cells, rows: grid.at.map(() => 1), columns: (grid.at[0] ?? []).map(() => 1) })
}

const place = (row: number, column: number): Place => ({ row, column })
const from = (anchor: Place, head: Place = anchor): Selection => ({ anchor, head })
const told = (edits: readonly { readonly edit: { readonly field: string; readonly text: string } }[]): string =>
  edits.map(({ edit }) => `${edit.field}=${edit.text}`).join(' ')

// Names, two columns of results, a score.
const grid = gridOfText(['NABS', 'Pab1', 'Qcd2', 'Ref3'], {
  N: '指标',
  A: '完成',
  B: '原因',
  P: '人数',
  a: '9',
  b: '略',
  e: '7',
})

describe('Ctrl+D', () => {
  it.each([
    ['takes the text from above into one cell', from(place(2, 1)), 'c=9'],
    ['fills each column from its first row', from(place(1, 1), place(3, 2)), 'c=9 d=略 e=9 f=略'],
    ['writes into no score from a result', from(place(1, 2), place(2, 3)), 'd=略'],
    ['has nothing to take below a heading', from(place(1, 1)), ''],
  ])('%s', (_, selection, expected) => {
    expect(told(fillDown(grid, selection))).toBe(expected)
  })
})

it('Ctrl+Enter fills cells like the one typed into', () => {
  expect(told(fillAll(grid, from(place(1, 1), place(3, 3)), '8'))).toBe('a=8 b=8 c=8 d=8 e=8 f=8')
  expect(told(fillAll(grid, from(place(1, 3), place(2, 3)), '10'))).toBe('1=10 2=10')
})

describe('last year', () => {
  const known = remembering(grid, { a: '8', b: '略', c: '6', f: '早', 1: '10' })
  it.each<[LastYearScope, Selection, string]>([
    ['cells', from(place(1, 1)), 'a=8'],
    ['cells', from(place(1, 1), place(3, 3)), 'a=8 c=6 f=早'],
    ['row', from(place(3, 1)), 'f=早'],
    ['column', from(place(1, 1)), 'c=6'],
    ['form', from(place(1, 1)), 'c=6 f=早'],
  ])('into %s', (scope, selection, expected) => {
    expect(told(lastYearTexts(known, selection, scope))).toBe(expected)
  })
})

it('a copy may carry its headings', () => {
  expect(withHeadings(grid, from(place(1, 1), place(2, 2)))).toEqual([
    ['', '完成', '原因'],
    ['人数', '9', '略'],
    ['', '', ''],
  ])
})
