// @vitest-environment happy-dom The form and what stands beside it while the program takes its time: nothing is written
// into another row or another form.

import { mount, type VueWrapper } from '@vue/test-utils'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { nextTick } from 'vue'
import App from '../App.vue'
import { createWorkspace, workspaceKey, type Workspace } from '../workspace/workspace'
import { messages } from '../messages'
import { fake } from '../platform/fake'
import type { Platform } from '../platform/platform'
import type { CellView, Changed, FormView, RowChange } from '../wire/wire'

let window: VueWrapper | null = null

afterEach(() => {
  window?.unmount()
  window = null
  document.body.replaceChildren()
})

async function pause(milliseconds: number): Promise<void> {
  await new Promise((resolve) => {
    setTimeout(resolve, milliseconds)
  })
}

/** The program has answered, the hand has rested, and all is drawn. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 6; turn += 1) {
    await pause(turn === 2 ? 60 : 5)
    await vi.dynamicImportSettled()
    await nextTick()
  }
}

async function opened(change: (platform: Platform) => Partial<Platform> = () => ({})): Promise<Workspace> {
  const platform = fake({ delay: 0, opened: true })
  const workspace = createWorkspace({ ...platform, ...change(platform) })
  window = mount(App, { attachTo: document.body, global: { provide: { [workspaceKey as symbol]: workspace } } })
  await workspace.session.begin()
  await show(workspace, 2)
  return workspace
}

/** A form, with the selection on the result of a row. */
async function show(workspace: Workspace, form: number, row = 0): Promise<void> {
  await workspace.showForm(form, actual(row))
  await settled()
}

function actual(row: number, goal = 0): string {
  return JSON.stringify({ indicator: { goal, row, column: 'actual' } })
}

/** A door that answers wait behind. */
function door(): { readonly shut: Promise<void>; readonly open: () => void } {
  let open = (): void => undefined
  const shut = new Promise<void>((resolve) => {
    open = resolve
  })
  return { shut, open }
}

// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- as querySelector does
function one<Kind extends Element>(css: string): Kind {
  const found = document.querySelector<Kind>(css)
  if (!found) throw new Error(`nothing matches ${css}`)
  return found
}

function button(name: string, within = 'body'): HTMLButtonElement {
  const found = [...document.querySelectorAll<HTMLButtonElement>(`${within} button`)].find(
    (each) => each.textContent.trim() === name,
  )
  if (!found) throw new Error(`no button ${name}`)
  return found
}

function field(): HTMLTextAreaElement {
  return one<HTMLTextAreaElement>('.active textarea')
}

/** Which cell is selected, as a screen reader says it, without its text. */
function selected(): string {
  return (field().getAttribute('aria-label') ?? '').split('，').slice(0, 2).join('，')
}

function press(key: string, held: KeyboardEventInit = {}, on: EventTarget = field()): void {
  on.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...held }))
}

function type(text: string): void {
  field().value += text
  field().dispatchEvent(new Event('input'))
}

function panel(): string {
  return one('.panel').textContent
}

describe('the panel beside the form', () => {
  it('asks a form for no row of the form before', async () => {
    const workspace = await opened()
    await workspace.showForm(32, actual(9, 6))
    await settled()
    expect(panel()).toContain('得分')
    await workspace.showForm(2)
    await settled()
    expect(workspace.error.value).toBeNull()
  })

  it('asks for no row that was taken away meanwhile', async () => {
    const workspace = await opened((platform) => {
      const program = withRows(platform)
      return {
        ...program,
        changeRow: async (id, change) => {
          await pause(80)
          return program.changeRow(id, change)
        },
      }
    })
    await show(workspace, 2, 5)
    press('ArrowDown') // onto the last row; the hand rests there while the row is being taken away
    press('Delete', { ctrlKey: true })
    await pause(120)
    await settled()
    expect(workspace.form.value?.cells.some((cell) => cell.indicator?.row === 6)).toBe(false)
    expect(workspace.error.value).toBeNull()
  })

  it('asks once which way a row is better, where nobody else can say it', async () => {
    const changes: RowChange[] = []
    const workspace = await opened((platform) => ({
      rowDetail: async (id, at) => ({
        ...(await platform.rowDetail(id, at)),
        directions: [{ id: 'lower', name: '越低越好' }],
      }),
      changeRow: (id, change) => {
        changes.push(change)
        return platform.changeRow(id, change)
      },
    }))
    press('ArrowDown')
    await settled()
    const button = document.querySelector<HTMLButtonElement>('.panel .direction button')
    expect(button?.textContent).toContain('越低越好')
    button?.click()
    await settled()
    expect(changes).toMatchObject([{ kind: 'direction', better: 'lower' }])
    expect(workspace.error.value).toBeNull()
  })

  it('writes to the row that it shows, also while the program is asked about the next one', async () => {
    const changes: RowChange[] = []
    const gate = door()
    const workspace = await opened((platform) => ({
      rowDetail: async (id, at) => {
        if (at.row === 1 && changes.length === 0) {
          expect(panel()).toContain('补贴发放人数')
          choose('capped')
        }
        if (at.row === 1) await gate.shut
        return platform.rowDetail(id, at)
      },
      changeRow: (id, change) => {
        changes.push(change)
        return platform.changeRow(id, change)
      },
    }))
    press('ArrowDown')
    await settled()
    expect(changes).toEqual([{ kind: 'method', at: { goal: 0, row: 0 }, method: 'capped' }])
    await pause(150)
    expect(document.querySelector('.panel .why')).toBeNull()
    gate.open()
    await settled()
    expect(one('.panel .what').textContent).toBe('补贴发放次数')
    expect(workspace.error.value).toBeNull()
  })

  it('shows nothing of a form that was left before the answer', async () => {
    const gate = door()
    const asked: number[] = []
    const workspace = await opened((platform) => ({
      rowDetail: async (id, at) => {
        asked.push(id)
        if (id === 2 && at.row === 1) await gate.shut
        return { ...(await platform.rowDetail(id, at)), name: `${String(id)} ${String(at.row)}` }
      },
    }))
    press('ArrowDown')
    await settled()
    await workspace.showForm(3, actual(1))
    await nextTick()
    expect(document.querySelector('.panel .why')).toBeNull()
    await settled()
    gate.open()
    await settled()
    expect(asked).toContain(2)
    expect(one('.panel .what').textContent).toBe('3 1')
  })

  it('keeps a half-typed score and its reason while the form is answered', async () => {
    const workspace = await opened()
    const [score, reason] = [one<HTMLInputElement>('.manual input'), one<HTMLTextAreaElement>('.manual textarea')]
    for (const [box, text] of [
      [score, '8'],
      [reason, '数据待核'],
    ] as const) {
      box.value = text
      box.dispatchEvent(new Event('input'))
    }
    await workspace.edits.edit([{ field: actual(3), text: '5' }])
    await settled()
    expect([one<HTMLInputElement>('.manual input').value, one<HTMLTextAreaElement>('.manual textarea').value]).toEqual([
      '8',
      '数据待核',
    ])
    await show(workspace, 2, 1)
    expect(one<HTMLInputElement>('.manual input').value).toBe('')
  })

  it('says that nothing was found only when it knows', async () => {
    let answer = door()
    let broken = false
    const workspace = await opened(() => ({
      findings: async () => {
        await answer.shut
        if (broken) throw new Error('磁盘已满')
        return []
      },
    }))
    button(messages.panel.everywhere, '.panel').click()
    await settled()
    expect(panel()).not.toContain(messages.panel.allClear)
    answer.open()
    await settled()
    expect(panel()).toContain(messages.panel.allClear)
    button(messages.panel.here, '.panel').click()
    await settled()
    answer = door()
    broken = true
    button(messages.panel.everywhere, '.panel').click()
    answer.open()
    await settled()
    expect(workspace.error.value).toContain('磁盘已满')
    expect(panel()).not.toContain(messages.panel.allClear)
  })
})

function choose(method: string): void {
  const list = one<HTMLSelectElement>('.method select')
  list.value = method
  list.dispatchEvent(new Event('change'))
}

describe('keys while something stands in front', () => {
  function paste(text: string): void {
    const event = new Event('paste', { bubbles: true, cancelable: true })
    Object.assign(event, { clipboardData: { getData: (kind: string) => (kind === 'text/plain' ? text : '') } })
    field().dispatchEvent(event)
  }

  async function pasting(): Promise<{ workspace: Workspace; edited: (readonly [number, number])[] }> {
    const edited: (readonly [number, number])[] = []
    const workspace = await opened((platform) => ({
      edit: (id, edits) => {
        edited.push([id, edits.length])
        return platform.edit(id, edits)
      },
    }))
    paste('1人\n2次\n')
    await settled()
    expect(document.body.textContent).toContain(messages.editor.pasteCount(2))
    return { workspace, edited }
  }

  it('turn no form under the preview of a paste', async () => {
    const { workspace, edited } = await pasting()
    press('PageDown', { ctrlKey: true }, document.body)
    await settled()
    expect(workspace.form.value?.id).toBe(2)
    button(messages.editor.apply).click()
    await settled()
    expect(edited).toEqual([[2, 2]])
    press('PageDown', { ctrlKey: true }, document.body)
    await settled()
    expect(workspace.form.value?.id).toBe(3)
  })

  it('a paste that was not taken is gone with its form', async () => {
    const { workspace, edited } = await pasting()
    await show(workspace, 3)
    for (const each of document.querySelectorAll<HTMLButtonElement>('.el-dialog button')) each.click()
    await settled()
    expect([workspace.form.value?.id, edited]).toEqual([3, []])
  })

  it.each(['error', 'task'] as const)('undo nothing behind the dialog of %s', async (what) => {
    let undone = 0
    const workspace = await opened((platform) => ({
      undo: () => {
        undone += 1
        return platform.undo()
      },
    }))
    if (what === 'error') workspace.error.value = '磁盘已满'
    else workspace.task.value = { title: '', progress: null, asksFirst: false }
    press('z', { ctrlKey: true }, document.body)
    await settled()
    expect(undone).toBe(0)
    workspace[what].value = null
    press('z', { ctrlKey: true }, document.body)
    await settled()
    expect(undone).toBe(1)
  })
})

/** The program with rows that move and go, as far as texts of the first goal show it. */
function withRows(platform: Platform): Platform {
  const forms = new Map<number, FormView>()
  const formOf = async (id: number): Promise<FormView> => forms.get(id) ?? platform.form(id)
  const inRow =
    (row: number) =>
    (cell: CellView): boolean =>
      cell.indicator?.goal === 0 && cell.indicator.row === row
  const answered = async (id: number, make: (cells: CellView[]) => CellView[]): Promise<Changed> => {
    const form = await formOf(id)
    forms.set(id, { ...form, cells: make(form.cells) })
    return { ...(await platform.changeRow(id, { kind: 'insert_goal', at: 0 })), form: await formOf(id) }
  }
  const columnOf = (cell: CellView): unknown =>
    (JSON.parse(cell.field ?? '{}') as { indicator?: { column?: unknown } }).indicator?.column
  return {
    ...platform,
    form: formOf,
    rowDetail: async (id, at) => {
      if (!(await formOf(id)).cells.some(inRow(at.row))) throw { message: '这一行已不在表中' }
      return platform.rowDetail(id, at)
    },
    edit: (id, edits) =>
      answered(id, (cells) =>
        cells.map((cell) => {
          const text = edits.find((edit) => edit.field === cell.field)?.text
          return text === undefined ? cell : { ...cell, text, raw: text }
        }),
      ),
    changeRow: (id, change) =>
      answered(id, (cells) => {
        if (change.kind === 'remove')
          return cells.map((cell) =>
            inRow(change.at.row)(cell) ? { ...cell, kind: 'label', indicator: null, field: null } : cell,
          )
        if (change.kind !== 'move') return cells
        return cells.map((cell) => {
          const from = inRow(change.at.row)(cell) ? change.to : inRow(change.to)(cell) ? change.at.row : null
          const other =
            from === null ? undefined : cells.filter(inRow(from)).find((each) => columnOf(each) === columnOf(cell))
          return other ? { ...cell, text: other.text, raw: other.raw } : cell
        })
      }),
  }
}

describe('rows on the move', () => {
  const row = (at: number, to: number): RowChange => ({ kind: 'move', at: { goal: 0, row: at }, to })

  async function moving(
    broken = false,
  ): Promise<{ workspace: Workspace; gate: ReturnType<typeof door>; sent: unknown[] }> {
    const gate = door()
    const sent: unknown[] = []
    const workspace = await opened((platform) => {
      const program = withRows(platform)
      return {
        ...program,
        edit: (id, edits) => {
          sent.push(...edits)
          return program.edit(id, edits)
        },
        changeRow: async (id, change) => {
          sent.push(change)
          await gate.shut
          if (broken) throw new Error('磁盘已满')
          return program.changeRow(id, change)
        },
      }
    })
    return { workspace, gate, sent }
  }

  it('go on from where the one before has brought them', async () => {
    const { gate, sent } = await moving()
    expect(selected()).toBe('补贴发放人数，实际完成值')
    press('ArrowDown', { altKey: true })
    press('ArrowDown', { altKey: true })
    await settled()
    expect(sent).toEqual([row(0, 1)])
    gate.open()
    await settled()
    expect(sent).toEqual([row(0, 1), row(1, 2)])
    expect(selected()).toBe('补贴发放人数，实际完成值')
  })

  it('take what is typed meanwhile with them', async () => {
    const { gate, sent, workspace } = await moving()
    press('ArrowDown', { altKey: true })
    type('7人')
    await settled()
    gate.open()
    await settled()
    expect(field().value).toBe('7人')
    press('Enter')
    await settled()
    expect(sent).toEqual([row(0, 1), { field: actual(1), text: '7人' }])
    expect(workspace.form.value?.cells.find((cell) => cell.field === actual(0))?.raw).toBe('=12次')
  })

  it('take also what was typed and left meanwhile, each text into its own row', async () => {
    const { gate, sent } = await moving()
    press('ArrowDown', { altKey: true })
    type('7人')
    press('Enter')
    field().value = ''
    type('8次')
    await settled()
    gate.open()
    await settled()
    press('Enter')
    await settled()
    expect(sent).toEqual([row(0, 1), { field: actual(1), text: '7人' }, { field: actual(2), text: '8次' }])
  })

  it('lose nothing typed when the person turns to another form meanwhile', async () => {
    const { gate, sent, workspace } = await moving()
    press('ArrowDown', { altKey: true })
    type('7人')
    const turned = workspace.showForm(3)
    gate.open()
    await turned
    await settled()
    expect([workspace.form.value?.id, sent]).toEqual([3, [row(0, 1), { field: actual(1), text: '7人' }]])
  })

  it('stay where they are, and so does the selection, when that fails', async () => {
    const { gate, workspace } = await moving(true)
    press('ArrowDown', { altKey: true })
    gate.open()
    await settled()
    expect(workspace.error.value).toContain('磁盘已满')
    expect(workspace.form.value?.cells.find((cell) => cell.field === actual(0))?.raw).toBe('=14390人')
    expect(selected()).toBe('补贴发放人数，实际完成值')
  })

  it('keep what was begun in their cell before they were moved', async () => {
    const { gate, sent } = await moving()
    type('9人')
    button('↓', '.tools').click()
    gate.open()
    await settled()
    expect(sent).toEqual([{ field: actual(0), text: '9人' }, row(0, 1)])
  })
})

it('goes to a target once: the next form begins at its own first result', async () => {
  const workspace = await opened()
  await workspace.showForm(3)
  await settled()
  const beginning = selected()
  await workspace.showForm(2, actual(4))
  await settled()
  expect(selected()).not.toBe(beginning)
  workspace.view.value = 'list'
  await settled()
  await workspace.showForm(3)
  await settled()
  expect(selected()).toBe(beginning)
})

describe('a printed label', () => {
  it('can be selected but not typed over, and nothing goes to the cell that was selected before', async () => {
    const edits: unknown[] = []
    const workspace = await opened((platform) => ({
      edit: (id, given) => {
        edits.push(given)
        return platform.edit(id, given)
      },
    }))
    const label = one<HTMLElement>('.sheet td.label[data-row="4"]')
    document.elementFromPoint = () => label
    label.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true, button: 0 }))
    await nextTick()
    type('2352')
    press('Enter')
    await settled()
    expect(edits).toEqual([])
    expect(workspace.toast.value?.text).toBe(messages.editor.printed)
  })
})

describe('the keyboard', () => {
  it('goes back with Enter to the column where Tab began, as Excel does', async () => {
    const workspace = await opened()
    const total = (column: string, row = 0): string => JSON.stringify({ fund: { row, column } })
    await workspace.showForm(2, total('initial'))
    await settled()
    const [begun, below] = [selected(), workspace.form.value?.cells.find((cell) => cell.field === total('initial', 1))]
    press('Tab')
    press('Tab')
    await nextTick()
    expect(selected()).not.toBe(begun)
    press('Enter')
    await nextTick()
    expect(selected()).toBe(
      messages.editor
        .cell(below ? '其中：当年财政拨款' : '', '年初预算数', '')
        .split('，')
        .slice(0, 2)
        .join('，'),
    )
    press('ArrowUp')
    await nextTick()
    expect(selected()).toBe(begun)
  })
})
