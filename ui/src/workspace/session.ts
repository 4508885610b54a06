// Documents are opened and closed, and the window begins and ends.

import { messages } from '../messages'
import type { Platform } from '../platform'
import type { BackupsOf, DocumentView, OpenRequestKind, Progress, YearPlace } from '../wire/wire'
import type { Answers } from './answers'
import type { Edits } from './edits'
import type { Imports } from './imports'
import type { Navigation } from './navigation'
import { nothingPending } from './pending'
import type { Review } from './review'
import type { Saving } from './saving'
import { returnTo, spotOf } from './spot'
import type { Dialog, State } from './state'
import type { Tasks } from './tasks'

/** Dialogs in which nothing is filled in: they may give way to anything. */
const dismissible: ReadonlySet<Dialog> = new Set(['jump', 'history', 'backups', 'help', 'about', 'library'])

export interface Session {
  /** The window is there: shows what the program was started with, or the start page. */
  readonly begin: () => Promise<void>
  readonly showStart: () => Promise<void>
  readonly create: (agency: string, year: number) => Promise<void>
  readonly open: () => Promise<void>
  readonly openRecent: (index: number) => Promise<void>
  readonly openSample: () => Promise<void>
  /** Makes next year's document, and opens it in the place of this one. */
  readonly nextYear: (year: number, chosen: readonly YearPlace[]) => Promise<void>
  readonly restore: (of: BackupsOf, backup: number) => Promise<void>
  readonly close: () => Promise<void>
  /** The same for one whose file has gone: what is in it stays in its backup. */
  readonly giveUp: () => Promise<void>
}

/** Shows a document that was opened. */
export function createEnter(
  platform: Platform,
  state: State,
  tasks: Tasks,
  edits: Edits,
  answers: Answers,
  navigation: Navigation,
  review: Review,
): (opened: DocumentView | null) => Promise<void> {
  return async (opened) => {
    if (!opened) return
    answers.showDocument(opened)
    edits.pending.value = nothingPending
    state.dialog.value = null
    state.toast.value = null
    review.reset()
    await returnTo(opened, platform, state, tasks, edits, navigation)
    showNotices(state, opened.notices)
  }
}

/** Data files that cannot be used are named when the window or a document opens. */
function showNotices({ notices }: State, found: readonly string[]): void {
  notices.value = found
}

export function createSession(
  platform: Platform,
  state: State,
  { attempt, withProgress, lastTask }: Tasks,
  { edits, imports, saving }: { readonly edits: Edits; readonly imports: Imports; readonly saving: Saving },
  enter: (opened: DocumentView | null) => Promise<void>,
): Session {
  const { task, dialog, error, toast, document, form } = state
  const leave = createLeave(platform, state, { attempt, lastTask }, edits, saving)

  /** A document or workbooks were dropped on the window, or named at a second start. */
  async function takeHanded(kind: OpenRequestKind): Promise<void> {
    if (task.value || (dialog.value !== null && !dismissible.has(dialog.value))) {
      error.value = messages.main.handedBusy
      return
    }
    if (kind === 'document') await enter(await openHanded())
    else if (await edits.flushEdits()) await imports.importHanded()
  }

  /** Nothing can be typed from here on: the forms of the other document have the same numbers as those of this one. */
  async function openHanded(): Promise<DocumentView | null> {
    return withProgress(messages.start.opening, async () => ((await edits.flushEdits()) ? platform.openHanded() : null))
  }

  async function begin(): Promise<void> {
    await attempt(() => platform.listen(listeners(state, takeHanded, leave, saving.isThere, platform.pulse)))
    await attempt(() => platform.pulse())
    const opened = await attempt(() => platform.document())
    if (opened) await enter(opened)
    // The program may have been started with workbooks, and read them meanwhile.
    else if (!state.importReview.value) await showStart()
  }

  async function showStart(): Promise<void> {
    state.view.value = 'start'
    state.start.value = await attempt(() => platform.start())
    showNotices(state, state.start.value?.notices ?? [])
  }

  async function nextYear(year: number, chosen: readonly YearPlace[]): Promise<void> {
    await edits.queue.idle()
    await enter(await withProgress(messages.nextYear.working, () => platform.nextYear(year, chosen), true))
  }

  async function close(): Promise<void> {
    if ((await edits.flushEdits()) && (await saving.isThere())) await giveUp()
  }

  /** Closes the document, wherever its file is. */
  async function giveUp(): Promise<void> {
    await attempt(() => platform.closeDocument())
    toast.value = null
    document.value = null
    form.value = null
    await showStart()
  }

  return {
    begin,
    showStart,
    create: async (agency, year) => enter(await attempt(() => platform.createDocument(agency, year))),
    open: async () => enter(await attempt(() => platform.openDocument())),
    openRecent: async (index) => enter(await withProgress(messages.start.opening, () => platform.openRecent(index))),
    openSample: async () => enter(await withProgress(messages.start.sampleWork, () => platform.openSample())),
    nextYear,
    restore: async (of, backup) =>
      enter(await withProgress(messages.backups.restoring, () => platform.restoreBackup(of, backup))),
    close,
    giveUp,
  }
}

/** The window is to close: it does, unless typed texts cannot be saved; then only when it is closed once more. */
function createLeave(
  platform: Platform,
  state: State,
  { attempt, lastTask }: Pick<Tasks, 'attempt' | 'lastTask'>,
  edits: Edits,
  saving: Saving,
): () => Promise<void> {
  const { task, error, document } = state
  /** The person has been told that the file has gone, and closes the window all the same. */
  let isGivenUp = false
  return async () => {
    if (task.value) await attempt(() => platform.cancel())
    await lastTask()
    const isFlushed = (await edits.flushEdits()) || edits.closeWarned.value
    if (isFlushed && !isGivenUp && !(await saving.isThere())) {
      isGivenUp = true
      await attempt(() => platform.stay())
    } else if (isFlushed) {
      if (document.value) await attempt(() => platform.keepSpot(spotOf(state, edits.pending.value)))
      await attempt(() => platform.leave())
    } else {
      edits.closeWarned.value = true
      error.value = messages.main.leaveUnsaved(edits.unsaved.value, error.value ?? '')
      await attempt(() => platform.stay())
    }
  }
}

/** What the program reports without being asked. */
function listeners(
  { task, filesOver }: State,
  takeHanded: (kind: OpenRequestKind) => Promise<void>,
  leave: () => Promise<void>,
  lookForFile: () => Promise<unknown>,
  pulse: () => Promise<void>,
): Parameters<Platform['listen']>[0] {
  return {
    progress: (progress: Progress) => {
      if (task.value) task.value = { ...task.value, progress }
    },
    filesOver: (are) => {
      filesOver.value = are
    },
    handed: (kind) => {
      void takeHanded(kind)
    },
    closing: () => {
      void leave()
    },
    pulse: () => {
      void pulse()
    },
    watched: () => {
      void lookForFile()
    },
  }
}
