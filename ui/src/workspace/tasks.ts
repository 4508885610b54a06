// Work that may fail or take long.

import { errorText, isRestorable } from './errorText'
import type { State } from './state'

export interface Tasks {
  /** Runs something that may fail; its error is shown, and null given. */
  readonly attempt: <Answer>(work: () => Promise<Answer>) => Promise<Answer | null>
  /** The same for long work, with progress and a way to stop it. */
  readonly withProgress: <Answer>(
    title: string,
    work: () => Promise<Answer>,
    asksFirst?: boolean,
  ) => Promise<Answer | null>
  /** Resolves when the long work begun last has ended. */
  readonly lastTask: () => Promise<unknown>
}

export function createTasks({ error, restorable, task }: State): Tasks {
  let last: Promise<unknown> = Promise.resolve()

  async function attempt<Answer>(work: () => Promise<Answer>): Promise<Answer | null> {
    try {
      return await work()
    } catch (thrown) {
      error.value = errorText(thrown)
      restorable.value = isRestorable(thrown) ? error.value : null
      return null
    }
  }

  async function withProgress<Answer>(
    title: string,
    work: () => Promise<Answer>,
    asksFirst = false,
  ): Promise<Answer | null> {
    task.value = { title, progress: null, asksFirst }
    const done = attempt(work)
    last = done
    const answer = await done
    task.value = null
    return answer
  }

  return { attempt, withProgress, lastTask: () => last }
}
