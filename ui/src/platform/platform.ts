// What the page may ask of the program. One interface, so that pages and tests run without the program, too.

import type {
  BackupLine, Changed, DocumentView, Edit, EditionChange, ExportChoice, ExportDone, FindingsChoice, FormFindings, FormView, HistoryLine, ImportChoice,
  ImportDetail, ImportPick, ImportView, IndicatorRef, ListChange, Progress, RowChange, RowDetail, Start, YearWordLine,
} from '../wire/wire'

export interface About {
  readonly version: string
}

export interface UnitAndYear {
  readonly unit: string
  readonly year: number
}

/** What the program tells without being asked. */
export interface Listeners {
  readonly progress: (progress: Progress) => void
  readonly importDropped: (found: ImportView) => void
  readonly openDocument: (document: DocumentView) => void
}

/** Every call rejects with `Trouble`; null means that the person cancelled. Paths never reach the page. */
export interface Platform {
  readonly listen: (listeners: Listeners) => Promise<void>
  readonly about: () => Promise<About>
  readonly start: () => Promise<Start>
  readonly createDocument: (as: UnitAndYear) => Promise<DocumentView | null>
  readonly openDocument: () => Promise<DocumentView | null>
  readonly openRecent: (index: number) => Promise<DocumentView>
  readonly openSample: () => Promise<DocumentView>
  readonly closeDocument: () => Promise<void>
  readonly document: () => Promise<DocumentView | null>
  readonly setUnit: (as: UnitAndYear) => Promise<Changed>
  readonly form: (id: number) => Promise<FormView>
  readonly rowDetail: (id: number, at: IndicatorRef) => Promise<RowDetail>
  readonly edit: (id: number, edits: readonly Edit[]) => Promise<Changed>
  readonly waive: (id: number, key: string, reason: string) => Promise<Changed>
  readonly unwaive: (id: number, key: string) => Promise<Changed>
  /** What was found in all forms; those without findings are left out. */
  readonly findings: () => Promise<readonly FormFindings[]>
  readonly changeRow: (id: number, change: RowChange) => Promise<Changed>
  readonly editionChange: (id: number, edition: string) => Promise<EditionChange>
  readonly changeList: (change: ListChange) => Promise<Changed>
  readonly undo: () => Promise<Changed>
  readonly redo: () => Promise<Changed>
  readonly history: (before: number | null) => Promise<readonly HistoryLine[]>
  readonly backups: () => Promise<readonly BackupLine[]>
  readonly restoreBackup: (index: number) => Promise<DocumentView>
  readonly importPick: () => Promise<ImportView | null>
  readonly importDetail: (pick: ImportPick) => Promise<ImportDetail>
  readonly importYears: (choice: ImportChoice) => Promise<readonly YearWordLine[]>
  readonly importTake: (choice: ImportChoice) => Promise<DocumentView | null>
  /** A PDF of the forms. */
  readonly preview: (ids: readonly number[]) => Promise<ArrayBuffer>
  /** The check report of the forms. */
  readonly exportFindings: (choice: FindingsChoice) => Promise<ExportDone | null>
  readonly exportForms: (choice: ExportChoice) => Promise<ExportDone | null>
  readonly cancel: () => Promise<void>
  readonly showFolder: () => Promise<void>
}
