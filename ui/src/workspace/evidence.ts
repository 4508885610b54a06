// 佐证材料: files that come to a row of a form and go.

import { messages } from '../messages'
import type { Platform } from '../platform'
import type { Changed, EvidenceHow, IndicatorRef } from '../wire/wire'
import type { Answers } from './answers'
import type { Edits } from './edits'
import { showToast, type State } from './state'
import type { Tasks } from './tasks'

export interface EvidenceFiles {
  /** Attaches files that the person picks. */
  readonly attach: (form: number, at: IndicatorRef, how: EvidenceHow) => Promise<void>
  readonly detach: (form: number, evidence: number) => Promise<Changed | null>
}

export function createEvidence(
  platform: Platform,
  state: State,
  { withProgress }: Tasks,
  { queue }: Edits,
  { apply }: Answers,
): EvidenceFiles {
  async function attach(form: number, at: IndicatorRef, how: EvidenceHow): Promise<void> {
    if (state.readOnly.value) return
    await queue.idle()
    const work = (): ReturnType<Platform['attachEvidence']> => platform.attachEvidence(form, at, how)
    const done = await withProgress(messages.evidence.adding, work, true)
    if (!done) return
    await apply(Promise.resolve(done.changed))
    if (done.failed.length > 0) state.error.value = messages.evidence.failed(done.failed)
    else showToast(state, messages.evidence.added(done.attached), true)
  }

  return {
    attach,
    detach: (form, evidence) => apply(queue.push(() => platform.detachEvidence(form, evidence))),
  }
}
