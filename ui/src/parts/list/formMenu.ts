// What can be done with forms of the list: the menu of the right button, in the table and in the directory alike.

import { messages } from '../../messages'
import type { FormLine, ListChange } from '../../wire/wire'
import type { MenuItem } from '../../workspace/state'
import type { Workspace } from '../../workspace/workspace'

export function formMenu(workspace: Workspace, forms: readonly FormLine[]): readonly MenuItem[] {
  const text = messages.list
  const ids = forms.map(({ id }) => id)
  const isOff = workspace.readOnly.value
  const isDone = forms.every((form) => form.done)
  const isClassified = forms.every((form) => form.classified)
  const stale = forms.filter((form) => form.outdated > 0).map(({ id }) => id)
  const each = (make: (id: number) => ListChange) => (): void => {
    void workspace.changes.changeList({ kind: 'together', changes: ids.map(make) })
  }
  return [
    {
      text: text.openOne,
      keys: 'Enter',
      isOff: ids.length > 1,
      run: () => {
        if (ids[0] !== undefined) void workspace.showForm(ids[0])
      },
    },
    {
      text: messages.main.preview,
      run: () => {
        workspace.preview(ids)
      },
    },
    {
      text: messages.main.export,
      run: () => {
        workspace.exportForms(ids)
      },
    },
    {
      text: isDone ? text.markTodo : text.markDone,
      isOff,
      begins: true,
      run: isDone
        ? each((id) => ({ kind: 'done', id, on: false }))
        : () => {
            workspace.dialogs.askDone(forms)
          },
    },
    {
      text: isClassified ? text.clearClassified : text.markClassified,
      isOff,
      run: each((id) => ({ kind: 'classified', id, on: !isClassified })),
    },
    {
      text: messages.outdated.recalculate,
      isOff: isOff || stale.length === 0,
      run: () => void workspace.changes.recalculate(stale),
    },
    { text: text.copy, isOff, run: each((id) => ({ kind: 'copy', id })) },
    {
      text: text.remove,
      keys: 'Delete',
      isOff,
      begins: true,
      run: () => {
        workspace.dialogs.askRemoval(forms)
      },
    },
  ]
}
