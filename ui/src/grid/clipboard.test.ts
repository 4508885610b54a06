// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest'
import {
  blockOf,
  parseHtml,
  parsePasted,
  parseTsv,
  planPaste,
  planPasteInto,
  toHtml,
  toTsv,
  type Block,
} from './clipboard'
import { gridOfText } from './testing'

describe('parseTsv', () => {
  const cases: readonly [string, string, Block][] = [
    ['one text', '14390人', [['14390人']]],
    [
      'a block of Excel, with its last line end',
      'a\tb\r\nc\td\r\n',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'blank cells',
      'a\t\tb\n\t\t',
      [
        ['a', '', 'b'],
        ['', '', ''],
      ],
    ],
    ['a quoted cell with line breaks', '"第一行\n第二行"\tb', [['第一行\n第二行', 'b']]],
    ['a quoted cell with CRLF, tab and quotes', '"说""好""的\r\n\t事"\tb\r\n', [['说"好"的\n\t事', 'b']]],
    ['quotes within a text', '5" 屏\tb', [['5" 屏', 'b']]],
    ['a text that only begins with a quote', '"未闭合\tb', [['"未闭合', 'b']]],
    ['an empty quoted cell', '""\tb', [['', 'b']]],
    ['nothing', '', [['']]],
    ['blank lines between', 'a\n\nb', [['a'], [''], ['b']]],
  ]
  it.each(cases)('%s', (_, text, block) => {
    expect(parseTsv(text)).toEqual(block)
  })
})

describe('parseHtml', () => {
  const cases: readonly [string, string, Block | null][] = [
    ['no table', '<p>正文</p>', null],
    [
      'Excel',
      '<html><body><!--StartFragment--><table><col width=64>' +
        '<tr height=18><td class=xl65>a</td><td>b</td></tr></table></body></html>',
      [['a', 'b']],
    ],
    [
      'line breaks',
      '<table><tr><td>第一行<br style="mso-data-placement:same-cell">\n  第二行</td></tr></table>',
      [['第一行\n第二行']],
    ],
    [
      'merged to the right',
      '<table><tr><td colspan=2>a</td><td>b</td></tr><tr><td>c</td><td>d</td><td>e</td></tr></table>',
      [
        ['a', null, 'b'],
        ['c', 'd', 'e'],
      ],
    ],
    [
      'merged down',
      '<table><tr><td rowspan=2>a</td><td>b</td></tr><tr><td>c</td></tr></table>',
      [
        ['a', 'b'],
        [null, 'c'],
      ],
    ],
    ['folded white space', '<table><tr><td>\n a   b&nbsp;\n</td></tr></table>', [['a b']]],
    [
      'markup is text',
      '<table><tr><td>&lt;img src=x onerror=alert(1)&gt;</td></tr></table>',
      [['<img src=x onerror=alert(1)>']],
    ],
    [
      'a span beyond all reason',
      '<table><tr><td colspan=100000>a</td></tr></table>',
      [['a', ...Array.from({ length: 99 }, () => null)]],
    ],
  ]
  it.each(cases)('%s', (_, html, block) => {
    expect(parseHtml(html)).toEqual(block)
  })
  it('is preferred to the lines, which know no merged cells', () => {
    expect(parsePasted('<table><tr><td>a</td></tr></table>', 'b')).toEqual([['a']])
    expect(parsePasted('<p>b</p>', 'b')).toEqual([['b']])
  })
})

describe('planPasteInto', () => {
  const form = gridOfText(['AB1', 'ab2', 'dc3', 'ffg'])
  const filled = (anchor: [number, number], head: [number, number], block: Block): readonly string[] => {
    const [from, to] = [anchor, head].map(([row, column]) => ({ row, column }))
    const plan = from && to && planPasteInto(form, { anchor: from, head: to }, block)
    return plan?.edits.map(({ edit }) => `${edit.field}=${edit.text}`) ?? []
  }
  it('one text fills the selection, whichever way it was drawn, but no scores', () => {
    expect(filled([1, 0], [2, 2], [['x']])).toEqual(['a=x', 'b=x', 'd=x', 'c=x'])
    expect(filled([2, 1], [1, 1], [['x']])).toEqual(['b=x', 'c=x'])
    expect(filled([0, 2], [2, 2], [['9']])).toEqual(['1=9', '2=9', '3=9'])
  })
  it('a block, or one cell, is laid from the beginning on', () => {
    expect(filled([1, 0], [2, 1], [['x', 'y']])).toEqual(['a=x', 'b=y'])
    expect(filled([1, 0], [1, 0], [['x']])).toEqual(['a=x'])
  })
})

describe('planPaste', () => {
  const form = gridOfText(['ABC', 'abc', 'dDe', 'ffg'])
  const planned = (row: number, column: number, block: Block): readonly [readonly string[], readonly string[]] => {
    const plan = planPaste(form, { row, column }, block)
    return [plan.edits.map(({ edit }) => `${edit.field}=${edit.text}`), plan.dropped]
  }
  const cases: readonly [string, number, number, Block, readonly string[], readonly string[]][] = [
    ['one text', 1, 1, [['x']], ['b=x'], []],
    ['a block', 1, 0, [['1', '2', '3']], ['a=1', 'b=2', 'c=3'], []],
    ['a label in between takes nothing', 2, 0, [['1', '2', '3']], ['d=1', 'e=3'], ['2']],
    ['a blank on a label is no loss', 2, 0, [['1', '', '3']], ['d=1', 'e=3'], []],
    ['a merged cell takes one text', 3, 0, [['1', '', '3']], ['f=1', 'g=3'], []],
    ['what is merged in the source', 3, 0, [['1', null, '3']], ['f=1', 'g=3'], []],
    ['a second text for a merged cell is not lost silently', 3, 0, [['1', '2', '3']], ['f=1', 'g=3'], ['2']],
    [
      'beyond the form',
      3,
      2,
      [
        ['1', '2'],
        ['3', '4'],
      ],
      ['g=1'],
      ['2', '3', '4'],
    ],
    ['blanks empty cells', 1, 0, [['', 'x']], ['a=', 'b=x'], []],
  ]
  it.each(cases)('%s', (_, row, column, block, edits, dropped) => {
    expect(planned(row, column, block)).toEqual([edits, dropped])
  })
})

describe('copying', () => {
  const form = gridOfText(['Aab', 'Acc'], { A: '产出', a: '<b>1</b>', b: '第一行\n"二"', c: 'x' })
  const all = { anchor: { row: 0, column: 0 }, head: { row: 1, column: 2 } }
  it('comes back as it went, quotes and line breaks and all', () => {
    const block = blockOf(form, all)
    expect(parseTsv(toTsv(block))).toEqual(block.map((row) => row.map((text) => text ?? '')))
    expect(parseHtml(toHtml(form, all))).toEqual(block)
  })
})
