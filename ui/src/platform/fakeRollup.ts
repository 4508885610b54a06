// What the stand-in for the program says of a department.

import type { CandidateRow, RollupPart, RollupRow, RollupView } from '../wire/wire'

const part = (row: number, project: string, actual: string, funds: string): RollupPart => ({
  form: row,
  row,
  field: '{"indicator":{"goal":0,"row":0,"column":"actual"}}',
  project,
  agency: '乌鲁木齐市社会保险中心',
  classified: false,
  indicator: '补贴发放人数',
  target: '≥16000人',
  actual,
  funds,
  score: '8.99/10',
})
const row: RollupRow = {
  at: { goal: 0, row: 0 },
  field: '{"indicator":{"goal":0,"row":0,"column":"actual"}}',
  class: '产出指标 · 数量指标',
  name: '补贴发放人数',
  target: '≥16000人',
  present: '14000人',
  result: '14441人',
  explanation: '14441人 = 14390人 + 51人，各项目相加',
  state: 'confirmed',
  open: false,
  differs: true,
  unscored: false,
  repeated: false,
  sources: 2,
  parts: [
    part(2, '1995年以前退休人员生活补助', '=14390人', '2,352.00'),
    part(3, '2023年10-12月伤残津贴补助', '=51人', '67.10'),
  ],
}
const undecided: RollupRow = {
  ...row,
  at: { goal: 0, row: 1 },
  name: '仲裁案件结案率',
  target: '≥90%',
  present: '96.01%',
  result: '',
  state: 'undecided',
  differs: false,
  sources: 0,
  parts: [],
  explanation: '未汇总：没有关联的项目指标，请选择由哪些项目指标汇总，或直接填写。',
}

export const fakeRollup: RollupView = {
  projects: 30,
  classified: 1,
  departments: [
    {
      id: 1,
      name: '乌鲁木齐市人力资源和社会保障局（汇总）',
      suggested: 1,
      differing: 1,
      basic: '',
      basic_unclear: false,
      basic_field: '{"text":"basic_expenditure"}',
      rows: [row, { ...row, at: { goal: 0, row: 2 }, state: 'suggested' }, undecided],
      budget: [
        {
          name: '全年预算数',
          department: '36,358.83',
          basic: '',
          projects: '10,635.23',
          gap: '25,723.60',
          verdict: 'apart',
          text: '部门全年预算数 36358.83，各项目合计 10635.23，相差 25723.60，请核对账目。',
          field: '{"fund":{"row":0,"column":"adjusted"}}',
        },
        {
          name: '全年执行数',
          department: '9,476.19',
          basic: '',
          projects: '9,476.19',
          gap: '0.00',
          verdict: 'agrees',
          text: '部门全年执行数 9476.19，与各项目合计 9476.19 相符。',
          field: '{"fund":{"row":0,"column":"executed"}}',
        },
      ],
    },
  ],
}

export const fakeCandidates: CandidateRow[] = Array.from({ length: 60 }, (_, index) => ({
  row: index + 1,
  linked: index < 2,
  unlike: index > 50,
  project: `2023年项目${String(index + 1)}`,
  agency: '乌鲁木齐市社会保险中心',
  class: '产出指标 · 数量指标',
  name: index % 2 === 0 ? '补贴发放人数' : '补贴发放次数',
  target: '≥16000人',
  actual: '=14390人',
}))

export const fakeSections = [
  { key: 'overview', title: '基本情况', heading: '', draft: '2023年度，形成项目支出绩效自评表30份。', open: false },
  {
    key: 'measures',
    title: '下一步改进措施',
    heading: '一、下一步改进措施',
    draft: '请补充下一步改进措施。',
    open: true,
  },
]
