import { useStore } from '@nanostores/preact'
import { LiveText } from './LiveText.tsx'
import type { Parts } from './parts.ts'
import { Icon } from './Icon.tsx'

/** The last problem, in a sentence that says what to do. */
export function ProblemBar({ state, actions }: Parts) {
  const problem = useStore(state.$problem)
  const obstacle = useStore(state.$obstacle)
  return (
    <div role="alert">
      {obstacle !== null && <p class="problem bar">{obstacle}</p>}
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
