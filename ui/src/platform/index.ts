// The only door to the program behind the window: no other folder may import @tauri-apps/*.

import { http } from './http'
import type { Platform } from './platform'
import { tauri } from './tauri'

export type { Listeners, Platform } from './platform'

/** The program, behind a window or a browser; with `?fake`, a stand-in that production bundles do not contain. */
export async function choosePlatform(): Promise<Platform> {
  if (import.meta.env.MODE !== 'production' && location.search.includes('fake')) {
    const { fake, optionsOf } = await import('./fake')
    return fake(optionsOf(location.search))
  }
  // The web view of the window brings the door to the program with it.
  return '__TAURI_INTERNALS__' in window ? tauri : http()
}
