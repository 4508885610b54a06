// The desk: what is open, what is shown, and every way to change it. Views read it; only it talks to the program.

import { computed, inject, shallowRef, type InjectionKey } from 'vue'
import { messages } from '../messages'
import type { Platform, UnitAndYear } from '../platform'
import type {
  Changed, DocumentView, Edit, FindingView, FormView, ImportChoice, ImportView, ListChange, Progress, RowChange, Start,
} from '../wire/wire'
import { answered, nothingPending, withEdits, type Pending } from './pending'
import { createQueue } from './queue'
import { reusedDocument, reusedForm } from './reuse'
import { troubleText } from './trouble'

export type View = 'start' | 'import' | 'form' | 'list' | 'preview'
export type Dialog = 'new' | 'unit' | 'jump' | 'history' | 'backups' | 'export' | 'help' | 'about' | 'add' | 'edition' | 'waive' | null

/** A word at the foot of the window; with a way back when there is one. */
export interface Toast {
  readonly text: string
  readonly undo: boolean
  /** It tells of files: their folder can be opened. */
  readonly folder?: boolean
}

/** A long piece of work: what it is called, and how far it is. */
export interface Work {
  readonly title: string
  readonly progress: Progress | null
  /** It begins with the system's own dialog: nothing is shown before the first progress. */
  readonly asksFirst: boolean
}

/** A field to jump to. A new object each time, so that jumping twice to the same field works. */
export interface Target {
  readonly field: string
}

/** The finding that the person is about to waive. */
export interface Waiving {
  readonly form: number
  readonly finding: FindingView
}

export type Desk = ReturnType<typeof createDesk>
export const deskKey: InjectionKey<Desk> = Symbol('desk')

export function useDesk(): Desk {
  const desk = inject(deskKey)
  if (!desk) throw new Error('desk')
  return desk
}

// eslint-disable-next-line @typescript-eslint/explicit-function-return-type -- the type is what it returns
export function createDesk(platform: Platform) {
  const view = shallowRef<View>('start')
  const dialog = shallowRef<Dialog>(null)
  const start = shallowRef<Start | null>(null)
  const document = shallowRef<DocumentView | null>(null)
  const form = shallowRef<FormView | null>(null)
  const pending = shallowRef<Pending>(nothingPending)
  const found = shallowRef<ImportView | null>(null)
  const chosen = shallowRef<readonly number[]>([])
  const target = shallowRef<Target | null>(null)
  /** The layout that the person wants for the form, while its dialog is open. */
  const newEdition = shallowRef<string | null>(null)
  const waiving = shallowRef<Waiving | null>(null)
  const trouble = shallowRef<string | null>(null)
  const toast = shallowRef<Toast | null>(null)
  const work = shallowRef<Work | null>(null)
  const queue = createQueue()
  const readOnly = computed(() => document.value?.read_only ?? false)

  /** Runs something that may fail; its trouble is shown, and null given. */
  async function attempt<Answer>(task: () => Promise<Answer>): Promise<Answer | null> {
    try {
      return await task()
    } catch (thrown) {
      trouble.value = troubleText(thrown)
      return null
    }
  }

  /** The same for long work, with progress and a way to stop it. */
  async function labour<Answer>(title: string, task: () => Promise<Answer>, asksFirst = false): Promise<Answer | null> {
    work.value = { title, progress: null, asksFirst }
    const answer = await attempt(task)
    work.value = null
    return answer
  }

  async function begin(): Promise<void> {
    const listeners = {
      progress: (progress: Progress) => { if (work.value) work.value = { ...work.value, progress } },
      importDropped: showImport,
      openDocument: (opened: DocumentView) => { void enter(opened) },
    }
    await attempt(() => platform.listen(listeners))
    const opened = await attempt(() => platform.document())
    if (opened) await enter(opened)
    else await toStart()
  }

  async function toStart(): Promise<void> {
    view.value = 'start'
    start.value = await attempt(() => platform.start())
  }

  async function enter(opened: DocumentView | null): Promise<void> {
    if (!opened) return
    document.value = opened
    form.value = null
    pending.value = nothingPending
    dialog.value = null
    const first = opened.forms.find((line) => !line.done) ?? opened.forms[0]
    if (first) await showForm(first.id)
    else view.value = 'list'
  }

  async function showForm(id: number, field: string | null = null): Promise<void> {
    if (form.value?.id !== id) {
      await queue.idle()
      const shown = await attempt(() => platform.form(id))
      if (!shown) return
      pending.value = nothingPending
      form.value = shown
    }
    view.value = 'form'
    dialog.value = null
    if (field !== null) target.value = { field }
  }

  function showImport(read: ImportView): void {
    forgetWayBack()
    found.value = read
    view.value = 'import'
    dialog.value = null
  }

  /** The way back that a word at the foot offers would take a newer change back. */
  function forgetWayBack(): void {
    if (toast.value?.undo) toast.value = null
  }

  async function applied(change: Promise<Changed>): Promise<Changed | null> {
    const answer = await attempt(() => change)
    if (!answer) return null
    forgetWayBack()
    document.value = reusedDocument(document.value, answer.document)
    const current = form.value?.id
    if (answer.form && answer.form.id === current) form.value = reusedForm(form.value, answer.form)
    else if (current !== undefined && !answer.document.forms.some((line) => line.id === current)) await leaveForm(answer)
    else if (current !== undefined) await refresh(current)
    return answer
  }

  /** The form on screen may have changed with the list, though the answer is about another one. */
  async function refresh(id: number): Promise<void> {
    const shown = await attempt(() => platform.form(id))
    if (shown && form.value?.id === id) form.value = reusedForm(form.value, shown)
  }

  /** The form on screen is gone: shows another one, or the list. */
  async function leaveForm(answer: Changed): Promise<void> {
    form.value = null
    const next = answer.document.forms[0]
    if (view.value === 'form' && next) await showForm(next.id)
  }

  async function edit(edits: readonly Edit[]): Promise<void> {
    const id = form.value?.id
    if (id === undefined || readOnly.value || edits.length === 0) return
    const answer = queue.push(() => platform.edit(id, edits))
    pending.value = withEdits(pending.value, edits)
    await applied(answer)
    if (form.value?.id === id) pending.value = answered(pending.value, edits)
  }

  async function changeRow(change: RowChange): Promise<void> {
    const id = form.value?.id
    if (id === undefined || readOnly.value) return
    const answer = await applied(queue.push(() => platform.changeRow(id, change)))
    if (answer?.field) target.value = { field: answer.field }
    if (answer && (change.kind === 'remove' || change.kind === 'remove_fund' || change.kind === 'remove_goal')) say(messages.editor.rowRemoved[change.kind], true)
  }

  async function changeList(change: ListChange): Promise<Changed | null> {
    if (readOnly.value) return null
    const answer = await applied(queue.push(() => platform.changeList(change)))
    if (change.kind === 'remove' && answer) say(messages.list.removed(change.ids.length), true)
    return answer
  }

  function askWaiver(form: number, finding: FindingView): void {
    waiving.value = { form, finding }
    dialog.value = 'waive'
  }

  async function waive(form: number, key: string, reason: string): Promise<Changed | null> {
    const answer = await applied(queue.push(() => platform.waive(form, key, reason)))
    if (answer) say(messages.panel.waivedNow, true)
    return answer
  }

  /** 打印清单: the check report of forms, as a workbook and as PDF. */
  async function printFindings(forms: readonly number[]): Promise<void> {
    await queue.idle()
    const choice = { forms: [...forms], xlsx: true, pdf: true, overwrite: false }
    const done = await labour(messages.panel.printing, () => platform.exportFindings(choice), true)
    const failed = done?.files.find((file) => file.error !== null)
    if (failed) trouble.value = `${failed.name}：${failed.error ?? ''}`
    else if (done && !done.cancelled) toast.value = { text: messages.panel.printed(done.folder), undo: false, folder: true }
  }

  async function goBack(how: 'undo' | 'redo'): Promise<void> {
    if (readOnly.value) return
    toast.value = null
    const answer = await applied(queue.push(() => platform[how]()))
    if (!answer) return
    if (answer.form && answer.form.id !== form.value?.id && view.value === 'form') {
      form.value = answer.form
      pending.value = nothingPending
    }
    if (answer.field !== null && view.value === 'form') target.value = { field: answer.field }
  }

  async function takeImport(choice: ImportChoice): Promise<void> {
    await enter(await labour(messages.importing.taking, () => platform.importTake(choice)))
  }

  function say(text: string, undo = false): void {
    toast.value = { text, undo }
  }

  return {
    platform, view, dialog, start, document, form, pending, found, chosen, target, waiving, trouble, toast, work, readOnly,
    queue, attempt, labour, begin, toStart, enter, showForm, showImport, edit, changeRow, changeList, takeImport, say,
    newEdition,
    askEdition: (edition: string) => {
      newEdition.value = edition
      dialog.value = 'edition'
    },
    undo: () => goBack('undo'),
    redo: () => goBack('redo'),
    create: async (as: UnitAndYear) => { await enter(await attempt(() => platform.createDocument(as))) },
    open: async () => { await enter(await attempt(() => platform.openDocument())) },
    openRecent: async (index: number) => { await enter(await attempt(() => platform.openRecent(index))) },
    openSample: async () => { await enter(await labour(messages.start.sampleWork, () => platform.openSample())) },
    pickImport: async () => {
      const read = await labour(messages.importing.reading, () => platform.importPick(), true)
      if (read) showImport(read)
    },
    askWaiver,
    waive,
    printFindings,
    unwaive: (form: number, key: string) => applied(queue.push(() => platform.unwaive(form, key))),
    setUnit: (as: UnitAndYear) => applied(queue.push(() => platform.setUnit(as))),
    restore: async (index: number) => { await enter(await labour(messages.backups.restoring, () => platform.restoreBackup(index))) },
    close: async () => {
      await queue.idle()
      await attempt(() => platform.closeDocument())
      document.value = null
      form.value = null
      await toStart()
    },
    /** Shows the pages of forms, or the form on screen. */
    preview: (ids: readonly number[]) => {
      chosen.value = ids
      view.value = 'preview'
    },
    export: (ids: readonly number[]) => {
      chosen.value = ids
      dialog.value = 'export'
    },
  }
}
