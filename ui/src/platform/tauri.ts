import { invoke } from '@tauri-apps/api/core'
import { listen } from '@tauri-apps/api/event'
import type { ProgramEvent } from '../wire/wire'
import { commandsOver, dispatch, type Platform } from './platform'

/** The program behind the window. */
export const tauri: Platform = {
  ...commandsOver((command, named) => invoke(command, named)),
  takesDrops: true,
  async listen(listeners) {
    await listen<ProgramEvent>('program', ({ payload }) => {
      dispatch(payload, listeners)
    })
  },
}
