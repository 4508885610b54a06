// What can be done with the selected cells of a form: the menu of the right button.

import { fillAll, fillDown, lastYearTexts, type LastYearScope } from '../../grid/fills'
import { isStop, type Grid } from '../../grid/grid'
import { keyName, keyTable, type CellAction } from '../../grid/keys'
import { partOf, rowChange } from '../../grid/rows'
import { isBlock, stopsIn, type Selection } from '../../grid/selection'
import { messages } from '../../messages'
import type { CellView, RowChange } from '../../wire/wire'
import type { PastePlan } from '../../grid/clipboard'
import type { MenuItem } from '../../workspace/state'

export interface CellDeeds {
  readonly act: (action: CellAction) => void
  readonly copy: (withHeadings: boolean) => void
  readonly paste: () => void
  readonly fillAll: () => void
  /** Texts that the person looks at before they are taken. */
  readonly take: (edits: PastePlan['edits']) => void
  readonly change: (change: RowChange) => void
}

const text = messages.cellMenu
const scopes: readonly LastYearScope[] = ['cells', 'row', 'column', 'form']

/** Pure but for what the entries do when they are chosen. */
export function cellMenu(
  grid: Grid,
  selection: Selection,
  active: CellView,
  readOnly: boolean,
  deeds: CellDeeds,
): MenuItem[] {
  const stops = stopsIn(grid, selection)
  const isFilled = stops.some((cell) => cell.raw !== '')
  const { indicator } = active
  return [
    {
      text: text.copy,
      keys: keyName('Ctrl+C'),
      run: () => {
        deeds.copy(false)
      },
    },
    {
      text: text.copyWithHeadings,
      run: () => {
        deeds.copy(true)
      },
    },
    { text: text.paste, keys: keyName('Ctrl+V'), isOff: readOnly, run: deeds.paste },
    { ...entry('clear', text.clear, deeds), isOff: readOnly || !isFilled },
    {
      ...entry('fill_down', text.fillDown, deeds),
      isOff: readOnly || fillDown(grid, selection).length === 0,
      begins: true,
    },
    {
      text: text.fillAll,
      isOff:
        readOnly || !isBlock(grid, selection) || !isStop(active) || fillAll(grid, selection, active.raw).length === 0,
      run: deeds.fillAll,
    },
    ...scopes.map((scope, index): MenuItem => {
      const edits = lastYearTexts(grid, selection, scope)
      return {
        text: text.lastYear[scope](edits.length),
        isOff: readOnly || edits.length === 0,
        begins: index === 0,
        run: () => {
          deeds.take(edits)
        },
      }
    }),
    ...(active.outdated !== null && indicator
      ? [
          {
            text: messages.outdated.recalculate,
            isOff: readOnly,
            begins: true,
            run: () => {
              deeds.change({ kind: 'recalculate', at: indicator })
            },
          },
        ]
      : []),
    ...(partOf(active) === null ? [] : rowEntries(grid, active, readOnly, deeds)),
  ]
}

function rowEntries(grid: Grid, active: CellView, readOnly: boolean, deeds: CellDeeds): readonly MenuItem[] {
  const operations = [
    ['insert_row', 'insert', text.insertRow],
    ['remove_row', 'remove', text.removeRow],
    ['row_up', 'up', text.rowUp],
    ['row_down', 'down', text.rowDown],
  ] as const
  return operations.map(([action, operation, name], index) => ({
    ...entry(action, name, deeds),
    isOff: readOnly || rowChange(grid, active, operation) === null,
    begins: index === 0,
  }))
}

function entry(action: CellAction, name: string, { act }: CellDeeds): MenuItem {
  const keys = keyTable.find((row) => row.action === action)?.keys[0]
  return {
    text: name,
    ...(keys === undefined ? {} : { keys: keyName(keys) }),
    run: () => {
      act(action)
    },
  }
}
