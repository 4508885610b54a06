// How the window looks: lists and hints in its own style, dark and light, large texts beside the form.
// With PICTURES set to a folder, pictures are taken on the way.

import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Key, Window, indicator } from './window'

const pictures = process.env.PICTURES
let window: Window

beforeAll(async () => {
  if (pictures !== undefined) mkdirSync(pictures, { recursive: true })
  window = await Window.open()
  await window.driver.manage().window().setRect({ x: 0, y: 0, width: 1366, height: 768 })
  await window.click('打开示例')
  await window.says('项目 6', '.forms')
})
afterAll(async () => {
  await window.end()
})

async function picture(name: string): Promise<void> {
  if (pictures === undefined) return
  await new Promise((resolve) => {
    setTimeout(resolve, 400)
  })
  window.picture(join(pictures, `${name}.png`))
}

/** Whether one element lies over another. */
async function lieOver(one: string, other: string): Promise<boolean> {
  return window.script<boolean>(
    `const [a, b] = [...arguments].map((css) => document.querySelector(css).getBoundingClientRect())
     return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom`,
    one,
    other,
  )
}

test('a list opens beside itself, goes by keys, and Esc leaves it as it was', async () => {
  const list = 'select[aria-label="评分规则"]'
  const before = await window.script<string>('return document.querySelector(arguments[0]).value', list)
  await window.script('document.querySelector(arguments[0]).focus()', list)
  await window.type(Key.ARROW_DOWN)
  await window.find('.choices')
  expect(await lieOver('.choices', list)).toBe(false)
  await picture('looks-list')
  await window.type(Key.END, Key.ESCAPE)
  await window.wait('the list stays open', () =>
    window.script<boolean>('return document.querySelector(".choices") === null'),
  )
  expect(await window.script<string>('return document.querySelector(arguments[0]).value', list)).toBe(before)
})

test('what a cell says of itself stands beside it', async () => {
  await window.pick(indicator(0, 'score'))
  const cell = `td[data-field='${JSON.stringify(indicator(0, 'score'))}']`
  const box = await window.script<{ x: number; y: number }>(
    `const { left, top, width, height } = document.querySelector(arguments[0]).getBoundingClientRect()
     return { x: Math.round(left + width / 2), y: Math.round(top + height / 2) }`,
    cell,
  )
  await window.driver.actions().move({ x: 5, y: 5 }).move(box).perform()
  await window.find('.tip')
  expect(await lieOver('.tip', cell)).toBe(false)
  await picture('looks-tip')
  await window.type(Key.ESCAPE)
  await window.wait('the hint stays', () => window.script<boolean>('return document.querySelector(".tip") === null'))
})

test('the panel has larger texts where that is wanted', async () => {
  await window.clickOn('.panel [aria-label$="放大侧栏文字"]')
  await window.clickOn('.panel [aria-label$="放大侧栏文字"]')
  expect(
    await window.script<string>(
      'return getComputedStyle(document.querySelector(".panel")).getPropertyValue("--text-scale")',
    ),
  ).toBe('1.3')
  await picture('looks-panel')
})

test('with the least window that a screen of 1920×1080 at double scale leaves, nothing is cut off', async () => {
  await window.driver.manage().window().setRect({ x: 0, y: 0, width: 960, height: 510 })
  await picture('looks-small')
  expect(await window.script<number>('return document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0)
  await window.press('l', Key.CONTROL)
  await window.says('合计')
  await picture('looks-small-list')
  await window.driver.manage().window().setRect({ x: 0, y: 0, width: 1366, height: 768 })
  await window.click('总览', '.views')
  await window.find('.bars svg')
  await picture('looks-bars')
})
