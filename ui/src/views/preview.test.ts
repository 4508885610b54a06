// @vitest-environment happy-dom
// The pages of a preview that was left before they came.

import { mount, type VueWrapper } from '@vue/test-utils'
import { afterEach, expect, it, vi } from 'vitest'
import { nextTick } from 'vue'
import App from '../App.vue'
import { createWorkspace, workspaceKey, type Workspace } from '../workspace/workspace'
import { fake } from '../platform/fake'
import { openPdf } from '../parts/files/pdf'

vi.mock('../parts/files/pdf', () => ({
  openPdf: vi.fn(),
  sizeOf: () => ({ width: 600, height: 800 }),
  draw: () => Promise.resolve(),
}))

let window: VueWrapper | null = null

afterEach(() => {
  window?.unmount()
  document.body.replaceChildren()
})

async function pause(milliseconds: number): Promise<void> {
  await new Promise((resolve) => {
    setTimeout(resolve, milliseconds)
  })
  await vi.dynamicImportSettled()
  await nextTick()
}

function door(): { readonly shut: Promise<void>; readonly open: () => void } {
  let open = (): void => undefined
  const shut = new Promise<void>((resolve) => {
    open = resolve
  })
  return { shut, open }
}

/** A preview whose pages wait for the program and for the reading of the PDF. */
async function previewing(): Promise<{
  workspace: Workspace
  program: ReturnType<typeof door>
  reading: ReturnType<typeof door>
  given: () => number
}> {
  const [program, reading] = [door(), door()]
  let destroyed = 0
  vi.mocked(openPdf)
    .mockReset()
    .mockImplementation(async () => {
      await reading.shut
      return {
        numPages: 1,
        getPage: () => Promise.resolve({}),
        destroy: () => {
          destroyed += 1
          return Promise.resolve()
        },
      } as never
    })
  const platform = fake({ delay: 0, opened: true })
  const workspace = createWorkspace({
    ...platform,
    preview: async () => {
      await program.shut
      return new ArrayBuffer(1)
    },
  })
  window = mount(App, { attachTo: document.body, global: { provide: { [workspaceKey as symbol]: workspace } } })
  await workspace.session.begin()
  await workspace.showForm(2)
  workspace.preview([2])
  await pause(50)
  return { workspace, program, reading, given: () => destroyed }
}

function leave(): void {
  const pane = document.querySelector('main.preview')
  if (!pane) throw new Error('no preview')
  pane.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }))
}

it('has nothing in front of the form once it is left', async () => {
  const { workspace, program } = await previewing()
  await pause(300) // long work shows itself by now
  expect(document.querySelector('.el-dialog')).toBeNull()
  leave()
  await pause(10)
  expect([workspace.view.value, workspace.task.value]).toEqual(['form', null])
  program.open()
  await pause(20)
  expect([vi.mocked(openPdf).mock.calls.length, workspace.error.value]).toEqual([0, null])
})

it('gives back a PDF that is read too late', async () => {
  const { program, reading, given } = await previewing()
  program.open()
  await pause(20)
  expect(openPdf).toHaveBeenCalledOnce()
  leave()
  await pause(10)
  reading.open()
  await pause(20)
  expect(given()).toBe(1)
})

it('gives back a PDF that was shown', async () => {
  const { program, reading, given } = await previewing()
  program.open()
  reading.open()
  await pause(30)
  expect(given()).toBe(0)
  leave()
  await pause(20)
  expect(given()).toBe(1)
})
