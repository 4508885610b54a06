import { invoke } from '@tauri-apps/api/core'
import { listen } from '@tauri-apps/api/event'
import type { Progress } from '../wire/wire'
import type { OpenRequestKind, Platform } from './platform'

/** The program behind the window. */
export const tauri: Platform = {
  async listen({ progress, filesOver, handed, closing }) {
    await Promise.all([
      listen<Progress>('progress', (event) => {
        progress(event.payload)
      }),
      listen<boolean>('files-over', (event) => {
        filesOver(event.payload)
      }),
      listen<OpenRequestKind>('handed', (event) => {
        handed(event.payload)
      }),
      listen('closing', closing),
    ])
  },
  about: () => invoke('about'),
  setTitle: (title) => invoke('set_title', { title }),
  start: () => invoke('start'),
  createDocument: ({ unit, year }) => invoke('create_document', { agency: unit, year }),
  openDocument: () => invoke('open_document'),
  openHanded: () => invoke('open_handed'),
  importHanded: () => invoke('import_handed'),
  leave: () => invoke('leave'),
  stay: () => invoke('stay'),
  openRecent: (index) => invoke('open_recent', { index }),
  openSample: () => invoke('open_sample'),
  closeDocument: () => invoke('close_document'),
  document: () => invoke('document'),
  setUnit: ({ unit, year }) => invoke('set_agency', { agency: unit, year }),
  form: (id) => invoke('form', { id }),
  rowDetail: (id, at) => invoke('row_detail', { id, at }),
  exportEdition: (id) => invoke('export_edition', { id }),
  importEdition: () => invoke('import_edition'),
  edit: (id, edits) => invoke('edit', { id, edits }),
  waive: (picks, reason) => invoke('waive', { picks, reason }),
  unwaive: (picks) => invoke('unwaive', { picks }),
  findings: () => invoke('findings'),
  find: (query) => invoke('find', { query }),
  replace: (replacement) => invoke('replace', { replacement }),
  mends: () => invoke('mends'),
  mend: (picks) => invoke('mend', { picks }),
  overview: () => invoke('overview'),
  printPage: () => invoke('print_page'),
  library: (query) => invoke('library', { query }),
  libraryAdd: () => invoke('library_add'),
  libraryRemove: (book) => invoke('library_remove', { book }),
  rollup: () => invoke('rollup'),
  candidates: (id, at, search) => invoke('candidates', { id, at, search }),
  link: (id, at, sources) => invoke('link', { id, at, sources }),
  confirmLinks: (id, rows) => invoke('confirm_links', { id, rows }),
  fillRollup: (id, rows) => invoke('fill_rollup', { id, rows }),
  disclosure: () => invoke('disclosure'),
  setOwnWords: (section, text) => invoke('set_own_words', { section, text }),
  exportSummary: (choice) => invoke('export_summary', { choice }),
  nextYearWords: (year) => invoke('next_year_words', { year }),
  nextYear: (year, chosen) => invoke('next_year', { year, chosen }),
  changeRow: (id, change) => invoke('change_row', { id, change }),
  editionChange: (id, edition) => invoke('edition_change', { id, edition }),
  changeList: (change) => invoke('change_list', { change }),
  undo: () => invoke('undo'),
  redo: () => invoke('redo'),
  history: (before) => invoke('history', { before }),
  backups: (of) => invoke('backups', { of }),
  restoreBackup: (of, index) => invoke('restore_backup', { of, index }),
  importPick: () => invoke('import_pick'),
  importPasted: (html, text) => invoke('import_pasted', { html, text }),
  importName: (label, means) => invoke('import_name', { label, means }),
  importDetail: (pick) => invoke('import_detail', { pick }),
  importDeclared: (pick, form) => invoke('import_declared', { pick, form }),
  importYears: (choice) => invoke('import_years', { choice }),
  importTake: (choice) => invoke('import_take', { choice }),
  collectPick: () => invoke('collect_pick'),
  collectTake: (answers) => invoke('collect_take', { answers }),
  preview: (ids) => invoke('preview', { ids }),
  printForms: (ids) => invoke('print_forms', { ids }),
  exportFindings: (choice) => invoke('export_findings', { choice }),
  fileNamePattern: (pattern, perForm) => invoke('file_name_pattern', { pattern, perForm }),
  exportForms: (choice) => invoke('export_forms', { choice }),
  cancel: () => invoke('cancel'),
  showFolder: () => invoke('show_folder'),
}
