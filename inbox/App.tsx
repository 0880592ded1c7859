import { useStore } from '@nanostores/preact'
import type { ReadableAtom } from 'nanostores'
import type { ComponentType } from 'preact'
import { SignIn } from './account/SignIn.tsx'
import type { Agent } from './agent.ts'
import type { ConversationActions } from './conversation/conversation-actions.ts'
import type { Features } from './features.ts'
import { ProblemBar } from './ProblemBar.tsx'
import { SessionList } from './sessions/SessionList.tsx'
import { Counters } from './statistics/Counters.tsx'
import { TopBar } from './TopBar.tsx'

/** What isn't needed for the first list, once its code is fetched. */
export interface LaterPart {
  readonly ConversationPane: ComponentType<{ readonly agent: Agent }>
  readonly actions: ConversationActions
  /** For the bar at the top. */
  readonly Tools: ComponentType
  /** While no session is open. */
  readonly Report: ComponentType
  /** In place of the list while something is searched for. */
  readonly SearchResults: ComponentType
}

interface Props {
  readonly features: Features
  readonly $part: ReadableAtom<LaterPart | null>
}

/** The whole page: signing in, or list, conversation and details side by side (one at a time on a phone). */
export function App({ features, $part }: Props) {
  const { page, account, sessions, conversation, statistics } = features
  const now = useStore(account.store.$account)
  const obstacle = useStore(page.$obstacle)
  const selectedId = useStore(conversation.store.$selectedId)
  const part = useStore($part)
  const isSearching = useStore(page.$isSearching)
  if (now.kind === 'opening') return <p class="opening">Opening the inbox …</p>
  if (now.kind === 'signed_out') {
    return <SignIn store={account.store} actions={account} problem={obstacle ?? now.problem} />
  }
  return (
    <div class="inbox" data-showing={selectedId === null ? 'list' : 'conversation'}>
      <TopBar features={features} agent={now.agent} later={part && <part.Tools />} />
      <Counters
        store={statistics.store}
        $sessions={sessions.store.$sessions}
        $waiting={sessions.store.$waiting}
      />
      <ProblemBar features={features} />
      <main class="panes">
        {part !== null && isSearching ? (
          <part.SearchResults />
        ) : (
          <SessionList
            store={sessions.store}
            actions={sessions}
            selectedId={selectedId}
            onOpen={(sessionId) => void conversation.open(sessionId)}
          />
        )}
        {part === null || selectedId === null ? (
          <section class="conversation" aria-label="Conversation">
            <p class="empty">{selectedId === null ? 'Choose a session to read it.' : 'Loading …'}</p>
            {part && <part.Report />}
          </section>
        ) : (
          <part.ConversationPane agent={now.agent} />
        )}
      </main>
    </div>
  )
}
