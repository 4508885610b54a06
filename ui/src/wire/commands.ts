// Made from src-tauri/crates/commands/src/table.rs by the tests of that crate. Do not edit.

import type { About, BackupLine, BackupsOf, Candidates, Changed, CollectAnswer, CollectView, DeclaredView, DisclosureView, DocumentView, Edit, EditionAdded, EditionChange, EvidenceAttached, EvidenceChoice, EvidenceHow, ExportChoice, ExportDone, FindAnswer, FindQuery, FindingPick, FindingsChoice, FormFindings, FormView, HistoryLine, ImportChoice, ImportDetail, ImportPick, ImportView, IndicatorRef, LibraryAdded, LibraryQuery, LibraryView, ListChange, LostView, MaskedView, MendPick, MendView, Overview, PatternView, PurgeChoice, PurgeLine, Replacement, RollupView, RowChange, RowDetail, Spot, SpotView, Start, SummaryChoice, YearPlace, YearWordLine } from './wire'

/** Every call rejects with `ErrorMessage`; null means that the person cancelled. */
export interface Commands {
  readonly about: () => Promise<About>
  readonly attachEvidence: (id: number, at: IndicatorRef, how: EvidenceHow) => Promise<EvidenceAttached | null>
  readonly backups: (of: BackupsOf) => Promise<ReadonlyArray<BackupLine>>
  readonly cancel: () => Promise<void>
  readonly candidates: (id: number, at: IndicatorRef, search: string) => Promise<Candidates>
  readonly changeList: (change: ListChange) => Promise<Changed>
  readonly changeRow: (id: number, change: RowChange) => Promise<Changed>
  readonly closeDocument: () => Promise<void>
  readonly collectPick: () => Promise<CollectView | null>
  readonly collectTake: (answers: ReadonlyArray<CollectAnswer>) => Promise<Changed>
  readonly confirmLinks: (id: number, rows: ReadonlyArray<IndicatorRef>) => Promise<Changed>
  readonly createDocument: (agency: string, year: number) => Promise<DocumentView | null>
  readonly detachEvidence: (id: number, evidence: number) => Promise<Changed>
  readonly disclosure: () => Promise<DisclosureView>
  readonly document: () => Promise<DocumentView | null>
  readonly edit: (id: number, edits: ReadonlyArray<Edit>) => Promise<Changed>
  readonly editionChange: (id: number, edition: string) => Promise<EditionChange>
  readonly exportEdition: (id: number) => Promise<string | null>
  readonly exportEvidence: (choice: EvidenceChoice) => Promise<ExportDone | null>
  readonly exportFindings: (choice: FindingsChoice) => Promise<ExportDone | null>
  readonly exportForms: (choice: ExportChoice) => Promise<ExportDone | null>
  readonly exportSummary: (choice: SummaryChoice) => Promise<ExportDone | null>
  readonly fileNamePattern: (pattern: string | null, perForm: boolean) => Promise<PatternView>
  readonly fillRollup: (id: number, rows: ReadonlyArray<IndicatorRef>) => Promise<Changed>
  readonly find: (query: FindQuery) => Promise<FindAnswer>
  readonly findings: () => Promise<ReadonlyArray<FormFindings>>
  readonly form: (id: number) => Promise<FormView>
  readonly hiddenInPublic: (ids: ReadonlyArray<number>) => Promise<ReadonlyArray<MaskedView>>
  readonly history: (before: number | null) => Promise<ReadonlyArray<HistoryLine>>
  readonly importDeclared: (pick: ImportPick, form: number) => Promise<DeclaredView>
  readonly importDetail: (pick: ImportPick) => Promise<ImportDetail>
  readonly importEdition: () => Promise<EditionAdded | null>
  readonly importHanded: () => Promise<ImportView | null>
  readonly importName: (label: string, means: string | null) => Promise<ImportView>
  readonly importPasted: (html: string, text: string) => Promise<ImportView>
  readonly importPick: () => Promise<ImportView | null>
  readonly importTake: (choice: ImportChoice) => Promise<DocumentView | null>
  readonly importYears: (choice: ImportChoice) => Promise<ReadonlyArray<YearWordLine>>
  readonly keepSpot: (spot: Spot) => Promise<void>
  readonly leave: () => Promise<void>
  readonly library: (query: LibraryQuery) => Promise<LibraryView>
  readonly libraryAdd: () => Promise<LibraryAdded | null>
  readonly libraryRemove: (book: string) => Promise<Changed>
  readonly link: (id: number, at: IndicatorRef, sources: ReadonlyArray<number> | null) => Promise<Changed>
  readonly lost: () => Promise<LostView | null>
  readonly mend: (picks: ReadonlyArray<MendPick>) => Promise<Changed>
  readonly mends: () => Promise<ReadonlyArray<MendView>>
  readonly nextYear: (year: number, chosen: ReadonlyArray<YearPlace>) => Promise<DocumentView | null>
  readonly nextYearWords: (year: number) => Promise<ReadonlyArray<YearWordLine>>
  readonly openDocument: () => Promise<DocumentView | null>
  readonly openEvidence: (id: number, evidence: number) => Promise<void>
  readonly openHanded: () => Promise<DocumentView | null>
  readonly openRecent: (index: number) => Promise<DocumentView>
  readonly openSample: () => Promise<DocumentView>
  readonly overview: () => Promise<Overview>
  readonly preview: (ids: ReadonlyArray<number>) => Promise<ArrayBuffer>
  readonly printForms: (ids: ReadonlyArray<number>) => Promise<void>
  readonly printPage: () => Promise<void>
  readonly pulse: () => Promise<void>
  readonly purge: (choice: PurgeChoice) => Promise<Changed>
  readonly purgeable: () => Promise<ReadonlyArray<PurgeLine>>
  readonly redo: () => Promise<Changed>
  readonly replace: (replacement: Replacement) => Promise<Changed>
  readonly restoreBackup: (of: BackupsOf, index: number) => Promise<DocumentView>
  readonly rollup: () => Promise<RollupView>
  readonly rowDetail: (id: number, at: IndicatorRef) => Promise<RowDetail>
  readonly saveAs: () => Promise<DocumentView | null>
  readonly saveBack: () => Promise<DocumentView>
  readonly saveCopy: () => Promise<string | null>
  readonly setAgency: (agency: string, year: number) => Promise<Changed>
  readonly setOwnWords: (section: string, text: string | null) => Promise<Changed>
  readonly setTitle: (title: string) => Promise<void>
  readonly showFolder: () => Promise<void>
  readonly sounds: () => Promise<{ [key in string]: string }>
  readonly spot: () => Promise<SpotView>
  readonly start: () => Promise<Start>
  readonly stay: () => Promise<void>
  readonly undo: () => Promise<Changed>
  readonly unwaive: (picks: ReadonlyArray<FindingPick>) => Promise<Changed>
  readonly waive: (picks: ReadonlyArray<FindingPick>, reason: string) => Promise<Changed>
}

/** What each command is called in the program, and after it its arguments, in order. */
export const COMMANDS = {
  about: ['about'],
  attachEvidence: ['attach_evidence', 'id', 'at', 'how'],
  backups: ['backups', 'of'],
  cancel: ['cancel'],
  candidates: ['candidates', 'id', 'at', 'search'],
  changeList: ['change_list', 'change'],
  changeRow: ['change_row', 'id', 'change'],
  closeDocument: ['close_document'],
  collectPick: ['collect_pick'],
  collectTake: ['collect_take', 'answers'],
  confirmLinks: ['confirm_links', 'id', 'rows'],
  createDocument: ['create_document', 'agency', 'year'],
  detachEvidence: ['detach_evidence', 'id', 'evidence'],
  disclosure: ['disclosure'],
  document: ['document'],
  edit: ['edit', 'id', 'edits'],
  editionChange: ['edition_change', 'id', 'edition'],
  exportEdition: ['export_edition', 'id'],
  exportEvidence: ['export_evidence', 'choice'],
  exportFindings: ['export_findings', 'choice'],
  exportForms: ['export_forms', 'choice'],
  exportSummary: ['export_summary', 'choice'],
  fileNamePattern: ['file_name_pattern', 'pattern', 'per_form'],
  fillRollup: ['fill_rollup', 'id', 'rows'],
  find: ['find', 'query'],
  findings: ['findings'],
  form: ['form', 'id'],
  hiddenInPublic: ['hidden_in_public', 'ids'],
  history: ['history', 'before'],
  importDeclared: ['import_declared', 'pick', 'form'],
  importDetail: ['import_detail', 'pick'],
  importEdition: ['import_edition'],
  importHanded: ['import_handed'],
  importName: ['import_name', 'label', 'means'],
  importPasted: ['import_pasted', 'html', 'text'],
  importPick: ['import_pick'],
  importTake: ['import_take', 'choice'],
  importYears: ['import_years', 'choice'],
  keepSpot: ['keep_spot', 'spot'],
  leave: ['leave'],
  library: ['library', 'query'],
  libraryAdd: ['library_add'],
  libraryRemove: ['library_remove', 'book'],
  link: ['link', 'id', 'at', 'sources'],
  lost: ['lost'],
  mend: ['mend', 'picks'],
  mends: ['mends'],
  nextYear: ['next_year', 'year', 'chosen'],
  nextYearWords: ['next_year_words', 'year'],
  openDocument: ['open_document'],
  openEvidence: ['open_evidence', 'id', 'evidence'],
  openHanded: ['open_handed'],
  openRecent: ['open_recent', 'index'],
  openSample: ['open_sample'],
  overview: ['overview'],
  preview: ['preview', 'ids'],
  printForms: ['print_forms', 'ids'],
  printPage: ['print_page'],
  pulse: ['pulse'],
  purge: ['purge', 'choice'],
  purgeable: ['purgeable'],
  redo: ['redo'],
  replace: ['replace', 'replacement'],
  restoreBackup: ['restore_backup', 'of', 'index'],
  rollup: ['rollup'],
  rowDetail: ['row_detail', 'id', 'at'],
  saveAs: ['save_as'],
  saveBack: ['save_back'],
  saveCopy: ['save_copy'],
  setAgency: ['set_agency', 'agency', 'year'],
  setOwnWords: ['set_own_words', 'section', 'text'],
  setTitle: ['set_title', 'title'],
  showFolder: ['show_folder'],
  sounds: ['sounds'],
  spot: ['spot'],
  start: ['start'],
  stay: ['stay'],
  undo: ['undo'],
  unwaive: ['unwaive', 'picks'],
  waive: ['waive', 'picks', 'reason'],
} as const satisfies Record<keyof Commands, readonly [string, ...string[]]>
