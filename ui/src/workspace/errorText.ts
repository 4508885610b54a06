import { messages } from '../messages'

/** The words of whatever was thrown: the program's own, or ours for what should not happen. */
export function errorText(thrown: unknown): string {
  if (typeof thrown === 'object' && thrown !== null && 'message' in thrown && typeof thrown.message === 'string') {
    const { message } = thrown
    return thrown instanceof Error ? messages.errors.unexpected(message) : message
  }
  return typeof thrown === 'string' ? thrown : messages.errors.unexpected(String(thrown))
}

/** Whether the program says that a backup can be put in the place of what could not be opened. */
export function isRestorable(thrown: unknown): boolean {
  return typeof thrown === 'object' && thrown !== null && 'code' in thrown && thrown.code === 'restorable'
}
