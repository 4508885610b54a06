// What comes in from other files: imports, the units' files that are collected, and books of the library.

import { shallowRef, type ShallowRef } from 'vue'
import { messages } from '../messages'
import type { Platform } from '../platform'
import type { Changed, CollectAnswer, CollectView, DocumentView, ImportChoice, ImportView } from '../wire/wire'
import type { Answers } from './answers'
import type { Edits } from './edits'
import { showToast, withdrawUndo, type State } from './state'
import type { Tasks } from './tasks'

export interface Imports {
  readonly pickImport: () => Promise<void>
  /** Reads a table that was copied in a browser, Word or WPS. */
  readonly importPasted: (pasted: DataTransfer) => Promise<void>
  /** Reads the workbooks that were handed to the program. */
  readonly importHanded: () => Promise<void>
  /** 这是…: says what a label means, and gives what is under review, read anew; null when that failed. */
  readonly nameLabel: (label: string, means: string | null) => Promise<ImportView | null>
  /** Takes over what was looked through. */
  readonly takeImport: (choice: ImportChoice) => Promise<void>
  /** What collecting would do, while the person looks through it. */
  readonly collecting: ShallowRef<CollectView | null>
  /** 收集各单位: the folder is read, and what it comes to is shown before anything is written. */
  readonly pickCollect: () => Promise<void>
  readonly takeCollect: (answers: readonly CollectAnswer[]) => Promise<void>
  /** 从往年工作簿添加: their indicators, and what could not be read. */
  readonly addToLibrary: () => Promise<void>
  readonly removeFromLibrary: (book: string) => Promise<Changed | null>
}

/** `enter` shows the document that an import was taken into. */
export function createImports(
  platform: Platform,
  state: State,
  { withProgress }: Tasks,
  { queue }: Edits,
  { apply }: Answers,
  enter: (opened: DocumentView | null) => Promise<void>,
): Imports {
  const { view, dialog, error, importReview } = state
  const collecting = shallowRef<CollectView | null>(null)

  async function review(read: () => Promise<ImportView | null>, asksFirst: boolean): Promise<void> {
    const found = await withProgress(messages.importing.reading, read, asksFirst)
    if (!found) return
    withdrawUndo(state)
    importReview.value = found
    view.value = 'import'
    dialog.value = null
  }

  async function nameLabel(label: string, means: string | null): Promise<ImportView | null> {
    const again = await withProgress(messages.importing.naming, () => platform.importName(label, means), true)
    if (again) importReview.value = again
    return again
  }

  async function pickCollect(): Promise<void> {
    await queue.idle()
    collecting.value = await withProgress(messages.collect.reading, () => platform.collectPick(), true)
    if (collecting.value) dialog.value = 'collect'
  }

  async function takeCollect(answers: readonly CollectAnswer[]): Promise<void> {
    const taken = await withProgress(messages.collect.taking, () => platform.collectTake(answers))
    if (!taken) return
    dialog.value = null
    await apply(Promise.resolve(taken))
    view.value = 'list'
    showToast(state, messages.collect.done(collecting.value?.summary ?? ''), true)
  }

  async function addToLibrary(): Promise<void> {
    await queue.idle()
    const added = await withProgress(messages.library.reading, () => platform.libraryAdd(), true)
    if (!added) return
    await apply(Promise.resolve(added.changed))
    if (added.failed.length > 0) error.value = messages.library.failed(added.failed)
    else showToast(state, messages.library.added(added.indicators), true)
  }

  return {
    pickImport: () => review(() => platform.importPick(), true),
    importPasted: (pasted) => {
      const [html, text] = [pasted.getData('text/html'), pasted.getData('text/plain')]
      return review(() => platform.importPasted(html, text), false)
    },
    importHanded: () => review(() => platform.importHanded(), false),
    nameLabel,
    takeImport: async (choice) => {
      await enter(await withProgress(messages.importing.taking, () => platform.importTake(choice)))
    },
    collecting,
    pickCollect,
    takeCollect,
    addToLibrary,
    removeFromLibrary: (book) => apply(queue.push(() => platform.libraryRemove(book))),
  }
}
