// For tests of the window: all of it, over the stand-in for the program.

import { mount } from '@vue/test-utils'
import { vi } from 'vitest'
import { nextTick } from 'vue'
import App from './App.vue'
import { createWorkspace, workspaceKey, type Workspace } from './workspace/workspace'
import { fake } from './platform/fake'
import type { Platform } from './platform/platform'

/** The program has answered, parts loaded late are there, and they are drawn. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 6; turn += 1) {
    await new Promise((resolve) => {
      setTimeout(resolve, 5)
    })
    await vi.dynamicImportSettled()
    await nextTick()
  }
}

/** The window on an open document, with a dialog in front; `change` says what of the program is otherwise. */
export async function opened(
  dialog: Workspace['dialog']['value'],
  change: (platform: Platform) => Partial<Platform> = () => ({}),
): Promise<Workspace> {
  const platform = fake({ delay: 0, opened: true })
  const workspace = createWorkspace({ ...platform, ...change(platform) })
  mount(App, { attachTo: document.body, global: { provide: { [workspaceKey as symbol]: workspace } } })
  await workspace.session.begin()
  await settled()
  workspace.dialog.value = dialog
  await settled()
  return workspace
}
