import { useStore } from '@nanostores/preact'
import { Icon } from './elements/Icon.tsx'
import { x } from './elements/icons.ts'
import { LiveText } from './elements/LiveText.tsx'
import type { Features } from './features.ts'

/** The last problem, in a sentence, with what to do. */
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
            <Icon path={x} />
          </button>
        </p>
      )}
    </div>
  )
}
