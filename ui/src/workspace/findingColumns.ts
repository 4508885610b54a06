// The columns of the table of all findings.

import { messages } from '../messages'
import type { FindingLevel } from '../wire/wire'
import type { Column } from './columns'
import { byCode, type FindingLine } from './findings'

export type FindingColumnKey = 'level' | 'check' | 'form' | 'statement' | 'figures' | 'deal'

/** Columns that the table can be sorted by. */
export type FindingOrder = Extract<FindingColumnKey, 'form' | 'level' | 'check'>

const text = messages.findings
const levels: readonly FindingLevel[] = ['error', 'warning', 'hint']

export const findingColumns: readonly Column<FindingLine, FindingColumnKey>[] = [
  {
    key: 'level',
    name: text.level,
    track: '44px',
    compare: (one, other) => levels.indexOf(one.rows[0].finding.level) - levels.indexOf(other.rows[0].finding.level),
  },
  {
    key: 'check',
    name: text.check,
    track: 'minmax(130px, 1.1fr)',
    compare: (one, other) => byCode(one.rows[0].finding.check, other.rows[0].finding.check),
  },
  // Findings come form by form, the worst first.
  { key: 'form', name: text.form, track: 'minmax(150px, 1.5fr)', compare: () => 0 },
  { key: 'statement', name: text.statement, track: 'minmax(200px, 2.6fr)' },
  { key: 'figures', name: text.figures, track: 'minmax(130px, 1.3fr)' },
  { key: 'deal', name: text.deal, track: '96px' },
]
