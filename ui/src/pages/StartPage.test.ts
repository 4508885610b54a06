import { describe, expect, it } from 'vitest'
import { createSSRApp } from 'vue'
import { renderToString } from 'vue/server-renderer'
import { messages } from '../messages'
import StartPage from './StartPage.vue'

const page = await renderToString(createSSRApp(StartPage, { version: { state: 'known', version: '1.2.3' } }))

describe('StartPage', () => {
  it('says what the program is and which version runs', () => {
    expect(page).toContain(`<h1>${messages.product}</h1>`)
    expect(page).toContain('版本 1.2.3')
  })
  it('shows every command of the command line', () => {
    for (const command of messages.commandLine.commands) {
      expect(page).toContain(command.usage)
      expect(page).toContain(command.does)
    }
  })
  it('offers nothing to press that does nothing', () => {
    expect(page).not.toMatch(/<(button|a|input)\b/)
  })
})
