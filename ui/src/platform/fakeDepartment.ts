// What is said across forms: overview, library, roll-up, disclosure.

import type { FormLine, LibraryPast, LibraryView, Overview, OverviewForm } from '../wire/wire'
import { fakeCandidates, fakeRollup, fakeSections } from './fakeRollup'
import { sum } from './fakeState'
import type { Platform } from './platform'
import type { FakeState } from './fakeState'

type Members =
  | 'overview'
  | 'printPage'
  | 'library'
  | 'libraryAdd'
  | 'libraryRemove'
  | 'rollup'
  | 'candidates'
  | 'link'
  | 'confirmLinks'
  | 'fillRollup'
  | 'disclosure'
  | 'setOwnWords'

export function fakeDepartment(state: FakeState): Pick<Platform, Members> {
  const { session, lines, words, wait, answer, changed } = state
  return {
    overview: () => answer(() => overviewOf(lines)),
    printPage: wait,
    library: ({ words }) => answer(() => libraryOf(words)),
    libraryAdd: () =>
      answer(() => ({ changed: changed(null, null), indicators: 84, failed: ['坏的.xlsx：不是工作簿'] })),
    libraryRemove: () => answer(() => changed(null, null)),
    rollup: () => answer(() => fakeRollup),
    candidates: (_, __, search) =>
      answer(() => ({ rows: fakeCandidates.filter((row) => row.linked || row.name.includes(search)), left: 0 })),
    link: (id) => answer(() => changed(id, null)),
    confirmLinks: (id) => answer(() => changed(id, null)),
    fillRollup: (id) => answer(() => changed(id, null)),
    disclosure: () =>
      answer(() => ({
        title: `${session.agency}${String(session.year)}年度预算绩效情况说明`,
        cautions: ['1 个项目没有填写年初预算数，没有计入合计：就业补助。'],
        sections: fakeSections.map((section) => ({
          ...section,
          own: (words.get(section.key) ?? '') === '' ? null : (words.get(section.key) ?? null),
          open: section.open && !words.has(section.key),
          omitted: words.get(section.key) === '',
          held_back: false,
          stale: false,
        })),
      })),
    setOwnWords: (section, text) =>
      answer(() => {
        if (text === null) words.delete(section)
        else words.set(section, text)
        return changed(null, null)
      }),
  }
}

function libraryOf(words: string): LibraryView {
  const past = (year: string, target: string): LibraryPast => ({
    year,
    form: '1995年以前退休人员生活补助',
    agency: '乌鲁木齐市社会保险中心',
    book: year === '2023' ? '' : '2022年自评表.xlsx',
    target,
    actual: '=14390人',
    weight: '10.00',
    score: '8.99',
  })
  const entries = [
    {
      level1: '产出指标',
      level2: '数量指标',
      level3: '补贴发放人数',
      times: 2,
      past: [past('2023', '>=16000人'), past('2022', '>=15000人')],
    },
    {
      level1: '满意度指标',
      level2: '服务对象满意度指标',
      level3: '服务对象满意度',
      times: 1,
      past: [past('2023', '>=95%')],
    },
  ].filter((entry) => entry.level3.includes(words))
  return {
    found: entries.length,
    entries,
    level1: ['产出指标', '满意度指标'],
    level2: ['数量指标', '服务对象满意度指标'],
    measures: ['人', '%'],
    books: [{ name: '2022年自评表.xlsx', years: '2022', indicators: 84 }],
  }
}

function overviewOf(lines: readonly FormLine[]): Overview {
  const place = (text: string): number | null => (text === '' ? null : Number.parseFloat(text))
  const form = (line: FormLine): OverviewForm => ({
    id: line.id,
    name: line.name,
    classified: line.classified,
    budget: line.budget,
    executed: line.executed,
    rate: line.rate,
    results: line.rate,
    score: line.score,
    grade: line.grade,
    at: { rate: place(line.rate), results: place(line.rate), score: place(line.score) },
  })
  const projects = lines.filter((line) => line.kind === 'project')
  return {
    cautions: [],
    figures: {
      projects: projects.length,
      classified: projects.filter((line) => line.classified).length,
      done: projects.filter((line) => line.done).length,
      scored: projects.filter((line) => line.score !== '').length,
      budget: '22,215.03',
      executed: '20,594.93',
      rate: '92.71%',
      average: '97.21',
      findings: sum(lines),
    },
    departments: lines.filter((line) => line.kind === 'department').map(form),
    projects: projects.map(form),
    grades: ['优', '良', '中', '差'].map((grade) => ({
      grade,
      projects: projects.filter((line) => line.grade === grade).length,
      share: '25.00%',
      budget: '5,553.76',
    })),
    bands: ['低 30% 以上', '低 10%–30%', '低 10% 以内', '等于指标值', '高 10% 以内', '高 10%–30%', '高 30% 以上'].map(
      (name, index) => ({
        name,
        indicators: index * 7,
        lines:
          index === 0
            ? []
            : [
                {
                  id: 2,
                  form: '1995年以前退休人员生活补助',
                  classified: false,
                  indicator: '补贴发放人数',
                  target: '>=16000人',
                  actual: '=14390人',
                  deviation: '-10.06%',
                  field: '{"indicator":{"goal":0,"row":0,"column":"actual"}}',
                },
              ],
      }),
    ),
    without_deviation: 12,
  }
}
