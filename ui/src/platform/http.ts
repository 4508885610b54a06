// The program behind a browser: commands are requests, what it tells comes line by line.

import { messages } from '../messages'
import type { PickerView } from '../wire/picker'
import type { ErrorMessage, ProgramEvent } from '../wire/wire'
import type { Request } from './picker/picker'
import { commandsOver, dispatch, type Listeners, type Platform } from './platform'

/** Where this tab keeps the key, for when it is loaded anew. */
const KEY = 'jixiao-key'

/** What the program tells a page in a browser. */
type Told = ProgramEvent | { readonly event: 'asked'; readonly payload: PickerView }

/** The program that opened this page in the browser. */
export async function http(): Promise<Platform> {
  const key = await exchange()
  /** The page is going: what is still to be sent is to outlive it. */
  let isGoing = false

  async function request(path: string, body: unknown): Promise<unknown> {
    const response = await fetch(path, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
      keepalive: isGoing,
    }).catch(() => null)
    if (response?.ok) return isJson(response) ? response.json() : response.arrayBuffer()
    if (response && isJson(response)) throw (await response.json()) as ErrorMessage
    throw { message: messages.browser.failed, code: 'failed' } satisfies ErrorMessage
  }

  return {
    ...commandsOver((command, named) => request(`/call/${command}`, named)),
    takesDrops: false,
    listen: async (listeners) => {
      const response = await fetch('/events', { headers: { authorization: `Bearer ${key}` } })
      if (!response.ok || !response.body) {
        showNotice(messages.browser.stranger)
        return
      }
      void follow(response.body, request, listeners).then(() => {
        if (!isGoing) showNotice(messages.browser.ended)
      })
      window.addEventListener('pagehide', () => {
        isGoing = true
        listeners.closing()
      })
    },
    setTitle: (title) => {
      document.title = title
      return Promise.resolve()
    },
    printPage: () => {
      window.print()
      return Promise.resolve()
    },
    // The program ends by itself when its page has gone, and stays when the page is only loaded anew.
    leave: () => Promise.resolve(),
    stay: () => Promise.resolve(),
    pulse: () => Promise.resolve(),
  }
}

function isJson(response: Response): boolean {
  return response.headers.get('content-type') === 'application/json'
}

/** The key: for the token in the address, which is good for once, or the one that this tab has had before. */
async function exchange(): Promise<string> {
  const token = location.hash.slice(1)
  if (token !== '') {
    history.replaceState(null, '', '/')
    const response = await fetch('/key', { method: 'POST', body: token })
    if (response.ok) sessionStorage.setItem(KEY, await response.text())
  }
  return sessionStorage.getItem(KEY) ?? ''
}

/** Hears the program out, until it ends or another page has taken the place of this one. */
async function follow(stream: ReadableStream<Uint8Array>, request: Request, listeners: Listeners): Promise<void> {
  const reader = stream.getReader()
  const decoder = new TextDecoder()
  let rest = ''
  for (;;) {
    const { value, done } = await reader.read().catch(() => ({ value: undefined, done: true }))
    if (done) return
    const lines = (rest + decoder.decode(value, { stream: true })).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) hear(JSON.parse(line) as Told, request, listeners)
  }
}

function hear(told: Told, request: Request, listeners: Listeners): void {
  if (told.event === 'asked') void import('./picker/picker').then(({ ask }) => ask(told.payload, request))
  else dispatch(told, listeners)
}

/** Nothing can be done here any more: says so in the place of everything. */
function showNotice({ title, text }: { readonly title: string; readonly text: string }): void {
  const notice = document.createElement('main')
  notice.className = 'notice-page'
  for (const [tag, content] of [
    ['h1', title],
    ['p', text],
  ] as const)
    notice.appendChild(document.createElement(tag)).textContent = content
  document.body.replaceChildren(notice)
}
