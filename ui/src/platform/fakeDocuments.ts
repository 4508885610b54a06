// Documents, and the window itself.

import type { Platform } from './platform'
import type { FakeState } from './fakeState'

type Members =
  | 'listen'
  | 'about'
  | 'setTitle'
  | 'start'
  | 'createDocument'
  | 'openDocument'
  | 'openHanded'
  | 'importHanded'
  | 'leave'
  | 'stay'
  | 'openRecent'
  | 'openSample'
  | 'closeDocument'
  | 'document'
  | 'setUnit'

export function fakeDocuments(state: FakeState): Pick<Platform, Members> {
  const { session, lines, wait, answer, document, changed } = state
  return {
    listen: (given) => {
      session.listeners = given
      return Promise.resolve()
    },
    about: () => answer(() => ({ version: '0.1.0' })),
    setTitle: (title) =>
      answer(() => {
        globalThis.document.title = title
      }),
    start: () =>
      answer(() => ({
        version: '0.1.0',
        recent: [
          { name: '乌鲁木齐市社会保险中心', folder: 'D:\\绩效\\2023', exists: true, backups: true },
          { name: '人才服务中心', folder: 'D:\\绩效\\2023', exists: true, backups: true },
          { name: '示例', folder: 'E:\\', exists: false, backups: true },
        ],
        notices: [],
      })),
    createDocument: (as) => {
      Object.assign(session, { agency: as.unit, year: as.year })
      session.opened = true
      lines.length = 0
      return answer(document)
    },
    openDocument: () => {
      session.opened = true
      return answer(document)
    },
    openHanded: () => answer(() => null),
    importHanded: () => answer(() => null),
    leave: () => wait(),
    stay: () => wait(),
    openRecent: () => {
      session.opened = true
      return answer(document)
    },
    openSample: () => {
      session.opened = true
      return answer(document)
    },
    closeDocument: () => {
      session.opened = false
      return wait()
    },
    document: () => answer(() => (session.opened ? document() : null)),
    setUnit: (as) => {
      Object.assign(session, { agency: as.unit, year: as.year })
      return answer(() => changed(null, null))
    },
  }
}
