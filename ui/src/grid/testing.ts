// Small forms for tests, drawn as text: small letters are inputs, digits computed cells, capitals labels; equal
// neighbours are one merged cell.

import type { CellKind, CellView } from '../wire/wire'
import { gridOf, type Grid } from './grid'

/** A form of rows of single characters. `texts` gives cells their text, by character. */
export function gridOfText(rows: readonly string[], texts: Readonly<Record<string, string>> = {}): Grid {
  const columns = rows[0]?.length ?? 0
  const cells: CellView[] = []
  rows.forEach((line, row) => {
    Array.from(line).forEach((name, column) => {
      if (name === '.' || rows[row - 1]?.[column] === name || line[column - 1] === name) return
      cells.push(cellOf(name, row, column, spanOf(rows, row, column), texts[name] ?? ''))
    })
  })
  return gridOf({ cells, rows: rows.map(() => 1000), columns: Array.from({ length: columns }, () => 1000) })
}

function spanOf(rows: readonly string[], row: number, column: number): { down: number; across: number } {
  const name = rows[row]?.[column]
  let down = 1
  while (rows[row + down]?.[column] === name) down += 1
  let across = 1
  while (rows[row]?.[column + across] === name) across += 1
  return { down, across }
}

function cellOf(
  name: string,
  row: number,
  column: number,
  span: { down: number; across: number },
  text: string,
): CellView {
  const kind: CellKind = /[a-z]/.test(name) ? 'input' : /[0-9]/.test(name) ? 'computed' : 'label'
  return {
    row,
    column,
    row_span: span.down,
    column_span: span.across,
    text,
    raw: text,
    kind,
    field: kind === 'label' ? null : name,
    indicator: null,
    fund: null,
    goal: null,
    multiline: false,
    title: false,
    size: 10000,
    align: 'center',
    bordered: true,
    explanation: null,
    by_hand: false,
    outdated: null,
    last_year: null,
    level: null,
  }
}
