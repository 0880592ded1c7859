import type { Features } from './features.ts'
import { ProblemBar } from './ProblemBar.tsx'

/** For what lies over the page: its problems are said inside of it, and go with it. */
export function saidInside(features: Features, onClose: () => void) {
  return {
    problem: <ProblemBar features={features} />,
    onClose: () => {
      features.account.dismissProblem()
      onClose()
    },
  }
}
