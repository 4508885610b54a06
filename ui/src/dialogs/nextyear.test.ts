// @vitest-environment happy-dom
// 新建下一年文档: the person chooses the texts that get the new year.

import { mount } from '@vue/test-utils'
import { expect, it } from 'vitest'
import App from '../App.vue'
import { createWorkspace, workspaceKey } from '../workspace/workspace'
import { messages } from '../messages'
import { fake } from '../platform/fake'
import { settled } from '../testing'
import type { YearPlace } from '../wire/wire'

function boxes(): readonly HTMLInputElement[] {
  return [...document.querySelectorAll<HTMLInputElement>('.el-dialog input[type=checkbox]')]
}

async function click(element: HTMLElement | undefined): Promise<void> {
  if (!element) throw new Error('nothing to click')
  element.click()
  await settled()
}

it('sends the texts that are ticked, all of them at first', async () => {
  const platform = fake({ delay: 0, opened: true })
  const sent: (readonly YearPlace[])[] = []
  const workspace = createWorkspace({
    ...platform,
    nextYear: (year, chosen) => {
      sent.push(chosen)
      return platform.nextYear(year, chosen)
    },
  })
  mount(App, { attachTo: document.body, global: { provide: { [workspaceKey as symbol]: workspace } } })
  await workspace.session.begin()
  await settled()
  const lines = await platform.nextYearWords(2024)
  workspace.dialog.value = 'next_year'
  await settled()
  const states = () => boxes().map((box) => box.checked)
  expect(lines.length).toBeGreaterThan(2)
  expect(states()).toEqual([true, ...lines.map(() => true)])
  await click(boxes()[0])
  expect(states()).toEqual([false, ...lines.map(() => false)])
  await click(boxes()[0])
  expect(states()).toEqual([true, ...lines.map(() => true)])
  await click(boxes()[2])
  expect(states().slice(0, 4)).toEqual([false, true, false, true])
  expect(boxes()[0]?.indeterminate).toBe(true)
  expect(document.body.textContent).toContain(messages.years.count(lines.length - 1, lines.length))
  expect(document.body.textContent).toContain(messages.years.stays)
  await click(
    [...document.querySelectorAll<HTMLElement>('.el-dialog button')].find(
      (button) => button.textContent.trim() === messages.nextYear.go,
    ),
  )
  expect(sent).toEqual([lines.filter((_, at) => at !== 1).map(({ at }) => at)])
})
