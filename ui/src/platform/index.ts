// The only door to the program behind the window: no other file may import @tauri-apps/*.

import { invoke } from '@tauri-apps/api/core'

export interface About {
  readonly version: string
}

/** Version of the running program; rejects where the page is opened in a browser instead of the window. */
export function about(): Promise<About> {
  return invoke<About>('about')
}
