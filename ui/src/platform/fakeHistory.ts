// The years and the changes of a document.

import type { Platform } from './platform'
import type { FakeState } from './fakeState'

type Members =
  'nextYearWords' | 'nextYear' | 'history' | 'backups' | 'purgeable' | 'purge' | 'restoreBackup' | 'undo' | 'redo'

export function fakeHistory(state: FakeState): Pick<Platform, Members> {
  const { session, lines, done, undone, answer, document, changed } = state
  return {
    nextYearWords: (next) =>
      answer(() =>
        lines
          .filter((line) => line.name.includes(String(session.year)))
          .map((line) => ({
            at: { form: line.id, field: '{"text":"name"}' },
            form: line.name,
            place: '项目名称',
            before: line.name,
            after: line.name.replaceAll(String(session.year), String(next)),
          })),
      ),
    nextYear: (next) => {
      session.year = next
      return answer(document)
    },
    history: (before) =>
      answer(() =>
        Array.from({ length: 60 }, (_, index) => (before ?? 181) - 1 - index)
          .filter((entry) => entry > 0)
          .map((entry) => ({
            entry,
            who: '王会计',
            when: `2024-03-02 14:${String(entry % 60).padStart(2, '0')}`,
            form: '1995年以前退休人员生活补助',
            what: entry % 2 === 0 ? '补贴发放人数 · 实际完成值' : '全年执行数',
            old: entry % 2 === 0 ? '' : `2,1${String((entry % 90) + 9)}.00`,
            new: entry % 2 === 0 ? '=14390人' : '2,140.00',
          })),
      ),
    backups: () =>
      answer(() => [
        { when: '2024-03-02 14:00', forms: 31, size: '1.2 MB' },
        { when: '2024-03-01 17:42', forms: null, size: '1.1 MB' },
      ]),
    purgeable: () => answer(() => [{ id: 2, name: lines[1]?.name ?? '', is_there: true }]),
    purge: ({ forms }) =>
      answer(() => {
        for (const id of forms) {
          const at = lines.findIndex((line) => line.id === id)
          if (at >= 0) lines.splice(at, 1)
        }
        done.length = 0
        undone.length = 0
        return changed(null, null)
      }),
    restoreBackup: () => answer(document),
    undo: () =>
      answer(() => {
        const step = done.pop()
        if (step) {
          step.back()
          undone.push(step)
        }
        return changed(null, null)
      }),
    redo: () =>
      answer(() => {
        const step = undone.pop()
        if (step) {
          step.again()
          done.push(step)
        }
        return changed(null, null)
      }),
  }
}
