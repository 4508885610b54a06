// What the stand-in for the program has open, and how it answers.

import type {
  Changed,
  Choice,
  Counts,
  DocumentView,
  FormLine,
  FormView,
  ImportBook,
  RowDetail,
  SourceCell,
} from '../wire/wire'
import recorded from './fixture/recording.json'
import type { Listeners } from './platform'

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

/** What changes as the program is used. */
interface FakeSession {
  opened: boolean
  agency: string
  year: number
  listeners: Listeners | null
  cancelled: boolean
}

export interface FakeState {
  readonly session: FakeSession
  readonly recording: Recording
  readonly lines: FormLine[]
  readonly forms: Map<number, FormView>
  readonly done: Step[]
  readonly undone: Step[]
  /** Own words of the disclosure, by section. */
  readonly words: Map<string, string>
  readonly wait: () => Promise<void>
  /** Answers after a while, with a copy. */
  readonly answer: <Answer>(make: () => Answer) => Promise<Answer>
  readonly document: () => DocumentView
  readonly formOf: (id: number) => FormView
  readonly changed: (id: number | null, field: string | null) => Changed
  /** Makes a change that can be taken back. */
  readonly make: (step: Step) => void
}

export function createFakeState(options: FakeOptions): FakeState {
  const session: FakeSession = {
    opened: options.opened ?? false,
    agency: '乌鲁木齐市人力资源和社会保障局',
    year: 2023,
    listeners: null,
    cancelled: false,
  }
  const recording = structuredClone(recorded as unknown as Recording)
  // The recording is older than figures that are out of date, and than what a form lacks.
  for (const line of recording.lines) Object.assign(line, { outdated: 0, lacks: [] })
  for (const form of recording.forms) {
    form.status.outdated = 0
    for (const cell of form.cells) cell.outdated = null
  }
  const lines = longer(recording.lines, options.count ?? recording.lines.length)
  // And than waivers, mends and the parts of a message.
  for (const form of recording.forms)
    form.findings = form.findings.map((finding) => ({
      ...finding,
      statement: finding.message,
      advice: '',
      expected: '',
      found: '',
      mend: null,
      waived: null,
    }))
  const forms = new Map(recording.forms.map((form) => [form.id, form]))
  const done: Step[] = []
  const undone: Step[] = []

  const wait = (): Promise<void> =>
    new Promise((resolve) => {
      setTimeout(resolve, options.delay ?? 5)
    })
  const answer = async <Answer>(make: () => Answer): Promise<Answer> => {
    await wait()
    return structuredClone(make())
  }
  const document = (): DocumentView => ({
    ...documentOf(session, recording, lines),
    read_only: options.readOnly ?? false,
    undo: done.at(-1)?.what ?? null,
    redo: undone.at(-1)?.what ?? null,
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

  return {
    session,
    recording,
    lines,
    forms,
    done,
    undone,
    words: new Map(),
    wait,
    answer,
    document,
    formOf,
    changed,
    make,
  }
}

function documentOf(
  { agency, year }: FakeSession,
  recording: Recording,
  lines: FormLine[],
): Omit<DocumentView, 'read_only' | 'undo' | 'redo'> {
  return {
    file_name: agency,
    agency,
    year,
    saved: '已保存 14:03',
    lost: null,
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
    notices: [],
  }
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
    status: { total: '—', missing: 0, grade: '', rate: '—', sections: [], outdated: 0, findings: counts },
  }
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

export function sum(lines: readonly FormLine[]): Counts {
  return lines.reduce(
    (all, { findings }) => ({
      errors: all.errors + findings.errors,
      warnings: all.warnings + findings.warnings,
      hints: all.hints + findings.hints,
    }),
    { errors: 0, warnings: 0, hints: 0 },
  )
}
