import { invoke } from '@tauri-apps/api/core'
import { listen } from '@tauri-apps/api/event'
import type { DocumentView, ImportView, Progress } from '../wire/wire'
import type { Platform } from './platform'

/** The program behind the window. */
export const tauri: Platform = {
  async listen({ progress, importDropped, openDocument }) {
    await Promise.all([
      listen<Progress>('progress', (event) => { progress(event.payload) }),
      listen<ImportView>('import-dropped', (event) => { importDropped(event.payload) }),
      listen<DocumentView>('open-document', (event) => { openDocument(event.payload) }),
    ])
  },
  about: () => invoke('about'),
  start: () => invoke('start'),
  createDocument: ({ unit, year }) => invoke('create_document', { unit, year }),
  openDocument: () => invoke('open_document'),
  openRecent: (index) => invoke('open_recent', { index }),
  openSample: () => invoke('open_sample'),
  closeDocument: () => invoke('close_document'),
  document: () => invoke('document'),
  setUnit: ({ unit, year }) => invoke('set_unit', { unit, year }),
  form: (id) => invoke('form', { id }),
  rowDetail: (id, at) => invoke('row_detail', { id, at }),
  edit: (id, edits) => invoke('edit', { id, edits }),
  waive: (id, key, reason) => invoke('waive', { id, key, reason }),
  unwaive: (id, key) => invoke('unwaive', { id, key }),
  findings: () => invoke('findings'),
  changeRow: (id, change) => invoke('change_row', { id, change }),
  editionChange: (id, edition) => invoke('edition_change', { id, edition }),
  changeList: (change) => invoke('change_list', { change }),
  undo: () => invoke('undo'),
  redo: () => invoke('redo'),
  history: (before) => invoke('history', { before }),
  backups: () => invoke('backups'),
  restoreBackup: (index) => invoke('restore_backup', { index }),
  importPick: () => invoke('import_pick'),
  importDetail: (pick) => invoke('import_detail', { pick }),
  importYears: (choice) => invoke('import_years', { choice }),
  importTake: (choice) => invoke('import_take', { choice }),
  preview: (ids) => invoke('preview', { ids }),
  exportFindings: (choice) => invoke('export_findings', { choice }),
  exportForms: (choice) => invoke('export_forms', { choice }),
  cancel: () => invoke('cancel'),
  showFolder: () => invoke('show_folder'),
}
