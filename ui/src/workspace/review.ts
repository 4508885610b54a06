// What was found in the forms: how the table of all findings is narrowed, waivers, and the check report.

import { shallowRef, type ShallowRef } from 'vue'
import { messages } from '../messages'
import type { Platform } from '../platform'
import type { Changed } from '../wire/wire'
import type { Answers } from './answers'
import type { Edits } from './edits'
import type { FindingOrder } from './findingColumns'
import { everyOpenFinding, type FindingFilter } from './findings'
import { showToast, type State } from './state'
import type { Tasks } from './tasks'

export interface Review {
  /** What the table of all findings shows: the person comes back to it after each jump. */
  readonly filter: ShallowRef<FindingFilter>
  readonly order: ShallowRef<FindingOrder>
  /** The place in it of the finding that was looked at last. */
  readonly position: ShallowRef<number>
  /** As another document begins: every open finding, from the first one on. */
  readonly reset: () => void
  readonly waive: (form: number, key: string, reason: string) => Promise<Changed | null>
  readonly unwaive: (form: number, key: string) => Promise<Changed | null>
  /** 检查报告: the check report of forms, as a workbook and as PDF. */
  readonly printReport: (forms: readonly number[]) => Promise<void>
}

export function createReview(
  platform: Platform,
  state: State,
  { withProgress }: Tasks,
  { queue }: Edits,
  { apply }: Answers,
): Review {
  const filter = shallowRef<FindingFilter>(everyOpenFinding)
  const order = shallowRef<FindingOrder>('form')
  const position = shallowRef(0)

  async function waive(form: number, key: string, reason: string): Promise<Changed | null> {
    const answer = await apply(queue.push(() => platform.waive(form, key, reason)))
    if (answer) showToast(state, messages.panel.waivedNow, true)
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
    reset: () => {
      filter.value = everyOpenFinding
      position.value = 0
    },
    waive,
    unwaive: (form, key) => apply(queue.push(() => platform.unwaive(form, key))),
    printReport,
  }
}
