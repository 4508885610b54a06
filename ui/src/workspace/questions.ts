// What is asked before a wide step. Pure: what it touches in, the words out.

import { messages } from '../messages'
import type { FormLine } from '../wire/wire'
import { shownName } from './lines'

/** A step that is made once the person agrees. */
export interface Question {
  readonly title: string
  readonly lead: string
  /** What it touches, line by line. */
  readonly items: readonly string[]
  readonly note: string
  /** What the button that agrees says. */
  readonly yes: string
  readonly isRemoval?: boolean
  readonly run: () => Promise<unknown>
}

export function removalOf(forms: readonly FormLine[], run: Question['run']): Question {
  const text = messages.removal
  const done = forms.filter((form) => form.done).length
  return {
    title: text.title(forms.length),
    lead: text.what,
    items: forms.map(shownName),
    note: done > 0 ? `${text.done(done)}${text.back}` : text.back,
    yes: text.apply(forms.length),
    isRemoval: true,
    run,
  }
}

/** What still is to be done in forms that the person calls finished; null where nothing is. */
export function unfinished(
  forms: readonly FormLine[],
  empty: readonly string[],
  run: Question['run'],
): Question | null {
  const text = messages.unfinished
  const lines = forms.flatMap((form) => {
    const left = [
      form.score === '' ? text.noTotal : '',
      form.outdated > 0 ? text.outdated(form.outdated) : '',
      form.findings.errors > 0 ? text.errors(form.findings.errors) : '',
    ].filter((part) => part !== '')
    return left.length === 0 ? [] : [`${shownName(form)}：${left.join('，')}`]
  })
  const items = [...lines, ...empty.map(text.empty)]
  if (items.length === 0) return null
  return { title: text.title, lead: text.lead, items, note: text.note, yes: text.yes, run }
}
