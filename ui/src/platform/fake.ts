// A stand-in for the program, over recorded views of published forms. It keeps what is typed, computes nothing, and is
// in no production bundle: for tests, and for looking at the pages in a browser (`?fake`).

import { fakeDepartment } from './fakeDepartment'
import { fakeDocuments } from './fakeDocuments'
import { fakeEvidence } from './fakeEvidence'
import { fakeExports } from './fakeExports'
import { fakeForms } from './fakeForms'
import { fakeHistory } from './fakeHistory'
import { fakeImports } from './fakeImports'
import { createFakeState, type FakeOptions } from './fakeState'
import type { Platform } from './platform'

export function fake(options: FakeOptions = {}): Platform {
  const state = createFakeState(options)
  return {
    ...fakeDocuments(state),
    ...fakeHistory(state),
    ...fakeForms(state),
    ...fakeEvidence(state),
    ...fakeDepartment(state),
    ...fakeImports(state),
    ...fakeExports(state),
  }
}

/** Options as the address of the page gives them: `?fake&open&count=1000`. */
export function optionsOf(search: string): FakeOptions {
  const asked = new URLSearchParams(search)
  const count = Number(asked.get('count') ?? '')
  return { ...(count > 0 ? { count } : {}), readOnly: asked.has('readonly'), opened: asked.has('open') }
}
