import { useStore } from '@nanostores/preact'
import { Icon } from './elements/Icon.tsx'
import { LiveText } from './elements/LiveText.tsx'
import type { Features } from './features.ts'

/** The last problem, in a sentence that says what to do. */
export function ProblemBar({ features: { page, account } }: { readonly features: Features }) {
  const problem = useStore(account.store.$problem)
  const obstacle = useStore(page.$obstacle)
  return (
    <div role="alert">
      {obstacle !== null && <p class="problem bar">{obstacle}</p>}
      {problem !== null && (
        <p class="problem bar">
          <LiveText>{problem}</LiveText>
          <button type="button" aria-label="Dismiss" onClick={() => account.dismissProblem()}>
            <Icon name="x" />
          </button>
        </p>
      )}
    </div>
  )
}
