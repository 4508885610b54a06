// Blocks of text in and out: tab-separated lines and HTML tables, as Excel and WPS write them.

import type { CellView, Edit } from '../wire/wire'
import { cellAt, isStop, type Grid, type Place } from './grid'
import { areaOf, cellsIn, isBlock, type Selection } from './selection'

/** Texts by row. Null where a merged cell reaches in from above or from the left. */
export type Block = readonly (readonly (string | null)[])[]

/** One text of a pasted block and the cell that takes it. */
export interface PastePlan {
  readonly edits: readonly { readonly cell: CellView; readonly edit: Edit }[]
  /** Texts that have no cell to go to. */
  readonly dropped: readonly string[]
}

/**
 * What was pasted: the table when there is one, since only it knows merged cells; the lines otherwise. Paragraphs that
 * go into one cell for long texts stay one text.
 */
export function parsePasted(html: string, text: string, isLong = false): Block {
  const table = html === '' ? null : parseHtml(html)
  if (table) return table
  return isLong && !text.includes('\t') ? [[text.replace(/\r\n?/g, '\n').replace(/\n+$/, '')]] : parseTsv(text)
}

/** Tab-separated lines. Quoted cells may hold tabs, line breaks and doubled quotes. */
export function parseTsv(text: string): Block {
  const rows: string[][] = [[]]
  let rest = text.replace(/\r\n?/g, '\n').replace(/\n$/, '')
  for (;;) {
    const cell = takeCell(rest)
    rows.at(-1)?.push(cell.text)
    rest = cell.rest.slice(1)
    if (cell.rest === '') return rows
    if (cell.rest.startsWith('\n')) rows.push([])
  }
}

/** The first table of a piece of HTML; null when there is none. Nothing of it reaches the page but its text. */
export function parseHtml(html: string): Block | null {
  const table = new DOMParser().parseFromString(html, 'text/html').querySelector('table')
  if (!table) return null
  const rows: (string | null)[][] = []
  ;[...table.querySelectorAll('tr')].forEach((line, row) => placeRow(rows, row, line))
  return rows.length === 0 ? null : rows.map((row) => Array.from(row, (text) => text ?? null))
}

/** Which cell takes which text: the block is laid from `from` on, merged cells of the form taking one text each. */
export function planPaste(grid: Grid, from: Place, block: Block): PastePlan {
  const edits: { cell: CellView; edit: Edit }[] = []
  const dropped: string[] = []
  const taken = new Set<CellView>()
  block.forEach((texts, line) => {
    const cells = rowFrom(grid, { row: from.row + line, column: from.column }, texts.length)
    texts.forEach((text, index) => {
      const cell = cells[index]
      if (text === null) return
      if (isStop(cell) && !taken.has(cell)) {
        taken.add(cell)
        edits.push({ cell, edit: { field: cell.field, text } })
      } else if (text.trim() !== '' && cell?.text !== text) {
        dropped.push(text)
      }
    })
  })
  return { edits, dropped }
}

/**
 * The same into a selection: one text fills all of it, as in Excel, and results fill no scores; a block is laid from
 * its beginning on.
 */
export function planPasteInto(grid: Grid, selection: Selection, block: Block): PastePlan {
  const [[text] = []] = block
  const isOne = block.length === 1 && block[0]?.length === 1 && text != null
  if (!isOne || !isBlock(grid, selection)) return planPaste(grid, selection.anchor, block)
  const kind = cellAt(grid, selection.anchor)?.kind
  const cells = cellsIn(grid, areaOf(grid, selection)).filter((cell) => cell.kind === kind)
  return {
    edits: cells.filter(isStop).map((cell) => ({ cell, edit: { field: cell.field, text } })),
    dropped: [],
  }
}

/** The texts of a selection, merged cells once. */
export function blockOf(grid: Grid, selection: Selection): Block {
  const area = areaOf(grid, selection)
  const rows: (string | null)[][] = []
  for (let row = area.top; row <= area.bottom; row += 1) {
    const texts: (string | null)[] = []
    for (let column = area.left; column <= area.right; column += 1) {
      const cell = cellAt(grid, { row, column })
      texts.push(cell && (cell.row !== row || cell.column !== column) ? null : (cell?.text ?? ''))
    }
    rows.push(texts)
  }
  return rows
}

export function toTsv(block: Block): string {
  const quoted = (text: string): string => (/[\t\n"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
  return block.map((row) => row.map((text) => quoted(text ?? '')).join('\t')).join('\n')
}

/** The selection as an HTML table, so that merged cells stay merged in Excel and WPS. */
export function toHtml(grid: Grid, selection: Selection): string {
  const area = areaOf(grid, selection)
  const rows = blockOf(grid, selection).map((texts, line) => {
    const cells = texts.map((text, index) => {
      if (text === null) return ''
      const cell = cellAt(grid, { row: area.top + line, column: area.left + index })
      const spans = `rowspan="${String(cell?.row_span ?? 1)}" colspan="${String(cell?.column_span ?? 1)}"`
      return `<td ${spans}>${escaped(text)}</td>`
    })
    return `<tr>${cells.join('')}</tr>`
  })
  return `<table>${rows.join('')}</table>`
}

function takeCell(text: string): { readonly text: string; readonly rest: string } {
  const quoted = /^"((?:[^"]|"")*)"(?=[\t\n]|$)/.exec(text)
  if (quoted) return { text: (quoted[1] ?? '').replaceAll('""', '"'), rest: text.slice(quoted[0].length) }
  const plain = /^[^\t\n]*/.exec(text)?.[0] ?? ''
  return { text: plain, rest: text.slice(plain.length) }
}

function placeRow(rows: (string | null)[][], row: number, line: Element): void {
  let column = 0
  for (const cell of line.querySelectorAll('td, th')) {
    while (rows[row]?.[column] !== undefined) column += 1
    const down = span(cell.getAttribute('rowspan'))
    const across = span(cell.getAttribute('colspan'))
    for (let below = 0; below < down; below += 1) {
      const texts = (rows[row + below] ??= [])
      for (let right = 0; right < across; right += 1) {
        texts[column + right] = below === 0 && right === 0 ? textOf(cell) : null
      }
    }
    column += across
  }
  rows[row] ??= []
}

/** Spans beyond this are a mistake or an attack, never a form. */
const LARGEST_SPAN = 100

function span(text: string | null): number {
  const number = Number.parseInt(text ?? '1', 10)
  return Number.isFinite(number) ? Math.min(Math.max(number, 1), LARGEST_SPAN) : 1
}

/** The text of a cell: line breaks where the source has them, other white space folded, as a browser shows it. */
function textOf(cell: Element): string {
  const parts: string[] = []
  const visit = (node: Node): void => {
    if (node.nodeName === 'BR') parts.push('\n')
    else if (node.nodeType === Node.TEXT_NODE) parts.push((node.textContent ?? '').replaceAll(/[ \t\r\n]+/g, ' '))
    else node.childNodes.forEach(visit)
    if (node.nodeName === 'P' || node.nodeName === 'DIV') parts.push('\n')
  }
  cell.childNodes.forEach(visit)
  return parts
    .join('')
    .replaceAll('\u00a0', ' ')
    .replaceAll(/ *\n */g, '\n')
    .trim()
}

/** The cells that a pasted row lands on. Excel writes a merged cell as one text and blanks, our form as one cell. */
function rowFrom(grid: Grid, from: Place, count: number): readonly (CellView | undefined)[] {
  return Array.from({ length: count }, (_, index) => cellAt(grid, { row: from.row, column: from.column + index }))
}

function escaped(text: string): string {
  const plain = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  return plain.replaceAll('"', '&quot;').replaceAll('\n', '<br>')
}
