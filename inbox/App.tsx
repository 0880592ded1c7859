import { useStore } from '@nanostores/preact'
import type { ReadableAtom } from 'nanostores'
import { SignIn } from './account/SignIn.tsx'
import type { ConversationActions } from './conversation/conversation-actions.ts'
import type { ConversationPane } from './conversation/ConversationPane.tsx'
import type { Features } from './features.ts'
import { ProblemBar } from './ProblemBar.tsx'
import { SessionList } from './sessions/SessionList.tsx'
import { Counters } from './statistics/Counters.tsx'
import type { Report } from './statistics/Report.tsx'
import { TopBar } from './TopBar.tsx'

/** The conversation, and what is shown while none is open, once their code is fetched. */
export interface ConversationPart {
  readonly ConversationPane: typeof ConversationPane
  readonly Report: typeof Report
  readonly actions: ConversationActions
}

interface Props {
  readonly features: Features
  readonly $part: ReadableAtom<ConversationPart | null>
}

/** The whole page: signing in, or list, conversation and details side by side (one at a time on a phone). */
export function App({ features, $part }: Props) {
  const { page, account, sessions, conversation, statistics } = features
  const now = useStore(account.store.$account)
  const obstacle = useStore(page.$obstacle)
  const selectedId = useStore(conversation.store.$selectedId)
  const part = useStore($part)
  if (now.kind === 'opening') return <p class="opening">Opening the inbox …</p>
  if (now.kind === 'signed_out') {
    return <SignIn store={account.store} actions={account} problem={obstacle ?? now.problem} />
  }
  return (
    <div class="inbox" data-showing={selectedId === null ? 'list' : 'conversation'}>
      <TopBar features={features} agent={now.agent} />
      <Counters
        store={statistics.store}
        $sessions={sessions.store.$sessions}
        $waiting={sessions.store.$waiting}
      />
      <ProblemBar features={features} />
      <main class="panes">
        <SessionList
          store={sessions.store}
          actions={sessions}
          selectedId={selectedId}
          onOpen={(sessionId) => void conversation.open(sessionId)}
        />
        {part === null || selectedId === null ? (
          <section class="conversation" aria-label="Conversation">
            <p class="empty">{selectedId === null ? 'Choose a session to read it.' : 'Loading …'}</p>
            {part && <part.Report store={statistics.store} />}
          </section>
        ) : (
          <part.ConversationPane store={conversation.store} actions={part.actions} agent={now.agent} />
        )}
      </main>
    </div>
  )
}
