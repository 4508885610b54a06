// The desk: what is open, what is shown, and every way to change it. Views read it; only it talks to the program.

import { computed, inject, shallowRef, type InjectionKey } from 'vue'
import { messages } from '../messages'
import type { HandedKind, Platform, UnitAndYear } from '../platform'
import type {
  Changed,
  CollectAnswer,
  CollectView,
  DocumentView,
  Edit,
  FindingView,
  FormView,
  ImportChoice,
  ImportView,
  IndicatorRef,
  ListChange,
  Progress,
  RowChange,
  Start,
  RollupRow,
  YearPlace,
} from '../wire/wire'
import { everyOpenFinding, type FindingFilter, type FindingOrder } from './findings'
import { answered, nothingPending, refused, refusedEdits, withEdits, type Pending } from './pending'
import { drawn } from './drawn'
import { createQueue } from './queue'
import { reusedDocument, reusedForm } from './reuse'
import { troubleText } from './trouble'

export type View = 'start' | 'import' | 'form' | 'list' | 'rollup' | 'preview' | 'overview' | 'findings'
export type Dialog =
  | 'new'
  | 'collect'
  | 'unit'
  | 'jump'
  | 'history'
  | 'backups'
  | 'export'
  | 'help'
  | 'about'
  | 'add'
  | 'edition'
  | 'waive'
  | 'library'
  | 'link'
  | 'disclosure'
  | 'next_year'
  | null

/** Dialogs in which nothing is filled in: they may give way to anything. */
const FORGETFUL: ReadonlySet<Dialog> = new Set<Dialog>([null, 'jump', 'history', 'backups', 'help', 'about', 'library'])

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

/** The row of a department's form whose sources the person is choosing. */
export interface Linking {
  readonly form: number
  readonly row: RollupRow
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
  const linking = shallowRef<Linking | null>(null)
  /** The row below which an indicator of the library goes. */
  const libraryAt = shallowRef<IndicatorRef | null>(null)
  /** What the table of all findings shows: the person comes back to it after each jump. */
  const findingFilter = shallowRef<FindingFilter>(everyOpenFinding)
  const findingOrder = shallowRef<FindingOrder>('form')
  /** The finding that was looked at last in it, by its place. */
  const findingAt = shallowRef(0)
  /** What collecting would do, while the person looks through it. */
  const collecting = shallowRef<CollectView | null>(null)
  const trouble = shallowRef<string | null>(null)
  const toast = shallowRef<Toast | null>(null)
  const work = shallowRef<Work | null>(null)
  /** Files are held over the window: to be dropped, perhaps. */
  const filesOver = shallowRef(false)
  const queue = createQueue()
  /** Each keeps what is being typed somewhere, as leaving it would. */
  const typing = new Set<() => Promise<void> | undefined>()
  /** The edit made last, and the work begun last. */
  let lastEdit: Promise<unknown> = Promise.resolve()
  let lastWork: Promise<unknown> = Promise.resolve()
  /** The person knows that closing the window gives up what could not be kept. */
  let warned = false
  /** Answers so far, and the one that the document on screen comes from. */
  let answers = 0
  let listed = 0
  /** Forms asked for: of several answers the one to the last is shown. */
  let asked = 0
  const readOnly = computed(() => document.value?.read_only ?? false)
  /** How many typed texts could not be kept. */
  const unsaved = computed(() => refusedEdits(pending.value).length)

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
    const done = attempt(task)
    lastWork = done
    const answer = await done
    work.value = null
    return answer
  }

  /** True once everything typed is in the document: what is being typed is kept, what was refused is tried again. */
  async function kept(): Promise<boolean> {
    await Promise.all([...typing].map((keep) => keep()))
    await lastEdit
    await queue.idle()
    return retried()
  }

  /** True once what was refused is in the document. */
  async function retried(): Promise<boolean> {
    const again = refusedEdits(pending.value)
    if (again.length > 0) await edit(again)
    if (unsaved.value === 0) warned = false
    return unsaved.value === 0
  }

  /** Does it at once, unless something typed was refused: then only when that can be kept. */
  function whenKept(then: () => void): void {
    if (unsaved.value === 0) then()
    else
      void kept().then((are) => {
        if (are) then()
      })
  }

  /** A document or workbooks were dropped on the window, or named at a second start. */
  async function takeHanded(kind: HandedKind): Promise<void> {
    if (work.value || !FORGETFUL.has(dialog.value)) {
      trouble.value = messages.main.handedBusy
      return
    }
    if (!(await kept())) return
    if (kind === 'document') await enter(await attempt(() => platform.openHanded()))
    else {
      const read = await labour(messages.importing.reading, () => platform.importHanded())
      if (read) showImport(read)
    }
  }

  /** The window is to close: it does, unless something typed cannot be kept; then only when the person closes it once more. */
  async function leave(): Promise<void> {
    if (work.value) await attempt(() => platform.cancel())
    await lastWork
    if ((await kept()) || warned) await attempt(() => platform.leave())
    else {
      warned = true
      trouble.value = messages.main.leaveUnsaved(unsaved.value, trouble.value ?? '')
      await attempt(() => platform.stay())
    }
  }

  async function begin(): Promise<void> {
    const listeners = {
      progress: (progress: Progress) => {
        if (work.value) work.value = { ...work.value, progress }
      },
      filesOver: (are: boolean) => {
        filesOver.value = are
      },
      handed: (kind: HandedKind) => {
        void takeHanded(kind)
      },
      closing: () => {
        void leave()
      },
    }
    await attempt(() => platform.listen(listeners))
    const opened = await attempt(() => platform.document())
    if (opened) await enter(opened)
    else if (!found.value) await toStart() // The program may have been started with workbooks, and read them meanwhile.
  }

  async function toStart(): Promise<void> {
    view.value = 'start'
    start.value = await attempt(() => platform.start())
  }

  async function enter(opened: DocumentView | null): Promise<void> {
    if (!opened) return
    listed = answers
    document.value = opened
    form.value = null
    pending.value = nothingPending
    dialog.value = null
    toast.value = null
    findingFilter.value = everyOpenFinding
    findingAt.value = 0
    const first = opened.forms.find((line) => !line.done) ?? opened.forms[0]
    if (first) await showForm(first.id)
    else view.value = 'list'
  }

  async function showForm(id: number, field: string | null = null): Promise<void> {
    if (form.value?.id !== id) {
      asked += 1
      const mine = asked
      if (!(await kept())) return
      const shown = await attempt(() => platform.form(id))
      if (!shown || mine !== asked) return
      // The person may have typed on while it was on its way.
      if (!(await kept())) return
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
    if (answer) await show(answer)
    return answer
  }

  async function show(answer: Changed): Promise<void> {
    forgetWayBack()
    answers += 1
    list(answer, answers)
    const current = form.value?.id
    if (answer.form && answer.form.id === current) form.value = reusedForm(form.value, answer.form)
    else if (current !== undefined && !answer.document.forms.some((line) => line.id === current))
      await leaveForm(answer)
    else if (current !== undefined) await refresh(current)
  }

  /** The same of an edit of the form on screen, which is drawn first: what stands in the list beside it follows a frame later. */
  async function showEdited(answer: Changed): Promise<void> {
    if (!answer.form || answer.form.id !== form.value?.id) {
      await show(answer)
      return
    }
    forgetWayBack()
    answers += 1
    const turn = answers
    form.value = reusedForm(form.value, answer.form)
    await drawn()
    list(answer, turn)
  }

  /** The document as the `turn`th answer has it, unless a later one has told of it already. */
  function list(answer: Changed, turn: number): void {
    if (turn <= listed) return
    listed = turn
    document.value = reusedDocument(document.value, answer.document)
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
    const ended = attempt(() => answer).then(async (changed) => {
      if (form.value?.id === id)
        pending.value = changed ? answered(pending.value, edits) : refused(pending.value, edits)
      if (changed) await showEdited(changed)
    })
    lastEdit = ended
    await ended
  }

  async function changeRow(change: RowChange): Promise<Changed | null> {
    const id = form.value?.id
    // What was refused is known by its place, which the change may move.
    if (id === undefined || readOnly.value || (unsaved.value > 0 && !(await retried()))) return null
    const answer = await applied(queue.push(() => platform.changeRow(id, change)))
    if (answer?.field && form.value?.id === id) target.value = { field: answer.field }
    if (answer && (change.kind === 'remove' || change.kind === 'remove_fund' || change.kind === 'remove_goal'))
      say(messages.editor.rowRemoved[change.kind], true)
    return answer
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

  async function fillRollup(id: number, rows: readonly RollupRow[]): Promise<void> {
    const answer = await applied(
      queue.push(() =>
        platform.fillRollup(
          id,
          rows.map((row) => row.at),
        ),
      ),
    )
    if (answer) say(messages.rollup.filled(rows.filter((row) => row.unscored).length), true)
  }

  /** 检查报告: the check report of forms, as a workbook and as PDF. */
  async function printFindings(forms: readonly number[]): Promise<void> {
    await queue.idle()
    const choice = { forms: [...forms], xlsx: true, pdf: true, overwrite: false }
    const done = await labour(messages.panel.printing, () => platform.exportFindings(choice), true)
    const failed = done?.files.find((file) => file.error !== null)
    if (failed) trouble.value = `${failed.name}：${failed.error ?? ''}`
    else if (done && !done.cancelled)
      toast.value = { text: messages.panel.printed(done.folder), undo: false, folder: true }
  }

  /** 从往年工作簿添加: their indicators, and what could not be read. */
  async function addToLibrary(): Promise<void> {
    await queue.idle()
    const added = await labour(messages.library.reading, () => platform.libraryAdd(), true)
    if (!added) return
    await applied(Promise.resolve(added.changed))
    if (added.failed.length > 0) trouble.value = messages.library.failed(added.failed)
    else say(messages.library.added(added.indicators), true)
  }

  async function goBack(how: 'undo' | 'redo'): Promise<void> {
    if (readOnly.value || (unsaved.value > 0 && !(await kept()))) return
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

  /** 收集各单位: the folder is read, and what it comes to is shown before anything is written. */
  async function pickCollect(): Promise<void> {
    await queue.idle()
    collecting.value = await labour(messages.collect.reading, () => platform.collectPick(), true)
    if (collecting.value) dialog.value = 'collect'
  }

  async function takeCollect(answers: readonly CollectAnswer[]): Promise<void> {
    const taken = await labour(messages.collect.taking, () => platform.collectTake(answers))
    if (!taken) return
    dialog.value = null
    await applied(Promise.resolve(taken))
    view.value = 'list'
    say(messages.collect.done(collecting.value?.summary ?? ''), true)
  }

  function say(text: string, undo = false): void {
    toast.value = { text, undo }
  }

  return {
    platform,
    view,
    dialog,
    start,
    document,
    form,
    pending,
    found,
    chosen,
    target,
    waiving,
    trouble,
    toast,
    work,
    filesOver,
    readOnly,
    unsaved,
    typing,
    kept,
    queue,
    attempt,
    labour,
    begin,
    toStart,
    enter,
    showForm,
    showImport,
    edit,
    changeRow,
    changeList,
    takeImport,
    say,
    newEdition,
    collecting,
    pickCollect,
    takeCollect,
    findingFilter,
    findingOrder,
    findingAt,
    askEdition: (edition: string) => {
      newEdition.value = edition
      dialog.value = 'edition'
    },
    undo: () => goBack('undo'),
    redo: () => goBack('redo'),
    create: async (as: UnitAndYear) => {
      await enter(await attempt(() => platform.createDocument(as)))
    },
    open: async () => {
      await enter(await attempt(() => platform.openDocument()))
    },
    openRecent: async (index: number) => {
      await enter(await attempt(() => platform.openRecent(index)))
    },
    openSample: async () => {
      await enter(await labour(messages.start.sampleWork, () => platform.openSample()))
    },
    pickImport: async () => {
      const read = await labour(messages.importing.reading, () => platform.importPick(), true)
      if (read) showImport(read)
    },
    linking,
    /** Texts into fields of a form that is not on screen. */
    editOf: (id: number, edits: readonly Edit[]) => applied(queue.push(() => platform.edit(id, edits))),
    askLink: (asked: Linking) => {
      linking.value = asked
      dialog.value = 'link'
    },
    link: (id: number, at: IndicatorRef, sources: readonly number[] | null) =>
      applied(queue.push(() => platform.link(id, at, sources))),
    confirmLinks: (id: number, rows: readonly IndicatorRef[]) =>
      applied(queue.push(() => platform.confirmLinks(id, rows))),
    fillRollup,
    setOwnWords: (section: string, text: string | null) =>
      applied(queue.push(() => platform.setOwnWords(section, text))),
    nextYear: async (year: number, chosen: readonly YearPlace[]) => {
      await queue.idle()
      await enter(await labour(messages.nextYear.working, () => platform.nextYear(year, chosen), true))
    },
    askWaiver,
    waive,
    printFindings,
    libraryAt,
    askLibrary: (at: IndicatorRef | null) => {
      libraryAt.value = at
      dialog.value = 'library'
    },
    addToLibrary,
    removeFromLibrary: (book: string) => applied(queue.push(() => platform.libraryRemove(book))),
    unwaive: (form: number, key: string) => applied(queue.push(() => platform.unwaive(form, key))),
    setUnit: (as: UnitAndYear) => applied(queue.push(() => platform.setUnit(as))),
    restore: async (index: number) => {
      await enter(await labour(messages.backups.restoring, () => platform.restoreBackup(index)))
    },
    /** Ctrl+S: everything is kept anyway; this says so, or tries again. */
    save: async () => {
      if (await kept()) say(messages.main.saved)
    },
    close: async () => {
      if (!(await kept())) return
      await attempt(() => platform.closeDocument())
      toast.value = null
      document.value = null
      form.value = null
      await toStart()
    },
    /** Shows the pages of forms, or the form on screen. */
    preview: (ids: readonly number[]) => {
      whenKept(() => {
        chosen.value = ids
        view.value = 'preview'
      })
    },
    export: (ids: readonly number[]) => {
      whenKept(() => {
        chosen.value = ids
        dialog.value = 'export'
      })
    },
  }
}
