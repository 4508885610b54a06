// The columns of the list of forms. Amounts are not compared here; Rust has ranked them.

import { messages } from '../messages'
import type { Counts, DocumentView, FormLine } from '../wire/wire'
import type { Column } from './columns'

export type FormColumnKey =
  'pick' | 'order' | 'name' | 'unit' | 'budget' | 'executed' | 'rate' | 'score' | 'findings' | 'state'

export interface FormColumn extends Column<FormLine, FormColumnKey> {
  /** What a cell says; `place` is that of the form in the document, from 0. Cells without it are drawn by the row. */
  readonly text?: (line: FormLine, place: number) => string
  /** What the foot says. */
  readonly total?: (totals: DocumentView['totals']) => string
}

const text = messages.list
const chinese = new Intl.Collator('zh-Hans-CN', { numeric: true })

export const formColumns: readonly FormColumn[] = [
  { key: 'pick', name: '', track: '58px', narrowTrack: '50px' },
  {
    key: 'order',
    name: text.number,
    track: '44px',
    narrowTrack: '40px',
    isFigure: true,
    text: (_, place) => String(place + 1),
    compare: () => 0,
  },
  {
    key: 'name',
    name: text.name,
    track: 'minmax(180px, 2.6fr)',
    narrowTrack: 'minmax(130px, 2.6fr)',
    total: ({ projects, done }) => text.totals(projects, done),
    compare: (one, other) => chinese.compare(one.name, other.name),
  },
  {
    key: 'unit',
    name: text.unit,
    track: 'minmax(120px, 1.5fr)',
    narrowTrack: 'minmax(84px, 1.5fr)',
    text: (line) => line.implementing_unit,
    total: () => text.money,
    compare: (one, other) => chinese.compare(one.implementing_unit, other.implementing_unit),
  },
  figureColumn('budget', text.budget, '104px', '92px'),
  figureColumn('executed', text.executed, '104px', '92px'),
  figureColumn('rate', text.rate, '76px', '68px'),
  {
    key: 'score',
    name: text.score,
    track: '104px',
    narrowTrack: '92px',
    isFigure: true,
    compare: (one, other) => one.ranks.score - other.ranks.score,
  },
  {
    key: 'findings',
    name: text.findings,
    track: '116px',
    narrowTrack: '104px',
    total: ({ findings }) =>
      `${messages.levels.error} ${findings.errors} · ${messages.levels.warning} ${findings.warnings}`,
    compare: (one, other) => severity(one.findings) - severity(other.findings),
  },
  {
    key: 'state',
    name: text.state,
    track: '92px',
    narrowTrack: '84px',
    compare: (one, other) => Number(one.done) - Number(other.done),
  },
]

/** A column of amounts or percentages, with their total. */
function figureColumn(
  key: 'budget' | 'executed' | 'rate',
  name: string,
  track: string,
  narrowTrack: string,
): FormColumn {
  return {
    key,
    name,
    track,
    narrowTrack,
    isFigure: true,
    text: (line) => line[key],
    total: (totals) => totals[key],
    compare: (one, other) => one.ranks[key] - other.ranks[key],
  }
}

/** Errors before any number of warnings, warnings before any number of hints. */
function severity(counts: Counts): number {
  return (counts.errors * 1000 + counts.warnings) * 1000 + counts.hints
}
