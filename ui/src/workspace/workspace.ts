// The workspace: what is open, what is shown, and every way to change it. Views read it; only it talks to the program.

import { inject, type InjectionKey } from 'vue'
import type { Platform } from '../platform'
import { createAnswers } from './answers'
import { createChanges, type Changes } from './changes'
import { createDialogs, type Dialogs } from './dialogs'
import { createEdits, type Edits } from './edits'
import { createEvidence, type EvidenceFiles } from './evidence'
import { createImports, type Imports } from './imports'
import { createNavigation, type Navigation } from './navigation'
import { createPurge, type Purge } from './purge'
import { createReview, type Review } from './review'
import { createRollup, type Rollup } from './rollup'
import { createSaving, type Saving } from './saving'
import { keepSpot } from './spot'
import { createEnter, createSession, type Session } from './session'
import { createSounds, type SoundsFor } from './sounds'
import { createState, showToast, type State } from './state'
import { createTasks, type Tasks } from './tasks'

export interface Workspace extends State, Pick<Tasks, 'attempt' | 'withProgress'>, Navigation {
  readonly platform: Platform
  /** Shows a message at the foot of the window; `undo` offers the way back. */
  readonly showToast: (text: string, undo?: boolean) => void
  readonly soundsFor: SoundsFor
  readonly session: Session
  readonly edits: Edits
  readonly changes: Changes
  readonly evidence: EvidenceFiles
  readonly imports: Imports
  readonly review: Review
  readonly rollup: Rollup
  readonly saving: Saving
  readonly purge: Purge
  readonly dialogs: Dialogs
}

export const workspaceKey: InjectionKey<Workspace> = Symbol('workspace')

export function useWorkspace(): Workspace {
  const workspace = inject(workspaceKey)
  if (!workspace) throw new Error('workspace')
  return workspace
}

export function createWorkspace(platform: Platform): Workspace {
  const state = createState()
  const tasks = createTasks(state)
  const edits: Edits = createEdits(platform, state, tasks, (answer) => answers.showEdit(answer))
  const navigation = createNavigation(platform, state, tasks, edits)
  const answers = createAnswers(platform, state, tasks, navigation)
  const review = createReview(platform, state, tasks, edits, answers)
  const enter = createEnter(platform, state, tasks, edits, answers, navigation, review)
  const imports = createImports(platform, state, tasks, edits, answers, enter)
  const changes = createChanges(platform, state, tasks, edits, answers)
  keepSpot(platform, state, edits)
  const saving = createSaving(platform, state, tasks, edits, answers)
  const { attempt, withProgress } = tasks
  return {
    platform,
    ...state,
    attempt,
    withProgress,
    ...navigation,
    showToast: (text, undo) => {
      showToast(state, text, undo)
    },
    soundsFor: createSounds(platform),
    session: createSession(platform, state, tasks, { edits, imports, saving }, enter),
    saving,
    edits,
    changes,
    evidence: createEvidence(platform, state, tasks, edits, answers),
    imports,
    review,
    purge: createPurge(platform, state, tasks, edits, answers),
    rollup: createRollup(platform, state, edits, answers),
    dialogs: createDialogs(state, changes),
  }
}
