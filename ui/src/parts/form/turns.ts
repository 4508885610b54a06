// Changes of rows, and what is done before they are answered: one after another, as if each key waited for the one
// before it.

import type { Workspace } from '../../workspace/workspace'
import { createQueue } from '../../workspace/queue'

export interface Turns {
  /** At once, unless rows are on the move: then when they have arrived, in the form for which the task was meant. */
  readonly inTurn: (task: () => void) => Promise<void> | undefined
  /** After everything that waits, unless another form is shown by then. */
  readonly later: (task: () => void | Promise<void>) => Promise<void>
  readonly isIdle: () => boolean
}

export function createTurns({ form }: Pick<Workspace, 'form'>): Turns {
  const queue = createQueue()
  const isIdle = (): boolean => queue.waiting() === 0

  function later(task: () => void | Promise<void>): Promise<void> {
    const id = form.value?.id
    return queue.push(async () => {
      if (form.value?.id === id) await task()
    })
  }

  function inTurn(task: () => void): Promise<void> | undefined {
    if (!isIdle()) return later(task)
    task()
    return undefined
  }

  return { inTurn, later, isIdle }
}
