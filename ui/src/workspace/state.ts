// What is open and what is shown, as plain refs. Every part of the workspace reads and writes it.

import { computed, shallowRef, type ComputedRef, type ShallowRef } from 'vue'
import type { DocumentView, Edit, FormView, ImportView, Progress, Start } from '../wire/wire'

export type View = 'start' | 'import' | 'form' | 'list' | 'rollup' | 'preview' | 'overview' | 'findings'

export type Dialog =
  | 'new'
  | 'collect'
  | 'unit'
  | 'jump'
  | 'history'
  | 'backups'
  | 'evidence'
  | 'export'
  | 'help'
  | 'about'
  | 'add'
  | 'edition'
  | 'waive'
  | 'mends'
  | 'find'
  | 'ask'
  | 'library'
  | 'link'
  | 'disclosure'
  | 'next_year'
  | 'paste'
  | 'purge'

/** A message at the foot of the window; with a way back when there is one. */
export interface Toast {
  readonly text: string
  readonly undo: boolean
  /** It is about files: their folder can be opened. */
  readonly folder?: boolean
}

/** Long work: what it is called, and how far it is. */
export interface Task {
  readonly title: string
  readonly progress: Progress | null
  /** It begins with the system's own dialog: nothing is shown before the first progress. */
  readonly asksFirst: boolean
}

/** A field to jump to. A new object each time, so that jumping twice to the same field works. */
export interface Target {
  readonly field: string
  /** How far down the form is to be scrolled, in pixels; else only as far as the field needs. */
  readonly top?: number
}

/** Where the person is in the form on screen. */
export interface Here {
  readonly field: string | null
  readonly top: number
  /** What is being typed and is no edit yet. */
  readonly draft: Edit | null
}

/** One thing that can be done with what was clicked. */
export interface MenuItem {
  readonly text: string
  /** Keys that do the same, as the help writes them. */
  readonly keys?: string
  readonly isOff?: boolean
  /** A line above it: another kind of thing begins. */
  readonly begins?: boolean
  readonly run: () => void
}

/** A menu at a place of the window, in pixels. */
export interface Menu {
  readonly left: number
  readonly top: number
  readonly items: readonly MenuItem[]
}

export interface State {
  readonly view: ShallowRef<View>
  readonly dialog: ShallowRef<Dialog | null>
  readonly start: ShallowRef<Start | null>
  readonly document: ShallowRef<DocumentView | null>
  /** The document is open elsewhere, too, and can only be looked at. */
  readonly readOnly: ComputedRef<boolean>
  /** The form on screen. */
  readonly form: ShallowRef<FormView | null>
  readonly target: ShallowRef<Target | null>
  readonly here: ShallowRef<Here | null>
  /** An import that the person looks through before anything is taken over. */
  readonly importReview: ShallowRef<ImportView | null>
  /** The forms to be previewed or exported. */
  readonly chosenForms: ShallowRef<readonly number[]>
  readonly error: ShallowRef<string | null>
  /** The error that says that a document cannot be opened which has backups. */
  readonly restorable: ShallowRef<string | null>
  readonly toast: ShallowRef<Toast | null>
  /** Data files of the person that cannot be used, each with the reason, until the person has read of them. */
  readonly notices: ShallowRef<readonly string[]>
  readonly task: ShallowRef<Task | null>
  /** The menu of what was clicked with the right button. */
  readonly menu: ShallowRef<Menu | null>
  /** Files are held over the window: to be dropped, perhaps. */
  readonly filesOver: ShallowRef<boolean>
  /** The panel was called beside a form that has no room for it. */
  readonly isPanelCalled: ShallowRef<boolean>
}

export function createState(): State {
  const document = shallowRef<DocumentView | null>(null)
  return {
    view: shallowRef<View>('start'),
    dialog: shallowRef<Dialog | null>(null),
    start: shallowRef<Start | null>(null),
    document,
    readOnly: computed(() => document.value?.read_only ?? false),
    form: shallowRef<FormView | null>(null),
    target: shallowRef<Target | null>(null),
    here: shallowRef<Here | null>(null),
    importReview: shallowRef<ImportView | null>(null),
    chosenForms: shallowRef<readonly number[]>([]),
    error: shallowRef<string | null>(null),
    restorable: shallowRef<string | null>(null),
    toast: shallowRef<Toast | null>(null),
    notices: shallowRef<readonly string[]>([]),
    task: shallowRef<Task | null>(null),
    menu: shallowRef<Menu | null>(null),
    filesOver: shallowRef(false),
    isPanelCalled: shallowRef(false),
  }
}

/** Shows a message at the foot of the window; `undo` offers the way back. */
export function showToast({ toast }: State, text: string, undo = false): void {
  toast.value = { text, undo }
}

/** The way back that a toast offers would take a newer change back. */
export function withdrawUndo({ toast }: State): void {
  if (toast.value?.undo) toast.value = null
}
