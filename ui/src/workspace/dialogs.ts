// Dialogs that are about something, and what they are about.

import { shallowRef, type ShallowRef } from 'vue'
import type { BackupsOf, FindingView, IndicatorRef, RollupRow } from '../wire/wire'
import type { State } from './state'

/** The row of a department's form whose sources the person is choosing. */
export interface Linking {
  readonly form: number
  readonly row: RollupRow
}

/** The finding that the person is about to waive. */
export interface Waiving {
  readonly form: number
  readonly finding: FindingView
}

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
  readonly askWaiver: (form: number, finding: FindingView) => void
  readonly askLink: (linking: Linking) => void
  readonly askLibrary: (at: IndicatorRef | null) => void
  readonly askBackups: (of: BackupsOf) => void
}

export function createDialogs({ dialog }: State): Dialogs {
  const newEdition = shallowRef<string | null>(null)
  const waiving = shallowRef<Waiving | null>(null)
  const linking = shallowRef<Linking | null>(null)
  const libraryAt = shallowRef<IndicatorRef | null>(null)
  const backupsOf = shallowRef<BackupsOf>({ kind: 'document' })
  return {
    newEdition,
    waiving,
    linking,
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
    askWaiver: (form, finding) => {
      waiving.value = { form, finding }
      dialog.value = 'waive'
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
