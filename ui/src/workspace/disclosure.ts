// 预算绩效情况说明 as it is copied. Pure.

import type { DisclosureView } from '../wire/wire'

/** What a section says: the person's own words, or the draft. */
export function wordsOf(section: DisclosureView['sections'][number]): string {
  return section.own ?? section.draft
}

/** What of it is handed on: never words that name a classified project. */
function printedWords(section: DisclosureView['sections'][number]): string {
  return section.held_back ? section.draft : wordsOf(section)
}

/**
 * The whole text, a line for each heading and paragraph, without sections that only ask to be written or that the
 * person leaves out.
 */
export function fullText(view: DisclosureView): string {
  const lines = view.sections
    .filter((section) => !section.open && !section.omitted)
    .flatMap((section) => [section.heading, printedWords(section)])
  return [view.title, ...lines].filter((line) => line !== '').join('\n')
}

/** What is kept of what a person typed: nothing where it is the draft again, or blank. */
export function ownWords(typed: string, draft: string): string | null {
  const text = typed.trim()
  return text === '' || text === draft.trim() ? null : text
}
