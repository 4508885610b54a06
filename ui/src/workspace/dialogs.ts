// Dialogs that are about something, and what they are about.

import { shallowRef, type ShallowRef } from 'vue'
import type { BackupsOf, FormLine, IndicatorRef, ListChange, RollupRow } from '../wire/wire'
import type { Changes } from './changes'
import type { FindingRow } from './findings'
import { removalOf, unfinished, type Question } from './questions'
import type { State } from './state'

/** The row of a department's form whose sources the person is choosing. */
export interface Linking {
  readonly form: number
  readonly row: RollupRow
}

/** The findings that the person is about to waive for one reason, the first of them shown. */
export type Waiving = readonly [FindingRow, ...FindingRow[]]

export interface Dialogs {
  /** The layout that the person wants for the form. */
  readonly newEdition: ShallowRef<string | null>
  readonly waiving: ShallowRef<Waiving | null>
  readonly linking: ShallowRef<Linking | null>
  /** The row below which an indicator of the library goes. */
  readonly libraryAt: ShallowRef<IndicatorRef | null>
  /** Whose backups are shown. */
  readonly backupsOf: ShallowRef<BackupsOf>
  readonly askEdition: (edition: string) => void
  readonly askWaiver: (rows: Waiving) => void
  /** What the person is asked before a wide step. */
  readonly question: ShallowRef<Question | null>
  readonly ask: (question: Question) => void
  /** Removes one form at once, and asks before several go; 撤销 brings them back either way. */
  readonly askRemoval: (forms: readonly FormLine[]) => void
  /** Marks forms as done, and asks where something is left to do in them; `empty` are cells that nobody filled in. */
  readonly askDone: (forms: readonly FormLine[], empty?: readonly string[]) => void
  readonly askLink: (linking: Linking) => void
  readonly askLibrary: (at: IndicatorRef | null) => void
  readonly askBackups: (of: BackupsOf) => void
}

export function createDialogs({ dialog }: State, { changeList }: Changes): Dialogs {
  const newEdition = shallowRef<string | null>(null)
  const waiving = shallowRef<Waiving | null>(null)
  const linking = shallowRef<Linking | null>(null)
  const question = shallowRef<Question | null>(null)
  const removeForms = (forms: readonly FormLine[]): Promise<unknown> =>
    changeList({ kind: 'remove', ids: forms.map(({ id }) => id) })
  function ask(asked: Question): void {
    question.value = asked
    dialog.value = 'ask'
  }

  const libraryAt = shallowRef<IndicatorRef | null>(null)
  const backupsOf = shallowRef<BackupsOf>({ kind: 'document' })
  return {
    newEdition,
    waiving,
    linking,
    question,
    ask,
    libraryAt,
    backupsOf,
    askBackups: (of) => {
      backupsOf.value = of
      dialog.value = 'backups'
    },
    askEdition: (edition) => {
      newEdition.value = edition
      dialog.value = 'edition'
    },
    askWaiver: (rows) => {
      waiving.value = rows
      dialog.value = 'waive'
    },
    askRemoval: (forms) => {
      if (forms.length > 1) ask(removalOf(forms, () => removeForms(forms)))
      else if (forms.length === 1) void removeForms(forms)
    },
    askDone: (forms, empty = []) => {
      const changes = forms.map(({ id }): ListChange => ({ kind: 'done', id, on: true }))
      const mark = (): Promise<unknown> => changeList({ kind: 'together', changes })
      const asked = unfinished(forms, empty, mark)
      if (asked) ask(asked)
      else void mark()
    },
    askLink: (asked) => {
      linking.value = asked
      dialog.value = 'link'
    },
    askLibrary: (at) => {
      libraryAt.value = at
      dialog.value = 'library'
    },
  }
}
