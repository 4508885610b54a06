// What an answer leaves unchanged stays the same object, so that only what changed is drawn again. Pure.

import type { DocumentView, FormView } from '../wire/wire'

/** The form now, with every cell of the form before that is still the same. */
export function reusedForm(before: FormView | null, now: FormView): FormView {
  if (before?.id !== now.id) return now
  return {
    ...now,
    columns: reused(before.columns, now.columns),
    rows: reused(before.rows, now.rows),
    cells: now.cells.map((cell, index) => reused(before.cells[index], cell)),
    status: reused(before.status, now.status),
    findings: now.findings.map((finding, index) => reused(before.findings[index], finding)),
  }
}

/** The document now, with every line of the list that is still the same. */
export function reusedDocument(before: DocumentView | null, now: DocumentView): DocumentView {
  if (!before) return now
  const lines = new Map(before.forms.map((line) => [line.id, line]))
  return {
    ...now,
    forms: now.forms.map((line) => reused(lines.get(line.id), line)),
    editions: reused(before.editions, now.editions),
    rule_sets: reused(before.rule_sets, now.rule_sets),
  }
}

function reused<Value>(before: Value | undefined, now: Value): Value {
  return before !== undefined && same(before, now) ? before : now
}

/** True for values that read the same; the program sends texts, numbers, truths, lists and records of these. */
function same(one: unknown, other: unknown): boolean {
  if (one === other) return true
  if (!isRecord(one) || !isRecord(other) || Array.isArray(one) !== Array.isArray(other)) return false
  const keys = Object.keys(one)
  return keys.length === Object.keys(other).length && keys.every((key) => key in other && same(one[key], other[key]))
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}
