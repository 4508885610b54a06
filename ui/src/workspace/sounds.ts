// Search by pinyin: whole syllables, initials, or both mixed. Rust tells how characters are read, once it is asked.

import { shallowRef } from 'vue'
import type { Platform } from '../platform'

/** The syllables that each character can be read as. */
export type Sounds = ReadonlyMap<string, readonly string[]>

/** How characters are read, for something that is searched; nothing until the program has told it. */
export type SoundsFor = (search: string) => Sounds

export function createSounds(platform: Platform): SoundsFor {
  const sounds = shallowRef<Sounds>(new Map())
  let isAsked = false
  return (search) => {
    if (!isAsked && /[a-z]/i.test(search)) {
      isAsked = true
      // Without them characters are found as they are typed.
      void platform.sounds().then(
        (syllables) => (sounds.value = soundsOf(syllables)),
        () => undefined,
      )
    }
    return sounds.value
  }
}

/** Turns syllables with their characters into characters with their syllables. */
export function soundsOf(syllables: Readonly<Record<string, string>>): Sounds {
  const sounds = new Map<string, string[]>()
  for (const [syllable, characters] of Object.entries(syllables))
    for (const character of characters) sounds.set(character, [...(sounds.get(character) ?? []), syllable])
  return sounds
}

/** True where a part of `text` reads like what was typed: of each character in turn its syllable or its beginning. */
export function soundsLike(text: string, typed: string, sounds: Sounds): boolean {
  if (sounds.size === 0 || !/^[a-z0-9]*[a-z][a-z0-9]*$/.test(typed)) return false
  const characters = Array.from(text)
  return characters.some((character, at) => sounds.has(character) && reads(characters, at, typed, sounds))
}

function reads(characters: readonly string[], at: number, rest: string, sounds: Sounds): boolean {
  if (rest === '') return true
  const character = characters[at]
  if (character === undefined) return false
  const syllables = sounds.get(character)
  if (syllables !== undefined) return syllables.some((syllable) => begins(characters, at, rest, syllable, sounds))
  const plain = character.toLowerCase()
  if (!/[a-z0-9]/.test(plain)) return reads(characters, at + 1, rest, sounds)
  return rest.startsWith(plain) && reads(characters, at + 1, rest.slice(1), sounds)
}

/** What is typed begins with the syllable or with letters of its beginning, and goes on with the next character. */
function begins(characters: readonly string[], at: number, rest: string, syllable: string, sounds: Sounds): boolean {
  for (let length = 1; length <= syllable.length && rest.startsWith(syllable.slice(0, length)); length += 1)
    if (reads(characters, at + 1, rest.slice(length), sounds)) return true
  return false
}
