// Files in: imports and collecting.

import type { Choice, ChoiceGroup, CollectView, DeclaredLine, ImportView, SourceCell, SourceColumn } from '../wire/wire'
import type { Platform } from './platform'
import type { FakeState } from './fakeState'

type Members =
  | 'importDeclared'
  | 'importName'
  | 'importPick'
  | 'importPasted'
  | 'importDetail'
  | 'importYears'
  | 'importTake'
  | 'collectPick'
  | 'collectTake'

export function fakeImports(state: FakeState): Pick<Platform, Members> {
  const { session, recording, lines, answer, document, formOf, changed } = state
  const review = (): ImportView => ({
    books: recording.books.map((book) => ({
      ...book,
      // The recording is older than kinds and rules.
      forms: book.forms.map((form) => ({
        ...form,
        kind: '项目表',
        rules: recording.rule_sets[0]?.id ?? null,
        declares: null,
      })),
    })),
    year: 2023,
    editions: recording.editions,
    rule_sets: recording.rule_sets,
    rules: null,
    meanings,
  })
  const named = new Map<string, string>()
  const sourceOf = (index: number): SourceCell[] =>
    (recording.sources[String(index)] ?? recording.sources['1'] ?? []).map((cell) => {
      const label = cell.text === '' ? null : cell.text.slice(0, 40)
      return { ...cell, label, named: label === null ? null : (named.get(label) ?? null) }
    })
  return {
    importPick: () => answer(review),
    importDeclared: () => answer(() => ({ lines: declared })),
    importName: (label, means) => {
      if (means === null) named.delete(label)
      else named.set(label, means)
      return answer(review)
    },
    importPasted: () => answer(() => ({ ...review(), books: review().books.slice(0, 1) })),
    importDetail: ({ index, columns }) =>
      answer(() => ({
        source: sourceOf(index),
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
      session.opened = true
      return answer(document)
    },
    collectPick: () => answer(() => collected),
    collectTake: () => answer(() => changed(null, null)),
  }
}

const collected: CollectView = {
  summary: '文件 3 个，表 18 张；新增 6，替换 1，未变 9，冲突 2',
  changes: true,
  passed_over: ['说明.txt'],
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

const declared: DeclaredLine[] = [
  { key: 'a', place: '年度资金总额 年初预算数', typed: '', declared: '8', state: 'fills' },
  { key: 'b', place: '补贴人数 指标值', typed: '≥100人', declared: '≥150人', state: 'differs' },
  { key: 'c', place: '准确率 指标值', typed: '100%', declared: '100%', state: 'same' },
  { key: 'd', place: '新增指标：社会效益指标 就业率', typed: '', declared: '≥90%', state: 'new' },
]

const meanings: ChoiceGroup[] = [
  { name: '指标表', choices: columnChoices.map(({ id, name }) => ({ id: `indicator.${id}`, name })) },
  { name: '其他', choices: [{ id: 'nothing', name: '不是字段' }] },
]

const readColumns: SourceColumn[] = [
  { column: 1, heading: '一级指标', read_as: 'level1', own: false },
  { column: 2, heading: '二级指标', read_as: 'level2', own: false },
  { column: 3, heading: '三级指标', read_as: 'level3', own: false },
  { column: 4, heading: '年度指标值', read_as: 'target', own: false },
  { column: 5, heading: '实际完成值', read_as: 'actual', own: false },
  { column: 6, heading: '分值', read_as: 'weight', own: false },
  { column: 7, heading: '得分', read_as: 'score', own: false },
  { column: 8, heading: '偏差原因分析及改进措施', read_as: null, own: false },
]
