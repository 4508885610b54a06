// Changes go to the program one after another, in the order in which they were made.

/** A queue of changes: each begins when the one before it has ended, well or not. */
export interface Queue {
  readonly push: <Answer>(change: () => Promise<Answer>) => Promise<Answer>
  /** Resolves when everything pushed so far has ended. */
  readonly idle: () => Promise<void>
  readonly waiting: () => number
}

/** Begins a change now; one that fails at once fails as its promise does. */
async function begun<Answer>(change: () => Promise<Answer>): Promise<Answer> {
  return change()
}

export function createQueue(): Queue {
  let last: Promise<unknown> = Promise.resolve()
  let waiting = 0
  return {
    push(change) {
      // Nothing before it: it leaves at once, before the page is drawn anew.
      const answer = waiting === 0 ? begun(change) : last.then(change)
      waiting += 1
      last = answer.then(ended, ended)
      function ended(): void {
        waiting -= 1
      }
      return answer
    },
    async idle() {
      while (waiting > 0) await last
    },
    waiting: () => waiting,
  }
}
