// Typed texts on their way into the document: shown at once, kept in order, tried again when they were refused.

import { computed, shallowRef, type ComputedRef, type ShallowRef } from 'vue'
import { messages } from '../messages'
import type { Platform } from '../platform'
import type { Changed, Edit } from '../wire/wire'
import { answered, nothingPending, refused, refusedEdits, withEdits, type Pending } from './pending'
import { createQueue, type Queue } from './queue'
import { showToast, type State } from './state'
import type { Tasks } from './tasks'

export interface Edits {
  readonly pending: ShallowRef<Pending>
  /** All changes of the document, one after another. */
  readonly queue: Queue
  /** Each makes what is being typed somewhere an edit, as leaving that field would. */
  readonly drafts: Set<() => Promise<void> | undefined>
  /** How many typed texts could not be saved. */
  readonly unsaved: ComputedRef<number>
  /** The person knows that closing the window gives up what could not be saved; false again once everything is. */
  readonly closeWarned: ShallowRef<boolean>
  readonly edit: (edits: readonly Edit[]) => Promise<void>
  /** True once everything typed is in the document: drafts are saved, and what was refused is tried again. */
  readonly flushEdits: () => Promise<boolean>
  /** True once what was refused is in the document. */
  readonly retryRefused: () => Promise<boolean>
  /** Runs it at once, unless something typed was refused: then only when that can be saved. */
  readonly whenFlushed: (then: () => void) => void
  /** Ctrl+S: everything is saved anyway; this says so, or tries again. */
  readonly save: () => Promise<void>
}

/** `onSaved` shows what a saved edit has changed. */
export function createEdits(
  platform: Platform,
  state: State,
  { attempt }: Tasks,
  onSaved: (answer: Changed) => Promise<void>,
): Edits {
  const pending = shallowRef<Pending>(nothingPending)
  const queue = createQueue()
  const drafts: Edits['drafts'] = new Set()
  const unsaved = computed(() => refusedEdits(pending.value).length)
  const closeWarned = shallowRef(false)
  let lastEdit: Promise<unknown> = Promise.resolve()

  async function edit(edits: readonly Edit[]): Promise<void> {
    const id = state.form.value?.id
    if (id === undefined || state.readOnly.value || edits.length === 0) return
    const answer = queue.push(() => platform.edit(id, edits))
    pending.value = withEdits(pending.value, edits)
    const ended = attempt(() => answer).then(async (changed) => {
      if (state.form.value?.id === id)
        pending.value = changed ? answered(pending.value, edits) : refused(pending.value, edits)
      if (changed) await onSaved(changed)
    })
    lastEdit = ended
    await ended
  }

  async function flushEdits(): Promise<boolean> {
    await Promise.all([...drafts].map(async (commit) => commit()))
    await lastEdit
    await queue.idle()
    return retryRefused()
  }

  async function retryRefused(): Promise<boolean> {
    const again = refusedEdits(pending.value)
    if (again.length > 0) await edit(again)
    if (unsaved.value === 0) closeWarned.value = false
    return unsaved.value === 0
  }

  function whenFlushed(then: () => void): void {
    if (unsaved.value === 0) then()
    else
      void flushEdits().then((isFlushed) => {
        if (isFlushed) then()
      })
  }

  async function save(): Promise<void> {
    if (await flushEdits()) showToast(state, messages.main.saved)
  }

  return { pending, queue, drafts, unsaved, closeWarned, edit, flushEdits, retryRefused, whenFlushed, save }
}
