import { describe, expect, it } from 'vitest'
import { messages } from '../messages'
import {
  cellAction,
  combination,
  isInputMethod,
  keyName,
  keyTable,
  windowAction,
  windowKeyTable,
  type KeyPress,
  type Mode,
} from './keys'

/** The key press that the table's spelling means. */
function press(keys: string, part: Partial<KeyPress> = {}): KeyPress {
  const names = keys.split(/\+(?=.)/)
  const key = names.at(-1) ?? ''
  return {
    key: key.length === 1 && !names.includes('Shift') ? key.toLowerCase() : key,
    ctrlKey: names.includes('Ctrl'),
    altKey: names.includes('Alt'),
    shiftKey: names.includes('Shift'),
    metaKey: false,
    isComposing: false,
    keyCode: 0,
    ...part,
  }
}

const modes: readonly Mode[] = ['move', 'type', 'edit']

describe('the keyboard table', () => {
  const rows = keyTable.flatMap((row) => row.keys.map((keys) => ({ ...row, keys })))
  it.each(rows)('$keys does $action', ({ keys, modes: on, action }) => {
    for (const mode of modes) {
      const other = rows.find((row) => row.keys === keys && (row.modes as readonly Mode[]).includes(mode))
      const wanted = (on as readonly Mode[]).includes(mode) ? action : (other?.action ?? null)
      expect(cellAction(press(keys), mode), mode).toBe(wanted)
    }
  })
  const windowRows = windowKeyTable.flatMap((row) => row.keys.map((keys) => ({ ...row, keys })))
  it.each(windowRows)('$keys does $action anywhere', ({ keys, action }) => {
    expect(windowAction(press(keys), 'move')).toBe(action)
  })
  it('binds no key twice in one mode', () => {
    const bound = [...rows, ...windowRows].flatMap(({ keys, modes: on }) => on.map((mode) => `${mode} ${keys}`))
    expect(bound).toHaveLength(new Set(bound).size)
  })
  it('has words for every action, and names for every key', () => {
    for (const { action, keys } of [...rows, ...windowRows]) {
      expect(messages.actions[action]).not.toBe('')
      expect(keyName(keys)).not.toMatch(/Arrow|Escape|Page/)
    }
  })
  it.each(['a', '5', '中', '=', 'Shift', 'Control', 'PageDown'])('leaves %s to typing', (key) => {
    for (const mode of modes) expect(cellAction(press(key, { key }), mode)).toBeNull()
  })
})

describe('an input method', () => {
  const composing: readonly Partial<KeyPress>[] = [
    { isComposing: true },
    { keyCode: 229 },
    { isComposing: true, keyCode: 229 },
  ]
  it.each(composing)('keeps every key to itself: %o', (part) => {
    expect(isInputMethod(press('Enter', part))).toBe(true)
    for (const row of keyTable) for (const mode of modes) expect(cellAction(press(row.keys[0], part), mode)).toBeNull()
    for (const row of windowKeyTable) expect(windowAction(press(row.keys[0], part), 'move')).toBeNull()
  })
})

describe('combination', () => {
  const cases: readonly [Partial<KeyPress>, string][] = [
    [{ key: 'k', ctrlKey: true }, 'Ctrl+K'],
    [{ key: 'K', metaKey: true }, 'Ctrl+K'],
    [{ key: 'Z', ctrlKey: true, shiftKey: true }, 'Ctrl+Shift+Z'],
    [{ key: '+', ctrlKey: true, shiftKey: true }, 'Ctrl++'],
    [{ key: 'Enter', altKey: true }, 'Alt+Enter'],
    [{ key: 'F8', shiftKey: true }, 'Shift+F8'],
  ]
  it.each(cases)('%o', (part, text) => {
    expect(combination({ ...press('a'), ...part })).toBe(text)
  })
})
