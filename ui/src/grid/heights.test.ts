import { describe, expect, test } from 'vitest'
import type { CellView } from '../wire/wire'
import { heightsFor, overflows, spanned } from './heights'

const cell = (row: number, rows: number): CellView => ({ row, row_span: rows }) as CellView
const [short, tall] = [cell(0, 1), cell(1, 2)]
const form = { rows: [20_000, 20_000, 20_000], cells: [short, tall] }

describe('row heights on screen', () => {
  test('are those of the print while every text has room', () => {
    expect(heightsFor(form, new Map())).toBe(form.rows)
    expect(heightsFor(form, new Map([[short, 16_000]]))).toEqual(form.rows)
  })

  test('grow by what a text lacks, in the last of its rows', () => {
    expect(
      heightsFor(
        form,
        new Map([
          [short, 17_000],
          [tall, 40_000],
        ]),
      ),
    ).toEqual([21_000, 20_000, 24_000])
  })

  test('count room once that another text has made', () => {
    expect(
      heightsFor(
        form,
        new Map([
          [tall, 40_000],
          [cell(2, 1), 22_000],
        ]),
      ),
    ).toEqual([20_000, 20_000, 26_000])
    expect(
      heightsFor(
        form,
        new Map([
          [tall, 40_000],
          [cell(1, 1), 20_000],
        ]),
      ),
    ).toEqual([20_000, 24_000, 20_000])
  })

  test('lack room for a text that is higher than its rows, a pixel of rounding apart', () => {
    expect([overflows(form, short, 16_750), overflows(form, short, 16_751), overflows(form, tall, 36_750)]).toEqual([
      false,
      true,
      false,
    ])
  })

  test('of some rows add up', () => {
    expect(spanned([1, 2, 3], 1, 2)).toBe(5)
  })
})
