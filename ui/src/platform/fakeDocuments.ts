// Documents, and the window itself.

import type { Platform } from './platform'
import type { FakeState } from './fakeState'

type Members =
  | 'listen'
  | 'takesDrops'
  | 'about'
  | 'sounds'
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
  | 'keepSpot'
  | 'spot'
  | 'pulse'
  | 'lost'
  | 'saveAs'
  | 'saveBack'
  | 'saveCopy'
  | 'document'
  | 'setAgency'

export function fakeDocuments(state: FakeState): Pick<Platform, Members> {
  const { session, lines, wait, answer, document, changed } = state
  return {
    takesDrops: true,
    listen: (given) => {
      session.listeners = given
      return Promise.resolve()
    },
    about: () => answer(() => ({ version: '0.1.0' })),
    sounds: () => answer(() => ({ bu: '补', chu: '助', jin: '金', tie: '贴', xue: '学', zhu: '助' })),
    setTitle: (title) =>
      answer(() => {
        globalThis.document.title = title
      }),
    start: () =>
      answer(() => ({
        version: '0.1.0',
        recent: [
          { index: 0, name: '乌鲁木齐市社会保险中心', folder: 'D:\\绩效\\2023', exists: true, backups: true },
          { index: 1, name: '人才服务中心', folder: 'D:\\绩效\\2023', exists: true, backups: true },
          { index: 2, name: '示例', folder: 'E:\\', exists: false, backups: true },
        ],
        lost: [{ index: 10, name: '旧年度', folder: 'E:\\', exists: false, backups: true }],
        notices: [],
      })),
    createDocument: (agency, year) => {
      Object.assign(session, { agency, year })
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
    keepSpot: () => wait(),
    spot: () => answer(() => ({ spot: null, revived: false })),
    pulse: () => wait(),
    lost: () => answer(() => null),
    saveAs: () => answer(document),
    saveBack: () => answer(document),
    saveCopy: () => answer(() => '副本.jixiao'),
    document: () => answer(() => (session.opened ? document() : null)),
    setAgency: (agency, year) => {
      Object.assign(session, { agency, year })
      return answer(() => changed(null, null))
    },
  }
}
