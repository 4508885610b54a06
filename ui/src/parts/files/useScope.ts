// Which forms of the open document an export takes, and which it may.
import { computed, shallowRef, type ComputedRef, type ShallowRef } from 'vue'
import { useWorkspace } from '../../workspace/workspace'
import { messages } from '../../messages'
import { formsOf, type NamedScope, type Scope } from './exporting'

export interface ScopeChoice {
  scope: ShallowRef<Scope>
  /** The forms of the scope that is chosen. */
  ids: ComputedRef<readonly number[]>
  /** The forms of any scope. */
  idsOf: (which: Scope) => readonly number[]
  /** The scopes to choose from; `wide` are those of the whole document. */
  scopesWith: (wide: readonly NamedScope[]) => readonly NamedScope[]
}

/** The forms that a person has picked come first, where there are some. */
export function useScope(): ScopeChoice {
  const { document, form, chosenForms } = useWorkspace()
  const scope = shallowRef<Scope>(chosenForms.value.length > 0 ? 'chosen' : 'all')
  function idsOf(which: Scope): readonly number[] {
    return document.value ? formsOf(which, document.value, form.value?.id ?? null, chosenForms.value) : []
  }
  function scopesWith(wide: readonly NamedScope[]): readonly NamedScope[] {
    const count = chosenForms.value.length
    return [
      ...(count > 0 ? [{ scope: 'chosen', name: messages.export.chosen(count) } as const] : []),
      ...wide,
      ...(form.value ? [{ scope: 'current', name: messages.export.current } as const] : []),
    ]
  }
  return { scope, ids: computed(() => idsOf(scope.value)), idsOf, scopesWith }
}
