import { useStore } from '@nanostores/preact'
import { ConversationPane } from './ConversationPane.tsx'
import { Counters } from './Counters.tsx'
import { Details } from './Details.tsx'
import type { Parts } from './parts.ts'
import { ProblemBar } from './ProblemBar.tsx'
import { SessionList } from './SessionList.tsx'
import { SignIn } from './SignIn.tsx'
import { TopBar } from './TopBar.tsx'

/** The whole page: the door, or list, conversation and details side by side (one at a time on a phone). */
export function App({ state, actions }: Parts) {
  const door = useStore(state.$door)
  const selectedId = useStore(state.$selectedId)
  if (door.kind === 'opening') return <p class="opening">Opening the inbox …</p>
  if (door.kind === 'signed_out') return <SignIn state={state} actions={actions} problem={door.problem} />
  return (
    <div class="inbox" data-showing={selectedId === null ? 'list' : 'conversation'}>
      <TopBar state={state} actions={actions} agent={door.agent} />
      <Counters state={state} />
      <ProblemBar state={state} actions={actions} />
      <main class="panes">
        <SessionList state={state} actions={actions} />
        <ConversationPane state={state} actions={actions} agent={door.agent} />
        <Details state={state} />
      </main>
    </div>
  )
}
