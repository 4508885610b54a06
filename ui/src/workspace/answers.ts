// What the answer to a change alters on screen. Answers may arrive out of order, and the list is the newest one's.

import type { Platform } from '../platform'
import type { Changed, DocumentView } from '../wire/wire'
import type { Navigation } from './navigation'
import { nextPaint } from './nextPaint'
import { reusedDocument, reusedForm } from './reuse'
import { withdrawUndo, type State } from './state'
import type { Tasks } from './tasks'

export interface Answers {
  /** Shows what a change comes to; null when it failed, which is reported. */
  readonly apply: (change: Promise<Changed>) => Promise<Changed | null>
  /** Shows an edit of the form on screen: the form at once, what stands in the list beside it a frame later. */
  readonly showEdit: (answer: Changed) => Promise<void>
  /** Shows another document, which no answer to a change of the one before may alter. */
  readonly showDocument: (document: DocumentView) => void
}

export function createAnswers(platform: Platform, state: State, { attempt }: Tasks, { showForm }: Navigation): Answers {
  const { document, form, view } = state
  /** Answers so far, and the one that the document on screen comes from. */
  let count = 0
  let shown = 0

  async function apply(change: Promise<Changed>): Promise<Changed | null> {
    const answer = await attempt(() => change)
    if (answer) await show(answer)
    return answer
  }

  async function show(answer: Changed): Promise<void> {
    withdrawUndo(state)
    count += 1
    list(answer, count)
    const current = form.value?.id
    if (answer.form && answer.form.id === current) form.value = reusedForm(form.value, answer.form)
    else if (current !== undefined && !answer.document.forms.some((line) => line.id === current))
      await leaveForm(answer)
    else if (current !== undefined) await refresh(current)
  }

  async function showEdit(answer: Changed): Promise<void> {
    if (!answer.form || answer.form.id !== form.value?.id) {
      await show(answer)
      return
    }
    withdrawUndo(state)
    count += 1
    const turn = count
    form.value = reusedForm(form.value, answer.form)
    await nextPaint()
    list(answer, turn)
  }

  /** The document as the `turn`th answer has it, unless a later one is shown already. */
  function list(answer: Changed, turn: number): void {
    if (turn <= shown) return
    shown = turn
    document.value = reusedDocument(document.value, answer.document)
  }

  /** The form on screen may have changed with the list, though the answer is about another one. */
  async function refresh(id: number): Promise<void> {
    const fresh = await attempt(() => platform.form(id))
    if (fresh && form.value?.id === id) form.value = reusedForm(form.value, fresh)
  }

  /** The form on screen is gone: shows another one, or the list. */
  async function leaveForm(answer: Changed): Promise<void> {
    form.value = null
    const next = answer.document.forms[0]
    if (view.value === 'form' && next) await showForm(next.id)
  }

  function showDocument(opened: DocumentView): void {
    shown = count
    document.value = opened
    form.value = null
  }

  return { apply, showEdit, showDocument }
}
