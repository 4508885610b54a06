// @vitest-environment happy-dom
// 这是…: a cell of the source is picked, its label named, and everything is read anew.

import { mount, type VueWrapper } from '@vue/test-utils'
import { afterEach, expect, it } from 'vitest'
import App from '../App.vue'
import { fake } from '../platform/fake'
import { settled } from '../testing'
import { createWorkspace, workspaceKey } from '../workspace/workspace'

const LABEL = '年初预算数'
let window: VueWrapper | null = null

afterEach(() => {
  window?.unmount()
  document.body.replaceChildren()
})

it('names the label of a picked cell, and stays where the person was', async () => {
  const platform = fake({ delay: 0 })
  const given: (string | null)[][] = []
  const workspace = createWorkspace({
    ...platform,
    importName: (...named) => {
      given.push(named)
      return platform.importName(...named)
    },
  })
  window = mount(App, { attachTo: document.body, global: { provide: { [workspaceKey as symbol]: workspace } } })
  await workspace.session.begin()
  await workspace.imports.pickImport()
  await settled()
  window
    .findAll('.books li button')
    .at(2)
    ?.element.dispatchEvent(new MouseEvent('click', { bubbles: true }))
  await window.find('.books li input').trigger('click')
  await settled()
  const shown = window.find('.tools .name').text()
  const taken = (): number => window?.findAll('.books li:not(.skipped)').length ?? 0
  const count = taken()
  const cell = window.findAll('table.source td').find((each) => each.text() === LABEL)
  if (!cell) throw new Error('no such cell')
  await cell.trigger('click')
  const select = window.find<HTMLSelectElement>('#means')
  expect(window.find('label[for=means]').text()).toContain(LABEL)
  await select.setValue('indicator.reason')
  await settled()
  expect(given).toEqual([[LABEL, 'indicator.reason']])
  expect(window.find<HTMLSelectElement>('#means').element.value).toBe('indicator.reason')
  expect([window.find('.tools .name').text(), taken()]).toEqual([shown, count])
  await window.find('#means').setValue('')
  await settled()
  expect(given.at(-1)).toEqual([LABEL, null])
})
