import { describe, expect, it } from 'vitest'
import {
  cellAt,
  edge,
  emptyCells,
  formEnd,
  labelAbove,
  neighbour,
  rowEnd,
  step,
  type Direction,
  type Place,
} from './grid'
import { gridOfText } from './testing'

// A title, two pairs of label and input, a header, and rows whose class is merged down.
const form = gridOfText(['AAAAA', 'BaaCb', 'DDEFG', 'Hcd1e', 'Hfg2h', 'Hij3k'], {
  c: '甲',
  f: '乙',
  d: '1',
  g: '2',
  j: '',
})

function name(place: Place | null): string | null {
  return place && (cellAt(form, place)?.field ?? '·')
}

describe('step', () => {
  const cases: readonly [number, number, Direction, string][] = [
    [1, 1, 'right', 'b'], // over the label
    [1, 4, 'left', 'a'],
    [1, 2, 'down', 'd'], // over the header, keeping to the column
    [1, 1, 'down', 'c'],
    [3, 3, 'right', 'e'],
    [3, 1, 'left', 'c'], // nothing but a label further left
    [5, 1, 'down', 'i'],
    [3, 2, 'up', 'a'],
    [1, 1, 'up', 'a'],
  ]
  it('leaves a wide cell by any of its columns', () => {
    const titled = gridOfText(['tttt', 'yyyy', 'ABcc', 'ADee'])
    expect(step(titled, { row: 0, column: 0 }, 'down')).toEqual({ row: 1, column: 0 })
    expect(step(titled, { row: 1, column: 0 }, 'down')).toEqual({ row: 2, column: 2 })
    expect(step(titled, { row: 3, column: 2 }, 'down')).toEqual({ row: 3, column: 2 })
  })
  it.each(cases)('from %i,%i %s', (row, column, direction, field) => {
    expect(name(step(form, { row, column }, direction))).toBe(field)
  })
})

describe('neighbour', () => {
  it('goes on from a label to what is to be filled next to it', () => {
    expect(name(neighbour(form, { row: 2, column: 2 }, 1))).toBe('c')
    expect(name(neighbour(form, { row: 2, column: 2 }, -1))).toBe('b')
  })
})

describe('edge', () => {
  const cases: readonly [number, number, Direction, string][] = [
    [3, 2, 'down', 'g'], // the last filled one of the run
    [4, 2, 'down', 'j'], // nothing filled further: the end
    [5, 1, 'up', 'f'], // from an empty one to the next filled
    [3, 1, 'right', 'd'],
    [5, 4, 'left', 'i'],
  ]
  it.each(cases)('from %i,%i %s', (row, column, direction, field) => {
    expect(name(edge(form, { row, column }, direction))).toBe(field)
  })
})

describe('neighbour', () => {
  const cases: readonly [number, number, 1 | -1, string | null][] = [
    [1, 1, 1, 'b'],
    [1, 4, 1, 'c'],
    [3, 2, 1, 'e'], // computed cells are passed over
    [3, 3, 1, 'e'], // but Tab leaves one forward
    [3, 1, -1, 'b'],
    [1, 1, -1, null],
    [5, 4, 1, null],
  ]
  it.each(cases)('from %i,%i by %i', (row, column, by, field) => {
    expect(name(neighbour(form, { row, column }, by))).toBe(field)
  })
})

it('finds the ends of rows and of the form', () => {
  expect(name(rowEnd(form, { row: 3, column: 2 }, 'first'))).toBe('c')
  expect(name(rowEnd(form, { row: 3, column: 2 }, 'last'))).toBe('e')
  expect(name(formEnd(form, 'first'))).toBe('a')
  expect(name(formEnd(form, 'last'))).toBe('k')
})

it('finds the heading of a cell', () => {
  const table = gridOfText(['AB', 'cd', 'ef'], { A: '指标值', B: '实际\n完成值' })
  const cell = cellAt(table, { row: 2, column: 1 })
  expect(cell && labelAbove(table, cell)).toBe('实际完成值')
})

it('names the cells that are to be filled in and are empty', () => {
  const grid = gridOfText(['NAB', 'Pab', 'Qcd'], {
    N: '指标',
    A: '目标',
    B: '完成',
    P: '人数',
    Q: '期数',
    a: '9',
    c: '7',
    d: '6',
  })
  expect(emptyCells(grid)).toEqual(['人数，完成'])
})
