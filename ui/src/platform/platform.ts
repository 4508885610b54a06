// What the page may ask of the program. One interface, so that pages and tests run without the program, too.

import type {
  BackupLine,
  BackupsOf,
  Candidates,
  Changed,
  CollectAnswer,
  CollectView,
  DeclaredView,
  DisclosureView,
  DocumentView,
  Edit,
  EditionAdded,
  EditionChange,
  EvidenceAttached,
  EvidenceChoice,
  EvidenceHow,
  ExportChoice,
  ExportDone,
  FindAnswer,
  FindQuery,
  FindingPick,
  FindingsChoice,
  FormFindings,
  FormView,
  HistoryLine,
  ImportChoice,
  ImportDetail,
  ImportPick,
  ImportView,
  IndicatorRef,
  LibraryAdded,
  LibraryQuery,
  LibraryView,
  ListChange,
  LostView,
  MaskedView,
  MendPick,
  MendView,
  Overview,
  PatternView,
  Progress,
  PurgeChoice,
  PurgeLine,
  Replacement,
  RollupView,
  RowChange,
  RowDetail,
  Spot,
  SpotView,
  Start,
  SummaryChoice,
  YearPlace,
  YearWordLine,
} from '../wire/wire'

export interface About {
  readonly version: string
}

export interface UnitAndYear {
  readonly unit: string
  readonly year: number
}

/** What was handed to the program: a document to open, or workbooks to read. */
export type OpenRequestKind = 'document' | 'books'

/** What the program tells without being asked. */
export interface Listeners {
  readonly progress: (progress: Progress) => void
  /** Files are held over the window, or no longer. */
  readonly filesOver: (are: boolean) => void
  /** Something was dropped on the window, or named at a second start: the page takes it when it is ready to. */
  readonly handed: (kind: OpenRequestKind) => void
  /** The person closes the window: the page answers with `leave` or `stay`. */
  readonly closing: () => void
  /** The file of the open document has gone, or come back: the page asks with `lost`. */
  readonly watched: () => void
  /** The page is asked for a sign of life: it answers with `pulse`. */
  readonly pulse: () => void
}

/** Every call rejects with `ErrorMessage`; null means that the person cancelled. Paths never reach the page. */
export interface Platform {
  readonly listen: (listeners: Listeners) => Promise<void>
  readonly about: () => Promise<About>
  /** Syllables of pinyin, each with the characters that are read so. */
  readonly sounds: () => Promise<Readonly<Record<string, string>>>
  /** Names what is open in the title of the window. */
  readonly setTitle: (title: string) => Promise<void>
  readonly start: () => Promise<Start>
  readonly createDocument: (as: UnitAndYear) => Promise<DocumentView | null>
  readonly openDocument: () => Promise<DocumentView | null>
  /** What was handed to the program; null when it is no longer there. */
  readonly openHanded: () => Promise<DocumentView | null>
  readonly importHanded: () => Promise<ImportView | null>
  readonly leave: () => Promise<void>
  readonly stay: () => Promise<void>
  readonly openRecent: (index: number) => Promise<DocumentView>
  readonly openSample: () => Promise<DocumentView>
  readonly closeDocument: () => Promise<void>
  /** Keeps where the person is in the document, for a page that begins anew and for its next opening. */
  readonly keepSpot: (spot: Spot) => Promise<void>
  readonly spot: () => Promise<SpotView>
  readonly pulse: () => Promise<void>
  /** What has become of the file of the open document; null while it is where it was opened. */
  readonly lost: () => Promise<LostView | null>
  readonly saveAs: () => Promise<DocumentView | null>
  readonly saveBack: () => Promise<DocumentView>
  /** The name of the copy. */
  readonly saveCopy: () => Promise<string | null>
  readonly document: () => Promise<DocumentView | null>
  readonly setUnit: (as: UnitAndYear) => Promise<Changed>
  readonly form: (id: number) => Promise<FormView>
  readonly rowDetail: (id: number, at: IndicatorRef) => Promise<RowDetail>
  /** 导出表式: writes the layout of a form into a file, and gives its name. */
  readonly exportEdition: (id: number) => Promise<string | null>
  /** 导入表式: takes the layout in a file into use. */
  readonly importEdition: () => Promise<EditionAdded | null>
  readonly edit: (id: number, edits: readonly Edit[]) => Promise<Changed>
  /** Waives findings for one reason; none of them when one is no longer found. */
  readonly waive: (picks: readonly FindingPick[], reason: string) => Promise<Changed>
  readonly unwaive: (picks: readonly FindingPick[]) => Promise<Changed>
  /** What was found in all forms, the worst first; those without findings are left out. */
  readonly findings: () => Promise<readonly FormFindings[]>
  /** What can be put right in all forms without asking anybody anything. */
  readonly mends: () => Promise<readonly MendView[]>
  /** Texts of all forms in which words stand, each with what a replacement would make of it. */
  readonly find: (query: FindQuery) => Promise<FindAnswer>
  readonly replace: (replacement: Replacement) => Promise<Changed>
  readonly mend: (picks: readonly MendPick[]) => Promise<Changed>
  readonly overview: () => Promise<Overview>
  /** Prints what the window shows, by the system's own dialog. */
  readonly printPage: () => Promise<void>
  readonly library: (query: LibraryQuery) => Promise<LibraryView>
  /** Adds the indicators of books that the person picks to the library. */
  readonly libraryAdd: () => Promise<LibraryAdded | null>
  readonly libraryRemove: (book: string) => Promise<Changed>
  /** The department forms beside what their projects add up to. */
  readonly rollup: () => Promise<RollupView>
  /** Indicators of projects that a row of a department's form may be put together from. */
  readonly candidates: (id: number, at: IndicatorRef, search: string) => Promise<Candidates>
  /** What a row is put together from; null leaves it to be decided again. */
  readonly link: (id: number, at: IndicatorRef, sources: readonly number[] | null) => Promise<Changed>
  readonly confirmLinks: (id: number, rows: readonly IndicatorRef[]) => Promise<Changed>
  readonly fillRollup: (id: number, rows: readonly IndicatorRef[]) => Promise<Changed>
  readonly disclosure: () => Promise<DisclosureView>
  /** Own words for a section; empty ones leave it out, null takes the draft back. */
  readonly setOwnWords: (section: string, text: string | null) => Promise<Changed>
  readonly exportSummary: (choice: SummaryChoice) => Promise<ExportDone | null>
  readonly nextYearWords: (year: number) => Promise<readonly YearWordLine[]>
  readonly nextYear: (year: number, chosen: readonly YearPlace[]) => Promise<DocumentView | null>
  readonly changeRow: (id: number, change: RowChange) => Promise<Changed>
  /** Attaches files that the person picks to an indicator. */
  readonly attachEvidence: (id: number, at: IndicatorRef, how: EvidenceHow) => Promise<EvidenceAttached | null>
  readonly detachEvidence: (id: number, evidence: number) => Promise<Changed>
  /** Opens an attached file with the system's own program; of one that could run, its folder. */
  readonly openEvidence: (id: number, evidence: number) => Promise<void>
  /** 佐证材料目录, and the files in a folder. */
  readonly exportEvidence: (choice: EvidenceChoice) => Promise<ExportDone | null>
  readonly editionChange: (id: number, edition: string) => Promise<EditionChange>
  readonly changeList: (change: ListChange) => Promise<Changed>
  readonly undo: () => Promise<Changed>
  readonly redo: () => Promise<Changed>
  readonly history: (before: number | null) => Promise<readonly HistoryLine[]>
  readonly backups: (of: BackupsOf) => Promise<readonly BackupLine[]>
  /** The projects whose texts can be removed for good. */
  readonly purgeable: () => Promise<readonly PurgeLine[]>
  readonly purge: (choice: PurgeChoice) => Promise<Changed>
  readonly restoreBackup: (of: BackupsOf, index: number) => Promise<DocumentView>
  readonly importPick: () => Promise<ImportView | null>
  /** A table that was pasted: its HTML and its text; either may be empty. */
  readonly importPasted: (html: string, text: string) => Promise<ImportView>
  /** What a label means by the person's word; null leaves it to the program. All that is under review is read anew. */
  readonly importName: (label: string, means: string | null) => Promise<ImportView>
  readonly importDetail: (pick: ImportPick) => Promise<ImportDetail>
  /** A declaration under review beside the form of its project. */
  readonly importDeclared: (pick: ImportPick, form: number) => Promise<DeclaredView>
  readonly importYears: (choice: ImportChoice) => Promise<readonly YearWordLine[]>
  readonly importTake: (choice: ImportChoice) => Promise<DocumentView | null>
  /** What the units' files in a folder come to; nothing is written. */
  readonly collectPick: () => Promise<CollectView | null>
  /** Takes them over; one answer to each conflict, in order. */
  readonly collectTake: (answers: readonly CollectAnswer[]) => Promise<Changed>
  /** A PDF of the forms. */
  readonly preview: (ids: readonly number[]) => Promise<ArrayBuffer>
  /** Opens the same PDF with the system's own program, which prints. */
  readonly printForms: (ids: readonly number[]) => Promise<void>
  /** The check report of the forms. */
  readonly exportFindings: (choice: FindingsChoice) => Promise<ExportDone | null>
  /** A pattern of file names and what is wrong with it; null asks for the usual one. */
  readonly fileNamePattern: (pattern: string | null, perForm: boolean) => Promise<PatternView>
  /** What a public copy of the forms hides. */
  readonly hiddenInPublic: (ids: readonly number[]) => Promise<readonly MaskedView[]>
  readonly exportForms: (choice: ExportChoice) => Promise<ExportDone | null>
  readonly cancel: () => Promise<void>
  readonly showFolder: () => Promise<void>
}
