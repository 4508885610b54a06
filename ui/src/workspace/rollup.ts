// The department's forms beside what their projects add up to, and the own words of the disclosure.

import { messages } from '../messages'
import type { Platform } from '../platform'
import type { Changed, IndicatorRef, RollupRow } from '../wire/wire'
import type { Answers } from './answers'
import type { Edits } from './edits'
import { showToast, type State } from './state'

export interface Rollup {
  /** What a row is put together from; null leaves it to be decided again. */
  readonly link: (id: number, at: IndicatorRef, sources: readonly number[] | null) => Promise<Changed | null>
  readonly confirmLinks: (id: number, rows: readonly IndicatorRef[]) => Promise<Changed | null>
  /** Writes results of the projects into the department's form. */
  readonly fill: (id: number, rows: readonly RollupRow[]) => Promise<void>
  /** Own words for a section; empty ones leave it out, null takes the draft back. */
  readonly setOwnWords: (section: string, text: string | null) => Promise<Changed | null>
}

export function createRollup(platform: Platform, state: State, { queue }: Edits, { apply }: Answers): Rollup {
  async function fill(id: number, rows: readonly RollupRow[]): Promise<void> {
    const places = rows.map((row) => row.at)
    const answer = await apply(queue.push(() => platform.fillRollup(id, places)))
    if (answer) showToast(state, messages.rollup.filled(rows.filter((row) => row.unscored).length), true)
  }

  return {
    link: (id, at, sources) => apply(queue.push(() => platform.link(id, at, sources))),
    confirmLinks: (id, rows) => apply(queue.push(() => platform.confirmLinks(id, rows))),
    fill,
    setOwnWords: (section, text) => apply(queue.push(() => platform.setOwnWords(section, text))),
  }
}
