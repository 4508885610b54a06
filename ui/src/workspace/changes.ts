// Changes of forms and of their list, and the way back.

import { messages } from '../messages'
import type { Platform } from '../platform'
import type { Changed, Edit, ListChange, RowChange } from '../wire/wire'
import type { Answers } from './answers'
import type { Edits } from './edits'
import { nothingPending } from './pending'
import { showToast, type State } from './state'
import type { Tasks } from './tasks'

export interface Changes {
  /** Changes the rows of the form on screen; null when nothing was changed. */
  readonly changeRow: (change: RowChange) => Promise<Changed | null>
  readonly changeList: (change: ListChange) => Promise<Changed | null>
  /** 按规则重算: figures of these forms that no longer follow from what stands beside them. */
  readonly recalculate: (ids: readonly number[]) => Promise<void>
  /** Texts into fields of a form that need not be on screen. */
  readonly editForm: (id: number, edits: readonly Edit[]) => Promise<Changed | null>
  /** 导出表式 of the form on screen. */
  readonly exportEdition: () => Promise<void>
  /** 导入表式: the layout can be chosen at once. */
  readonly importEdition: () => Promise<void>
  readonly setAgency: (agency: string, year: number) => Promise<Changed | null>
  readonly undo: () => Promise<void>
  readonly redo: () => Promise<void>
}

export function createChanges(
  platform: Platform,
  state: State,
  { attempt }: Tasks,
  edits: Edits,
  { apply }: Answers,
): Changes {
  const { form, readOnly, view, target, toast } = state
  const { queue, unsaved } = edits

  async function changeRow(change: RowChange): Promise<Changed | null> {
    const id = form.value?.id
    // What was refused is known by its place, which the change may move.
    if (id === undefined || readOnly.value || (unsaved.value > 0 && !(await edits.retryRefused()))) return null
    const answer = await apply(queue.push(() => platform.changeRow(id, change)))
    if (answer?.field && form.value?.id === id) target.value = { field: answer.field }
    if (answer && isRemoval(change)) showToast(state, messages.editor.rowRemoved[change.kind], true)
    return answer
  }

  async function changeList(change: ListChange): Promise<Changed | null> {
    if (readOnly.value) return null
    const answer = await apply(queue.push(() => platform.changeList(change)))
    if (change.kind === 'remove' && answer) showToast(state, messages.list.removed(change.ids.length), true)
    return answer
  }

  async function recalculate(ids: readonly number[]): Promise<void> {
    if (!(await edits.flushEdits())) return
    const answer = await changeList({ kind: 'recalculate', ids: [...ids] })
    if (answer) showToast(state, messages.outdated.done, true)
  }

  async function goBack(how: 'undo' | 'redo'): Promise<void> {
    if (readOnly.value || (unsaved.value > 0 && !(await edits.flushEdits()))) return
    toast.value = null
    const answer = await apply(queue.push(() => platform[how]()))
    if (!answer) return
    if (answer.form && answer.form.id !== form.value?.id && view.value === 'form') {
      form.value = answer.form
      edits.pending.value = nothingPending
    }
    if (answer.field !== null && view.value === 'form') target.value = { field: answer.field }
  }

  async function exportEdition(): Promise<void> {
    const id = form.value?.id
    if (id === undefined) return
    await queue.idle()
    const file = await attempt(() => platform.exportEdition(id))
    if (file !== null) toast.value = { text: messages.edition.exported(file), undo: false, folder: true }
  }

  async function importEdition(): Promise<void> {
    await queue.idle()
    const added = await attempt(() => platform.importEdition())
    if (!added) return
    if (added.document) await apply(Promise.resolve({ document: added.document, form: null, field: null }))
    showToast(state, messages.edition.adopted[added.adopted](added.name))
  }

  return {
    changeRow,
    exportEdition,
    importEdition,
    changeList,
    recalculate,
    editForm: (id, texts) => apply(queue.push(() => platform.edit(id, texts))),
    setAgency: (agency, year) => apply(queue.push(() => platform.setAgency(agency, year))),
    undo: () => goBack('undo'),
    redo: () => goBack('redo'),
  }
}

type Removal = Extract<RowChange, { kind: `remove${string}` }>

function isRemoval(change: RowChange): change is Removal {
  return change.kind.startsWith('remove')
}
