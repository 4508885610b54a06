import { messages } from './messages'

/** What is known of the version while the program is asked, and after it answered or failed to. */
export type Version =
  | { readonly state: 'pending' }
  | { readonly state: 'known'; readonly version: string }
  | { readonly state: 'unknown' }

/** One line for the start page. */
export function versionText(version: Version): string {
  switch (version.state) {
    case 'pending':
      return messages.versionPending
    case 'known':
      return messages.version(version.version)
    case 'unknown':
      return messages.versionUnknown
  }
}

/** Asks the program; a failure is an answer too, since the page has to say something either way. */
export async function askVersion(about: () => Promise<{ readonly version: string }>): Promise<Version> {
  try {
    return { state: 'known', version: (await about()).version }
  } catch {
    return { state: 'unknown' }
  }
}
