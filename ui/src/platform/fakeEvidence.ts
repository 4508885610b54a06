// 佐证材料: what is attached to rows, kept by form and place.

import type { EvidenceView, IndicatorRef } from '../wire/wire'
import type { Platform } from './platform'
import type { FakeState } from './fakeState'

type Members = 'attachEvidence' | 'detachEvidence' | 'openEvidence' | 'exportEvidence'

const kept = new WeakMap<FakeState, Map<string, EvidenceView[]>>()

function filesOf(state: FakeState): Map<string, EvidenceView[]> {
  const files = kept.get(state) ?? new Map<string, EvidenceView[]>()
  kept.set(state, files)
  return files
}

function keyOf(id: number, at: IndicatorRef): string {
  return `${String(id)}/${String(at.goal)}/${String(at.row)}`
}

export function evidenceAt(state: FakeState, id: number, at: IndicatorRef): EvidenceView[] {
  return [...(filesOf(state).get(keyOf(id, at)) ?? [])]
}

export function fakeEvidence(state: FakeState): Pick<Platform, Members> {
  const { answer, changed, make } = state
  const put = (key: string, before: EvidenceView[], after: EvidenceView[]): void => {
    const files = filesOf(state)
    make({
      what: '佐证材料',
      again: () => files.set(key, after),
      back: () => files.set(key, before),
    })
  }
  return {
    attachEvidence: (id, at, how) =>
      answer(() => {
        const there = evidenceAt(state, id, at)
        put(keyOf(id, at), there, [...there, made(there.length + 1, how === 'copy')])
        return { changed: changed(id, null), attached: 1, failed: [] }
      }),
    detachEvidence: (id, evidence) =>
      answer(() => {
        for (const [key, there] of filesOf(state))
          if (key.startsWith(`${String(id)}/`) && there.some((file) => file.id === evidence))
            put(
              key,
              there,
              there.filter((file) => file.id !== evidence),
            )
        return changed(id, null)
      }),
    openEvidence: () => answer(() => undefined),
    exportEvidence: (choice) =>
      answer(() => ({
        folder: 'D:\\绩效\\2023\\上报',
        cancelled: false,
        failed: 0,
        remark: '',
        files: [...(choice.xlsx ? ['xlsx'] : []), ...(choice.pdf ? ['pdf'] : [])].map((ending) => ({
          name: `佐证材料目录.${ending}`,
          error: null,
        })),
      })),
  }
}

function made(id: number, copied: boolean): EvidenceView {
  return {
    id,
    name: `发放清单${String(id)}.xlsx`,
    size: '12.1 KB',
    date: '2024-03-01 09:30',
    copied,
    folder: copied ? 'D:\\绩效\\某局.佐证' : 'D:\\材料',
    state: 'present',
    openable: true,
  }
}
