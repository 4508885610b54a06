import { describe, expect, it } from 'vitest'
import { areaOf, at, fieldsIn, followed, isBlock, withinGrid } from './selection'
import { gridOfText } from './testing'

const form = gridOfText(['Aab', 'Acc', 'Bdc', 'Bef'])

describe('areaOf', () => {
  const cases: readonly [string, [number, number], [number, number], [number, number, number, number]][] = [
    ['one cell', [0, 1], [0, 1], [0, 1, 0, 1]],
    ['a block', [2, 1], [3, 1], [2, 1, 3, 1]],
    ['backwards', [3, 2], [3, 1], [3, 1, 3, 2]],
    ['a merged cell is taken whole', [1, 1], [2, 2], [1, 1, 2, 2]],
    ['and what that reaches into', [0, 0], [1, 1], [0, 0, 1, 2]],
  ]
  it.each(cases)('%s', (_, anchor, head, [top, left, bottom, right]) => {
    const selection = { anchor: { row: anchor[0], column: anchor[1] }, head: { row: head[0], column: head[1] } }
    expect(areaOf(form, selection)).toEqual({ top, left, bottom, right })
  })
})

it('lists the fields to be emptied, without labels', () => {
  expect(fieldsIn(form, { anchor: { row: 0, column: 0 }, head: { row: 0, column: 2 } })).toEqual(['a', 'b', 'c'])
})

it('knows a block from a cell', () => {
  expect(isBlock(form, at({ row: 1, column: 1 }))).toBe(false)
  expect(isBlock(form, { anchor: { row: 1, column: 1 }, head: { row: 1, column: 2 } })).toBe(false)
  expect(isBlock(form, { anchor: { row: 2, column: 1 }, head: { row: 3, column: 1 } })).toBe(true)
})

it('is dropped when the form no longer has its place', () => {
  expect(withinGrid(form, at({ row: 3, column: 2 }))).not.toBeNull()
  expect(withinGrid(gridOfText(['ab']), at({ row: 3, column: 2 }))).toBeNull()
})

describe('a selection follows its field into another layout', () => {
  const other = gridOfText(['Xaa', 'Xcc', 'Xbb'])
  it('to where the field stands there', () => {
    expect(followed(form, other, at({ row: 0, column: 2 }))).toEqual(at({ row: 2, column: 1 }))
    expect(followed(form, other, at({ row: 1, column: 2 }))).toEqual(at({ row: 1, column: 2 }))
  })
  it('and stays in its place when the field is gone, or several cells are selected', () => {
    expect(followed(form, other, at({ row: 2, column: 1 }))).toEqual(at({ row: 2, column: 1 }))
    const block = { anchor: { row: 0, column: 1 }, head: { row: 0, column: 2 } }
    expect(followed(form, other, block)).toEqual(block)
    expect(followed(form, gridOfText(['xy']), at({ row: 3, column: 2 }))).toBeNull()
  })
})
