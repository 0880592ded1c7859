import { useStore } from '@nanostores/preact'
import { LiveText } from './LiveText.tsx'
import type { Parts } from './parts.ts'
import { Icon } from './Icon.tsx'

/** The last problem, in a sentence that says what to do. */
export function ProblemBar({ state, actions }: Parts) {
  const problem = useStore(state.$problem)
  return (
    <div role="alert">
      {problem !== null && (
        <p class="problem bar">
          <LiveText>{problem}</LiveText>
          <button type="button" aria-label="Dismiss" onClick={() => actions.dismissProblem()}>
            <Icon name="x" />
          </button>
        </p>
      )}
    </div>
  )
}
