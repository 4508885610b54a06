// What was found in the forms: how the table of all findings is narrowed, waivers, and the check report.

import { shallowRef, type ShallowRef } from 'vue'
import { messages } from '../messages'
import type { Platform } from '../platform'
import type { Changed, FindingPick, MendPick, Replacement } from '../wire/wire'
import type { Answers } from './answers'
import type { Edits } from './edits'
import type { FindingOrder } from './findingColumns'
import { everyOpenFinding, type FindingFilter, type Likeness } from './findings'
import { showToast, type State } from './state'
import type { Tasks } from './tasks'

export interface Review {
  /** What the table of all findings shows: the person comes back to it after each jump. */
  readonly filter: ShallowRef<FindingFilter>
  readonly order: ShallowRef<FindingOrder>
  /** The place in it of the finding that was looked at last. */
  readonly position: ShallowRef<number>
  /** Which findings stand in one line; null gives each a line of its own. */
  readonly likeness: ShallowRef<Likeness | null>
  /** As another document begins: every open finding, from the first one on. */
  readonly reset: () => void
  /** Waives findings for one reason: one step of undo. */
  readonly waive: (picks: readonly FindingPick[], reason: string) => Promise<Changed | null>
  readonly unwaive: (picks: readonly FindingPick[]) => Promise<Changed | null>
  /** Puts texts right as the program proposes: one step of undo. */
  readonly mend: (picks: readonly MendPick[]) => Promise<Changed | null>
  /** Replaces words in the texts that were chosen: one step of undo. */
  readonly replace: (replacement: Replacement) => Promise<Changed | null>
  /** 检查报告: the check report of forms, as a workbook and as PDF. */
  readonly printReport: (forms: readonly number[]) => Promise<void>
}

export function createReview(
  platform: Platform,
  state: State,
  { withProgress }: Tasks,
  { queue, flushEdits }: Edits,
  { apply }: Answers,
): Review {
  const filter = shallowRef<FindingFilter>(everyOpenFinding)
  const order = shallowRef<FindingOrder>('form')
  const position = shallowRef(0)
  const likeness = shallowRef<Likeness | null>('cause')

  async function waive(picks: readonly FindingPick[], reason: string): Promise<Changed | null> {
    const answer = await apply(queue.push(() => platform.waive(picks, reason)))
    if (answer) showToast(state, messages.panel.waivedNow(picks.length), true)
    return answer
  }

  async function mend(picks: readonly MendPick[]): Promise<Changed | null> {
    // What is being typed may be the very text.
    if (!(await flushEdits())) return null
    const answer = await apply(queue.push(() => platform.mend(picks)))
    if (answer) showToast(state, messages.mends.done(picks.length), true)
    return answer
  }

  async function replace(replacement: Replacement): Promise<Changed | null> {
    if (!(await flushEdits())) return null
    const answer = await apply(queue.push(() => platform.replace(replacement)))
    if (answer) showToast(state, messages.find.done(replacement.picks.length), true)
    return answer
  }

  async function printReport(forms: readonly number[]): Promise<void> {
    await queue.idle()
    const choice = { forms: [...forms], xlsx: true, pdf: true, overwrite: false }
    const done = await withProgress(messages.panel.printing, () => platform.exportFindings(choice), true)
    const failed = done?.files.find((file) => file.error !== null)
    if (failed) state.error.value = `${failed.name}：${failed.error ?? ''}`
    else if (done && !done.cancelled)
      state.toast.value = { text: messages.panel.printed(done.folder), undo: false, folder: true }
  }

  return {
    filter,
    order,
    position,
    likeness,
    reset: () => {
      filter.value = everyOpenFinding
      position.value = 0
    },
    waive,
    unwaive: (picks) => apply(queue.push(() => platform.unwaive(picks))),
    mend,
    replace,
    printReport,
  }
}
