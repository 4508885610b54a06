// What the page may ask of the program. One interface, so that pages and tests run without the program, too.

import { COMMANDS, type Commands } from '../wire/commands'
import type { OpenRequestKind, ProgramEvent, Progress } from '../wire/wire'

/** What the program tells without being asked. */
export interface Listeners {
  readonly progress: (progress: Progress) => void
  /** Files are held over the window, or no longer. */
  readonly filesOver: (are: boolean) => void
  /** Something was dropped on the window, or named at a second start: the page takes it when it is ready to. */
  readonly handed: (kind: OpenRequestKind) => void
  /** The person closes the window: the page answers with `leave` or `stay`. */
  readonly closing: () => void
  /** The file of the open document has gone, or come back: the page asks with `lost`. */
  readonly watched: () => void
  /** The page is asked for a sign of life: it answers with `pulse`. */
  readonly pulse: () => void
}

/** Paths never reach the page. */
export interface Platform extends Commands {
  /** Files can be dropped on the page; a browser does not say where they lie. */
  readonly takesDrops: boolean
  readonly listen: (listeners: Listeners) => Promise<void>
}

/** The commands, each of them sent by its name with named arguments. */
export function commandsOver(
  send: (command: string, named: Readonly<Record<string, unknown>>) => Promise<unknown>,
): Commands {
  const calls = Object.entries(COMMANDS).map(([name, [command, ...names]]) => [
    name,
    (...given: readonly unknown[]) => send(command, Object.fromEntries(names.map((each, at) => [each, given[at]]))),
  ])
  return Object.fromEntries(calls) as Commands
}

/** Takes to its listener what the program tells. */
export function dispatch(told: ProgramEvent, listeners: Listeners): void {
  switch (told.event) {
    case 'progress':
      listeners.progress(told.payload)
      break
    case 'files_over':
      listeners.filesOver(told.payload)
      break
    case 'open_request':
      listeners.handed(told.payload)
      break
    case 'closing':
      listeners.closing()
      break
    case 'watched':
      listeners.watched()
      break
    case 'pulse':
      listeners.pulse()
  }
}
