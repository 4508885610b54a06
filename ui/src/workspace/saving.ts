// Where the document is saved: under another name, as a copy, and where to when its file has gone while it is open.

import { messages } from '../messages'
import type { Platform } from '../platform'
import type { DocumentView } from '../wire/wire'
import type { Answers } from './answers'
import type { Edits } from './edits'
import { showToast, type State } from './state'
import type { Tasks } from './tasks'

export interface Saving {
  /** Asks where the file is; true when it is where it was opened, or nothing is open. */
  readonly isThere: () => Promise<boolean>
  /** 另存为: goes on with the file where the person wants it. */
  readonly saveAs: () => Promise<void>
  /** Saves the document where its file has gone from. */
  readonly saveBack: () => Promise<void>
  readonly saveCopy: () => Promise<void>
}

export function createSaving(
  platform: Platform,
  state: State,
  { attempt, withProgress }: Tasks,
  edits: Edits,
  { apply }: Answers,
): Saving {
  async function isThere(): Promise<boolean> {
    const opened = state.document.value
    if (opened === null) return true
    const lost = await attempt(() => platform.lost())
    if ((lost === null) !== (opened.lost === null)) {
      // What is called saved changes with it.
      const fresh = await attempt(() => platform.document())
      if (fresh && state.document.value !== null) state.document.value = fresh
    }
    return lost === null
  }

  /** Nothing typed stays behind in the file before. */
  async function save(save: () => Promise<DocumentView | null>): Promise<void> {
    if (state.document.value?.lost === null && !(await edits.flushEdits())) return
    await edits.queue.idle()
    // Shown before the work is over: what stands behind it would ask again where to save.
    const saved = async (): Promise<DocumentView | null> => {
      const opened = await save()
      if (opened) await apply(Promise.resolve({ document: opened, form: null, field: null }))
      return opened
    }
    const document = await withProgress(messages.saving.working, saved, true)
    if (!document) return
    await edits.retryRefused()
    showToast(state, messages.saving.savedAs(document.file_name))
  }

  async function saveCopy(): Promise<void> {
    if (!(await edits.flushEdits())) return
    const name = await withProgress(messages.saving.working, () => platform.saveCopy(), true)
    if (name !== null) showToast(state, messages.saving.copied(name))
  }

  return {
    isThere,
    saveAs: () => save(() => platform.saveAs()),
    saveBack: () => save(() => platform.saveBack()),
    saveCopy,
  }
}
