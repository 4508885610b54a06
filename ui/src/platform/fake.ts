// A stand-in for the program, over recorded views of published forms. It keeps what is typed, computes nothing, and is
// in no production bundle: for tests, and for looking at the pages in a browser (`?fake`).

import type {
  Changed,
  CellView,
  Choice,
  CollectView,
  Counts,
  DocumentView,
  Edit,
  FindingLevel,
  FormLine,
  FormView,
  ImportBook,
  LibraryPast,
  LibraryView,
  ListChange,
  Overview,
  OverviewForm,
  RowDetail,
  SourceCell,
  SourceColumn,
  ErrorMessage,
  WaivedView,
} from '../wire/wire'
import { fakeCandidates, fakeRollup, fakeSections } from './fakeRollup'
import recorded from './fixture/recording.json'
import type { Listeners, Platform } from './platform'

interface Recording {
  readonly forms: FormView[]
  readonly lines: FormLine[]
  readonly details: Record<string, RowDetail>
  readonly editions: Choice[]
  readonly rule_sets: Choice[]
  readonly books: ImportBook[]
  readonly sources: Record<string, SourceCell[]>
}

interface Step {
  readonly what: string
  readonly back: () => void
  readonly again: () => void
}

export interface FakeOptions {
  /** Forms in the list; beyond the recorded ones they are copies. */
  readonly count?: number
  readonly readOnly?: boolean
  /** A document is open from the start. */
  readonly opened?: boolean
  /** Milliseconds until an answer. */
  readonly delay?: number
}

export function fake(options: FakeOptions = {}): Platform {
  const recording = structuredClone(recorded as unknown as Recording)
  const lines = longer(recording.lines, options.count ?? recording.lines.length)
  // The recording is older than waivers and the parts of a message.
  for (const form of recording.forms)
    form.findings = form.findings.map((finding) => ({
      ...finding,
      statement: finding.message,
      advice: '',
      expected: '',
      found: '',
      waived: null,
    }))
  const forms = new Map(recording.forms.map((form) => [form.id, form]))
  const done: Step[] = []
  const undone: Step[] = []
  let opened = options.opened ?? false
  let unit = '乌鲁木齐市人力资源和社会保障局'
  let year = 2023
  const words = new Map<string, string>()
  let listeners: Listeners | null = null
  let cancelled = false

  const wait = (): Promise<void> =>
    new Promise((resolve) => {
      setTimeout(resolve, options.delay ?? 5)
    })
  const answer = async <Answer>(make: () => Answer): Promise<Answer> => {
    await wait()
    return structuredClone(make())
  }
  const document = (): DocumentView => ({
    file_name: unit,
    agency: unit,
    year,
    read_only: options.readOnly ?? false,
    saved: '已保存 14:03',
    undo: done.at(-1)?.what ?? null,
    redo: undone.at(-1)?.what ?? null,
    forms: lines,
    totals: {
      projects: lines.filter((line) => line.kind === 'project').length,
      done: lines.filter((line) => line.done).length,
      budget: '22,215.03',
      executed: '20,594.93',
      rate: '92.71%',
      findings: sum(lines),
    },
    editions: recording.editions,
    new_edition: recording.editions.at(-1)?.id ?? '',
    rule_sets: recording.rule_sets,
  })
  const formOf = (id: number): FormView => {
    const known = forms.get(id)
    if (known) return known
    const line = lines.find((entry) => entry.id === id)
    const copy = structuredClone(recording.forms[2] ?? blank())
    const made = {
      ...copy,
      id,
      name: line?.name ?? copy.name,
      classified: line?.classified ?? false,
      done: line?.done ?? false,
    }
    forms.set(id, made)
    return made
  }
  const changed = (id: number | null, field: string | null): Changed => ({
    document: document(),
    form: id === null ? null : formOf(id),
    field,
  })
  const make = (step: Step): void => {
    step.again()
    done.push(step)
    undone.length = 0
  }

  function edit(id: number, edits: readonly Edit[]): Changed {
    const cells = edits.flatMap(({ field, text }) =>
      formOf(id)
        .cells.filter((cell) => cell.field === field)
        .map((cell) => ({ cell, text, before: { text: cell.text, raw: cell.raw } })),
    )
    make({
      what: '修改',
      again: () => {
        cells.forEach(({ cell, text }) => {
          write(cell, { text, raw: text })
        })
      },
      back: () => {
        cells.forEach(({ cell, before }) => {
          write(cell, before)
        })
      },
    })
    return changed(id, edits[0]?.field ?? null)
  }

  function waive(id: number, key: string, waived: WaivedView | null): Changed {
    const form = formOf(id)
    const found = form.findings.filter((finding) => finding.key === key)
    const before = found.map((finding) => finding.waived)
    const count = (): void => {
      const left = form.findings.filter((finding) => finding.waived === null)
      const of = (level: FindingLevel): number => left.filter((finding) => finding.level === level).length
      form.status.findings = { errors: of('error'), warnings: of('warning'), hints: of('hint') }
    }
    make({
      what: '豁免核对结果',
      again: () => {
        found.forEach((finding) => {
          finding.waived = waived
        })
        count()
      },
      back: () => {
        found.forEach((finding, index) => {
          finding.waived = before[index] ?? null
        })
        count()
      },
    })
    return changed(id, null)
  }

  function changeList(change: ListChange): void {
    const before = [...lines]
    const states = lines.map(({ done: isDone, classified }) => ({ isDone, classified }))
    const replace = (now: readonly FormLine[]): void => {
      lines.splice(0, lines.length, ...now)
    }
    make({
      what: '目录',
      back: () => {
        replace(before)
        lines.forEach((line, index) => {
          Object.assign(line, { done: states[index]?.isDone, classified: states[index]?.classified })
        })
      },
      again: () => {
        applyList(lines, change)
      },
    })
    for (const line of lines) {
      const form = forms.get(line.id)
      if (form) Object.assign(form, { done: line.done, classified: line.classified })
    }
  }

  return {
    listen: (given) => {
      listeners = given
      return Promise.resolve()
    },
    about: () => answer(() => ({ version: '0.1.0' })),
    start: () =>
      answer(() => ({
        version: '0.1.0',
        recent: [
          { name: '乌鲁木齐市社会保险中心', folder: 'D:\\绩效\\2023', exists: true },
          { name: '人才服务中心', folder: 'D:\\绩效\\2023', exists: true },
          { name: '示例', folder: 'E:\\', exists: false },
        ],
      })),
    createDocument: (as) => {
      ;({ unit, year } = as)
      opened = true
      lines.length = 0
      return answer(document)
    },
    openDocument: () => {
      opened = true
      return answer(document)
    },
    openHanded: () => answer(() => null),
    importHanded: () => answer(() => null),
    leave: () => wait(),
    stay: () => wait(),
    openRecent: () => {
      opened = true
      return answer(document)
    },
    openSample: () => {
      opened = true
      return answer(document)
    },
    closeDocument: () => {
      opened = false
      return wait()
    },
    document: () => answer(() => (opened ? document() : null)),
    setUnit: (as) => {
      ;({ unit, year } = as)
      return answer(() => changed(null, null))
    },
    form: (id) => answer(() => formOf(id)),
    rowDetail: (id, at) =>
      answer(() => {
        if (!formOf(id).cells.some(({ indicator }) => indicator?.goal === at.goal && indicator.row === at.row))
          throw { message: '这一行已不在表中' } satisfies ErrorMessage
        return {
          ...noDetail,
          ...(recording.details[`${String(id)}/${String(at.goal)}/${String(at.row)}`] ?? recording.details['2/0/0']),
        }
      }),
    edit: (id, edits) => answer(() => edit(id, edits)),
    waive: (id, key, reason) => answer(() => waive(id, key, { reason, who: '王会计', when: '2024-03-02 14:03' })),
    unwaive: (id, key) => answer(() => waive(id, key, null)),
    findings: () =>
      answer(() =>
        [...forms.values()]
          .map(({ id, name, findings }) => ({ id, name, findings }))
          .filter((form) => form.findings.length > 0),
      ),
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
        title: `${unit}${String(year)}年度预算绩效情况说明`,
        sections: fakeSections.map((section) => ({
          ...section,
          own: (words.get(section.key) ?? '') === '' ? null : (words.get(section.key) ?? null),
          open: section.open && !words.has(section.key),
          omitted: words.get(section.key) === '',
          stale: false,
        })),
      })),
    setOwnWords: (section, text) =>
      answer(() => {
        if (text === null) words.delete(section)
        else words.set(section, text)
        return changed(null, null)
      }),
    exportSummary: (choice) =>
      answer(() => ({
        folder: 'D:\\绩效\\2023\\上报',
        cancelled: false,
        remark: '',
        files: [
          ...(choice.xlsx ? ['项目支出绩效自评汇总表.xlsx'] : []),
          ...(choice.pdf ? ['项目支出绩效自评汇总表.pdf'] : []),
          ...(choice.docx ? ['预算绩效情况说明.docx'] : []),
        ].map((name) => ({ name: `${unit}${String(year)}年度${name}`, error: null })),
      })),
    nextYearWords: (next) =>
      answer(() =>
        lines
          .filter((line) => line.name.includes(String(year)))
          .map((line) => ({
            at: { form: line.id, field: '{"text":"name"}' },
            form: line.name,
            place: '项目名称',
            before: line.name,
            after: line.name.replaceAll(String(year), String(next)),
          })),
      ),
    nextYear: (next) => {
      year = next
      return answer(document)
    },
    changeRow: (id) => answer(() => changed(id, null)),
    editionChange: (_, edition) =>
      answer(() => ({
        name: recording.editions.find((known) => known.id === edition)?.name ?? edition,
        notes: ['增加资金来源：上年结转资金。'],
        unplaced: [
          { what: '主管部门', text: '乌鲁木齐市人力资源和社会保障局' },
          { what: '指标表的“分值”列', text: '7行有内容' },
        ],
      })),
    changeList: (change) =>
      answer(() => {
        changeList(change)
        return changed(null, null)
      }),
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
    restoreBackup: () => answer(document),
    importPick: () => answer(() => ({ books: recording.books, year: 2023, editions: recording.editions })),
    importDetail: ({ index, columns }) =>
      answer(() => ({
        source: recording.sources[String(index)] ?? recording.sources['1'] ?? [],
        form: formOf(index === 31 ? 32 : 2),
        column_choices: columnChoices,
        columns: readColumns.map((read) => ({
          ...read,
          read_as: (columns.find(({ column }) => column === read.column) ?? read).read_as,
        })),
        problems:
          columns.length > 0
            ? []
            : (recording.books.flatMap((book) => book.forms).find((form) => form.index === index)?.problems ?? []),
      })),
    importYears: (choice) =>
      answer(() =>
        lines
          .filter((line) => line.name.includes('2023'))
          .slice(0, choice.forms.length)
          .map((line) => ({
            at: { form: line.id, field: '{"text":"name"}' },
            form: line.name,
            place: '项目名称',
            before: line.name,
            after: line.name.replaceAll('2023', '2024'),
          })),
      ),
    importTake: () => {
      opened = true
      return answer(document)
    },
    collectPick: () => answer(() => collected),
    collectTake: () => answer(() => changed(null, null)),
    printForms: () => Promise.resolve(),
    preview: async () => (await fetch(new URL('./fixture/pages.pdf', import.meta.url))).arrayBuffer(),
    exportFindings: (choice) =>
      answer(() => ({
        folder: 'D:\\绩效\\2023\\上报',
        cancelled: false,
        remark: '',
        files: [...(choice.xlsx ? ['xlsx'] : []), ...(choice.pdf ? ['pdf'] : [])].map((ending) => ({
          name: `${unit}${String(year)}年度检查报告.${ending}`,
          error: null,
        })),
      })),
    fileNamePattern: (pattern, perForm) =>
      answer(() => ({
        pattern: pattern ?? (perForm ? '{序号}-{名称}' : '{单位}{年度}年度绩效自评表'),
        problem: pattern?.includes('{名字}') ? '不认识“{名字}”，请改用：{单位} {年度} {序号} {名称}。' : null,
      })),
    exportForms: async (choice) => {
      cancelled = false
      const files = []
      for (const [index, id] of choice.forms.entries()) {
        if (cancelled) break
        listeners?.progress({ done: index, total: choice.forms.length, what: formOf(id).name })
        await wait()
        if (choice.per_form || index === 0)
          files.push({
            name: `${String(index + 1).padStart(2, '0')}-${formOf(id).name}.xlsx`,
            error: index === 2 ? '文件正在被其他程序使用，请关闭后再导出。' : null,
          })
      }
      return { folder: 'D:\\绩效\\2023\\上报', cancelled, remark: '', files }
    },
    cancel: () => {
      cancelled = true
      return wait()
    },
    showFolder: wait,
  }
}

const collected: CollectView = {
  summary: '文件 3 个，自评表 18 张；新增 6，替换 1，未变 9，冲突 2',
  changes: true,
  files: [
    {
      name: '一科/自评表.xlsx',
      forms: 12,
      added: 0,
      replaced: 1,
      unchanged: 9,
      conflicts: 2,
      remarks: '1 张已不在文件中',
      unread: false,
    },
    {
      name: '二科/二科.jixiao',
      forms: 6,
      added: 6,
      replaced: 0,
      unchanged: 0,
      conflicts: 0,
      remarks: '',
      unread: false,
    },
    {
      name: '三科.xlsx',
      forms: 0,
      added: 0,
      replaced: 0,
      unchanged: 0,
      conflicts: 0,
      remarks: '“三科.xlsx”不是能识别的工作簿，请用 Excel 或 WPS 另存为 .xlsx 后再试',
      unread: true,
    },
  ],
  conflicts: [
    {
      name: '1995年以前退休人员生活补助',
      implementing_unit: '乌鲁木齐市社会保险中心',
      why: '收集后在部门文档中改过，文件又有改动',
      both: false,
      differences: [
        '资金第1行 全年执行数：2,112.00 → 2,140.00',
        '指标第1行 实际完成值：补贴发放人数：=14390人 → =14400人',
        '另有 2 处不同',
      ],
      ours: { file: null, score: '99.83', budget: '2,148.00', executed: '2,112.00', when: '2024-03-02 14:03' },
      theirs: {
        file: '一科/自评表.xlsx',
        score: '98.17',
        budget: '2,148.00',
        executed: '2,140.00',
        when: '2024-03-02 16:40',
      },
    },
    {
      name: '业务楼运营费',
      implementing_unit: '乌鲁木齐市社会保险中心',
      why: '部门文档中已删除，文件又有改动',
      both: false,
      differences: [],
      ours: null,
      theirs: {
        file: '一科/自评表.xlsx',
        score: '97.00',
        budget: '120.00',
        executed: '118.20',
        when: '2024-03-02 16:40',
      },
    },
  ],
  missing: [
    '三支一扶 乌鲁木齐市人才服务中心：文件中已没有这张表（一科/自评表.xlsx），部门文档中仍保留，不需要时请删除',
  ],
}

const columnChoices: Choice[] = [
  ['level1', '一级指标'],
  ['level2', '二级指标'],
  ['level3', '三级指标'],
  ['target', '指标值'],
  ['basis', '设定依据'],
  ['actual', '实际完成值'],
  ['weight', '分值'],
  ['score', '得分'],
  ['reason', '偏差原因'],
].map(([id = '', name = '']) => ({ id, name }))

const readColumns: SourceColumn[] = [
  { column: 1, heading: '一级指标', read_as: 'level1' },
  { column: 2, heading: '二级指标', read_as: 'level2' },
  { column: 3, heading: '三级指标', read_as: 'level3' },
  { column: 4, heading: '年度指标值', read_as: 'target' },
  { column: 5, heading: '实际完成值', read_as: 'actual' },
  { column: 6, heading: '分值', read_as: 'weight' },
  { column: 7, heading: '得分', read_as: 'score' },
  { column: 8, heading: '偏差原因分析及改进措施', read_as: null },
]

const noDetail: RowDetail = {
  name: '',
  explanation: '',
  computed: '',
  deviation: '',
  target: '',
  actual: '',
  method: null,
  method_chosen: false,
  methods: [],
  unprinted_weight: null,
  manual_score: null,
  manual_reason: '',
  tiers: [],
  last_year: [],
}

/** Options as the address of the page gives them: `?fake&open&count=1000`. */
export function optionsOf(search: string): FakeOptions {
  const asked = new URLSearchParams(search)
  const count = Number(asked.get('count') ?? '')
  return { ...(count > 0 ? { count } : {}), readOnly: asked.has('readonly'), opened: asked.has('open') }
}

function blank(): FormView {
  const counts = { errors: 0, warnings: 0, hints: 0 }
  return {
    id: 0,
    name: '',
    edition: '',
    rules: '',
    classified: false,
    done: false,
    columns: [],
    rows: [],
    cells: [],
    findings: [],
    status: { total: '—', missing: 0, grade: '', rate: '—', sections: [], findings: counts },
  }
}

function write(cell: CellView, texts: Pick<CellView, 'text' | 'raw'>): void {
  Object.assign(cell, texts)
}

function longer(lines: readonly FormLine[], count: number): FormLine[] {
  return Array.from({ length: count }, (_, index) => {
    const line = structuredClone(lines[index % lines.length] ?? lines[0])
    if (!line) throw new Error('no lines')
    return index < lines.length
      ? line
      : { ...line, id: 1000 + index, kind: 'project', name: `${line.name}（${String(index)}）` }
  })
}

function sum(lines: readonly FormLine[]): Counts {
  return lines.reduce(
    (all, { findings }) => ({
      errors: all.errors + findings.errors,
      warnings: all.warnings + findings.warnings,
      hints: all.hints + findings.hints,
    }),
    { errors: 0, warnings: 0, hints: 0 },
  )
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

function applyList(lines: FormLine[], change: ListChange): void {
  const at = 'id' in change ? lines.findIndex((line) => line.id === change.id) : -1
  const line = lines[at]
  switch (change.kind) {
    case 'remove': {
      lines.splice(0, lines.length, ...lines.filter((entry) => !change.ids.includes(entry.id)))
      return
    }
    case 'copy':
      if (line) lines.splice(at + 1, 0, { ...line, id: 5000 + lines.length, name: `${line.name}（副本）` })
      return
    case 'move':
      if (line) {
        lines.splice(at, 1)
        lines.splice(change.to, 0, line)
      }
      return
    case 'done':
      if (line) line.done = change.on
      return
    case 'classified':
      if (line) line.classified = change.on
      return
    case 'add': {
      const [model] = lines
      if (model) lines.push({ ...model, kind: 'project', id: 5000 + lines.length, name: change.name })
      return
    }
    case 'rules':
    case 'edition':
      return
  }
}
