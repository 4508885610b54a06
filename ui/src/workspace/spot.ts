// Where the person is in the document: kept by the program, so that a page that begins anew, and the next opening,
// begin there.

import { watch } from 'vue'
import { messages } from '../messages'
import type { Platform } from '../platform'
import type { DocumentView, Spot } from '../wire/wire'
import type { Edits } from './edits'
import type { Navigation } from './navigation'
import { showToast, type State, type View } from './state'
import type { Tasks } from './tasks'

/** Milliseconds in which changes of place gather. */
const DELAY = 250

/** Views that are gone back to; all others begin with a choice that the person made. */
const views: readonly View[] = ['form', 'list', 'rollup', 'overview', 'findings']

/** Keeps the place from now on: never later than the delay, however fast one key follows the other. */
export function keepSpot(platform: Platform, state: State, { pending }: Edits): void {
  let timer: ReturnType<typeof setTimeout> | undefined
  watch([state.document, state.form, state.view, state.here, state.task, pending], () => {
    timer ??= setTimeout(() => {
      timer = undefined
      // Long work may put another document in the place of this one, and it would be kept as a place in that one.
      if (state.document.value === null || state.task.value !== null) return
      // That the place cannot be kept is no reason to trouble anybody.
      void platform.keepSpot(spotOf(state, pending.value)).catch(() => undefined)
    }, DELAY)
  })
}

export function spotOf(
  { view, form, here }: Pick<State, 'view' | 'form' | 'here'>,
  pending: Edits['pending']['value'],
): Spot {
  const draft = here.value?.draft ?? null
  const waiting = [...pending].map(([field, { text }]) => ({ field, text }))
  const typed = draft === null ? waiting : [...waiting.filter(({ field }) => field !== draft.field), draft]
  return {
    view: view.value,
    form: form.value?.id ?? null,
    field: here.value?.field ?? null,
    top: Math.max(0, Math.round(here.value?.top ?? 0)),
    typed,
  }
}

/** Shows a document that was opened, at the place where the person stopped; else the first form that is not done. */
export async function returnTo(
  opened: DocumentView,
  platform: Platform,
  state: State,
  { attempt }: Tasks,
  edits: Edits,
  { showForm }: Navigation,
): Promise<void> {
  const answer = await attempt(() => platform.spot())
  const spot = answer?.spot ?? null
  const then = opened.forms.find(({ id }) => id === spot?.form)
  const first = then ?? opened.forms.find((line) => !line.done) ?? opened.forms[0]
  if (first) await showForm(first.id)
  else state.view.value = 'list'
  if (answer?.revived) showToast(state, messages.main.revived)
  if (!spot || !then) return
  if (spot.field !== null) state.target.value = { field: spot.field, top: spot.top }
  state.view.value = views.find((view) => view === spot.view) ?? 'form'
  if (spot.typed.length === 0 || opened.read_only) return
  await edits.edit(spot.typed)
  if (edits.unsaved.value === 0) showToast(state, messages.main.caughtUp(spot.typed.length), true)
}
