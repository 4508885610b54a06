// 彻底清除: projects are removed with all that the document holds of their texts.

import { messages } from '../messages'
import type { Platform } from '../platform'
import type { Changed, PurgeChoice } from '../wire/wire'
import type { Answers } from './answers'
import type { Edits } from './edits'
import { showToast, type State } from './state'
import type { Tasks } from './tasks'

/** Null when nothing was removed. */
export type Purge = (choice: PurgeChoice) => Promise<Changed | null>

export function createPurge(
  platform: Platform,
  state: State,
  { withProgress }: Tasks,
  edits: Edits,
  { apply }: Answers,
): Purge {
  return async (choice) => {
    if (state.readOnly.value || !(await edits.flushEdits())) return null
    const purged = await withProgress(messages.purge.working, () => edits.queue.push(() => platform.purge(choice)))
    if (!purged) return null
    await apply(Promise.resolve(purged))
    showToast(state, messages.purge.done(choice.forms.length))
    return purged
  }
}
