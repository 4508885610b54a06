// Forms: edits, rows, findings and the list.

import type {
  CellView,
  Changed,
  Edit,
  ErrorMessage,
  FindAnswer,
  FindQuery,
  FindingLevel,
  FindingPick,
  FormLine,
  ListChange,
  MendView,
  RowDetail,
  WaivedView,
} from '../wire/wire'
import type { Platform } from './platform'
import { evidenceAt } from './fakeEvidence'
import type { FakeState } from './fakeState'

type Members =
  | 'form'
  | 'exportEdition'
  | 'importEdition'
  | 'rowDetail'
  | 'edit'
  | 'waive'
  | 'unwaive'
  | 'findings'
  | 'mends'
  | 'find'
  | 'replace'
  | 'mend'
  | 'changeRow'
  | 'editionChange'
  | 'changeList'

export function fakeForms(state: FakeState): Pick<Platform, Members> {
  const { forms, recording, answer, formOf, changed } = state
  return {
    form: (id) => answer(() => formOf(id)),
    rowDetail: (id, at) =>
      answer(() => {
        if (!formOf(id).cells.some(({ indicator }) => indicator?.goal === at.goal && indicator.row === at.row))
          throw { message: '这一行已不在表中', code: 'failed' } satisfies ErrorMessage
        return {
          ...noDetail,
          ...(recording.details[`${String(id)}/${String(at.goal)}/${String(at.row)}`] ?? recording.details['2/0/0']),
          evidence: evidenceAt(state, id, at),
        }
      }),
    exportEdition: () => answer(() => '本单位原表式.toml'),
    importEdition: () =>
      answer(() => {
        recording.editions.unshift({ id: 'jia', name: '某市财政局 2024 年表式' })
        return { name: '某市财政局 2024 年表式', adopted: 'added', document: changed(null, null).document }
      }),
    edit: (id, edits) => answer(() => edit(state, id, edits)),
    waive: (picks, reason) => answer(() => waive(state, picks, { reason, who: '王会计', when: '2024-03-02 14:03' })),
    unwaive: (picks) => answer(() => waive(state, picks, null)),
    findings: () =>
      answer(() =>
        [...forms.values()]
          .map(({ id, name, findings }) => ({ id, name, findings }))
          .filter((form) => form.findings.length > 0),
      ),
    find: (query) => answer(() => find(state, query)),
    replace: ({ picks }) =>
      answer(() =>
        picks
          .map(({ form, field, after }) => edit(state, form, [{ field, text: after }]))
          .reduce((_, last) => last, changed(null, null)),
      ),
    mends: () => answer(() => mends(state)),
    mend: (picks) =>
      answer(() =>
        picks
          .map(({ form, field, after }) => edit(state, form, [{ field, text: after }]))
          .reduce((_, last) => last, changed(null, null)),
      ),
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
        changeList(state, change)
        return changed(null, null)
      }),
  }
}

function edit({ formOf, make, changed }: FakeState, id: number, edits: readonly Edit[]): Changed {
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

function waive(
  { formOf, make, changed }: FakeState,
  picks: readonly FindingPick[],
  waived: WaivedView | null,
): Changed {
  const found = picks.flatMap(({ form, key }) =>
    formOf(form)
      .findings.filter((finding) => finding.key === key)
      .map((finding) => ({ form: formOf(form), finding, before: finding.waived })),
  )
  const count = (): void => {
    for (const { form } of found) {
      const left = form.findings.filter((finding) => finding.waived === null)
      const of = (level: FindingLevel): number => left.filter((finding) => finding.level === level).length
      form.status.findings = { errors: of('error'), warnings: of('warning'), hints: of('hint') }
    }
  }
  make({
    what: '豁免核对结果',
    again: () => {
      for (const { finding } of found) finding.waived = waived
      count()
    },
    back: () => {
      for (const { finding, before } of found) finding.waived = before
      count()
    },
  })
  return changed(picks[0]?.form ?? null, null)
}

function find({ forms }: FakeState, { words, replace }: FindQuery): FindAnswer {
  const hits = [...forms.values()].flatMap(({ id, name, cells }) =>
    cells.flatMap(({ field, raw, kind }) =>
      field === null || kind !== 'input' || words === '' || !raw.includes(words)
        ? []
        : [{ form: id, form_name: name, field, place: '', before: raw, after: raw.replaceAll(words, replace) }],
    ),
  )
  return { hits, left: 0 }
}

/** Whatever was found and can be mended. */
function mends({ forms }: FakeState): MendView[] {
  return [...forms.values()].flatMap(({ id, name, findings }) =>
    findings.flatMap(({ field, mend, check, place, found }) =>
      field === null || mend === null
        ? []
        : [{ form: id, form_name: name, field, place, check, what: '补上单位“人”', before: found, after: mend }],
    ),
  )
}

function changeList({ lines, forms, make }: FakeState, change: ListChange): void {
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
  directions: [],
  unprinted_weight: null,
  outdated: null,
  manual_score: null,
  manual_reason: '',
  tiers: [],
  last_year: [],
  evidence: [],
}

function write(cell: CellView, texts: Pick<CellView, 'text' | 'raw'>): void {
  Object.assign(cell, texts)
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
    default:
      return
  }
}
