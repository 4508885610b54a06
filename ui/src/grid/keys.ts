// The keyboard. The table is the only place that binds keys: the editor, the window, the help and the tests read it.

/** What the editor is doing: moving between cells, replacing a text by typing, or editing within it (F2). */
export type Mode = 'move' | 'type' | 'edit'

export const keyTable = [
  { keys: ['ArrowUp', 'Shift+Enter'], modes: ['move', 'type'], action: 'up' },
  { keys: ['ArrowDown'], modes: ['move', 'type'], action: 'down' },
  { keys: ['ArrowLeft'], modes: ['move', 'type'], action: 'left' },
  { keys: ['ArrowRight'], modes: ['move', 'type'], action: 'right' },
  { keys: ['Enter'], modes: ['move', 'type', 'edit'], action: 'enter' },
  { keys: ['Shift+Enter'], modes: ['edit'], action: 'up' },
  { keys: ['Tab'], modes: ['move', 'type', 'edit'], action: 'next' },
  { keys: ['Shift+Tab'], modes: ['move', 'type', 'edit'], action: 'previous' },
  { keys: ['Ctrl+ArrowUp'], modes: ['move'], action: 'edge_up' },
  { keys: ['Ctrl+ArrowDown'], modes: ['move'], action: 'edge_down' },
  { keys: ['Ctrl+ArrowLeft'], modes: ['move'], action: 'edge_left' },
  { keys: ['Ctrl+ArrowRight'], modes: ['move'], action: 'edge_right' },
  { keys: ['Shift+ArrowUp'], modes: ['move'], action: 'extend_up' },
  { keys: ['Shift+ArrowDown'], modes: ['move'], action: 'extend_down' },
  { keys: ['Shift+ArrowLeft'], modes: ['move'], action: 'extend_left' },
  { keys: ['Shift+ArrowRight'], modes: ['move'], action: 'extend_right' },
  { keys: ['Home'], modes: ['move'], action: 'row_start' },
  { keys: ['End'], modes: ['move'], action: 'row_end' },
  { keys: ['Ctrl+Home'], modes: ['move'], action: 'form_start' },
  { keys: ['Ctrl+End'], modes: ['move'], action: 'form_end' },
  { keys: ['Ctrl+A'], modes: ['move'], action: 'select_all' },
  { keys: ['F2'], modes: ['move', 'type'], action: 'edit' },
  { keys: ['Escape'], modes: ['move', 'type', 'edit'], action: 'restore' },
  { keys: ['Alt+Enter'], modes: ['move', 'type', 'edit'], action: 'new_line' },
  { keys: ['Ctrl+Enter'], modes: ['type', 'edit'], action: 'fill_all' },
  { keys: ['Ctrl+D'], modes: ['move'], action: 'fill_down' },
  { keys: ['Delete', 'Backspace'], modes: ['move'], action: 'clear' },
  { keys: ['Ctrl+I'], modes: ['move'], action: 'insert_row' },
  { keys: ['Ctrl+Delete'], modes: ['move'], action: 'remove_row' },
  { keys: ['Alt+ArrowUp'], modes: ['move'], action: 'row_up' },
  { keys: ['Alt+ArrowDown'], modes: ['move'], action: 'row_down' },
  { keys: ['Shift+F10', 'ContextMenu'], modes: ['move'], action: 'menu' },
] as const satisfies readonly KeyRow<string>[]

/** Keys that work wherever the focus is. While a text is being edited, undo and redo belong to that text. */
export const windowKeyTable = [
  { keys: ['Ctrl+Z'], modes: ['move'], action: 'undo' },
  { keys: ['Ctrl+Y', 'Ctrl+Shift+Z'], modes: ['move'], action: 'redo' },
  { keys: ['F8'], modes: ['move', 'type', 'edit'], action: 'next_finding' },
  { keys: ['Shift+F8'], modes: ['move', 'type', 'edit'], action: 'previous_finding' },
  { keys: ['Ctrl+K'], modes: ['move', 'type', 'edit'], action: 'jump' },
  { keys: ['Ctrl+F'], modes: ['move', 'type', 'edit'], action: 'find' },
  { keys: ['Ctrl+H'], modes: ['move', 'type', 'edit'], action: 'replace' },
  { keys: ['Ctrl+PageUp'], modes: ['move', 'type', 'edit'], action: 'previous_form' },
  { keys: ['Ctrl+PageDown'], modes: ['move', 'type', 'edit'], action: 'next_form' },
  { keys: ['F6'], modes: ['move', 'type', 'edit'], action: 'next_area' },
  { keys: ['Ctrl+L'], modes: ['move', 'type', 'edit'], action: 'list' },
  { keys: ['Ctrl+B'], modes: ['move', 'type', 'edit'], action: 'library' },
  { keys: ['Ctrl+P'], modes: ['move', 'type', 'edit'], action: 'preview' },
  { keys: ['Ctrl+E'], modes: ['move', 'type', 'edit'], action: 'export' },
  { keys: ['Ctrl+S'], modes: ['move', 'type', 'edit'], action: 'save' },
  { keys: ['Ctrl+Shift+S', 'F12'], modes: ['move', 'type', 'edit'], action: 'save_as' },
  { keys: ['Ctrl+V', 'Shift+Insert'], modes: ['move'], action: 'paste' },
  { keys: ['Ctrl+=', 'Ctrl++'], modes: ['move', 'type', 'edit'], action: 'zoom_in' },
  { keys: ['Ctrl+-'], modes: ['move', 'type', 'edit'], action: 'zoom_out' },
  { keys: ['Ctrl+0'], modes: ['move', 'type', 'edit'], action: 'zoom_reset' },
  { keys: ['F1'], modes: ['move', 'type', 'edit'], action: 'help' },
] as const satisfies readonly KeyRow<string>[]

export interface KeyRow<Action extends string> {
  readonly keys: readonly string[]
  readonly modes: readonly Mode[]
  readonly action: Action
}

export type CellAction = (typeof keyTable)[number]['action']
export type WindowAction = (typeof windowKeyTable)[number]['action']

/** What is read of a keyboard event; tests need no browser to make one. */
export interface KeyPress {
  readonly key: string
  readonly ctrlKey: boolean
  readonly altKey: boolean
  readonly shiftKey: boolean
  readonly metaKey: boolean
  readonly isComposing: boolean
  readonly keyCode: number
}

/** True for keys that belong to an input method. The Enter that accepts a pinyin candidate must never move the cell. */
export function isInputMethod(press: Pick<KeyPress, 'isComposing' | 'keyCode'>): boolean {
  return press.isComposing || press.keyCode === 229
}

/** The combination pressed, as the table writes it: `Ctrl+Shift+Z`. */
export function combination(press: KeyPress): string {
  const key = press.key.length === 1 ? press.key.toUpperCase() : press.key
  const shiftCounts = press.key.length > 1 || /[A-Z]/.test(key)
  const parts = [
    press.ctrlKey || press.metaKey ? 'Ctrl' : '',
    press.altKey ? 'Alt' : '',
    press.shiftKey && shiftCounts ? 'Shift' : '',
    key,
  ]
  return parts.filter((part) => part !== '').join('+')
}

/** The action of a key press in the form; null for keys that type. */
export function cellAction(press: KeyPress, mode: Mode): CellAction | null {
  return actionIn(keyTable, press, mode)
}

/** The action of a key press anywhere in the window. */
export function windowAction(press: KeyPress, mode: Mode): WindowAction | null {
  return actionIn(windowKeyTable, press, mode)
}

/** Keys as the help writes them: `Ctrl + ↑`. */
export function keyName(keys: string): string {
  return keys
    .split(/\+(?=.)/)
    .map((part) => keyNames[part] ?? part)
    .join(' + ')
}

const keyNames: Readonly<Record<string, string>> = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Escape: 'Esc',
  PageUp: 'PgUp',
  PageDown: 'PgDn',
}

function actionIn<Action extends string>(table: readonly KeyRow<Action>[], press: KeyPress, mode: Mode): Action | null {
  if (isInputMethod(press)) return null
  const pressed = combination(press)
  return table.find((row) => row.keys.includes(pressed) && row.modes.includes(mode))?.action ?? null
}
