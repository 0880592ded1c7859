import { useStore } from '@nanostores/preact'
import * as limits from '../../contract/limits.ts'
import { stateOf } from '../../contract/session-state.ts'
import type { SessionRow } from '../../contract/tables/sessions.ts'
import type { Agent } from '../agent.ts'
import { Icon } from '../elements/Icon.tsx'
import { LiveText } from '../elements/LiveText.tsx'
import { send } from './conversation-icons.ts'
import type { PaneProps } from './pane-props.ts'

/** The reply form, once the session is the agent's; before that a hint what to do. */
export function ReplyBox({ store, actions, agent, session }: PaneProps & { readonly session: SessionRow }) {
  const drafts = useStore(store.$drafts)
  const isReplying = useStore(store.$replying).has(session.$id)
  const hint = hintFor(session, agent)
  if (hint !== null) {
    return (
      <p class="hint">
        <LiveText>{hint}</LiveText>
      </p>
    )
  }
  const draft = drafts[session.$id] ?? ''
  const submit = (event: Event) => {
    event.preventDefault()
    void actions.reply()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    // 229: the key that ended a composition, which Safari tells of when that is over.
    const isComposing = event.isComposing || event.keyCode === 229
    if (event.key === 'Enter' && !event.shiftKey && !isComposing) submit(event)
  }
  return (
    <form class="reply" onSubmit={submit}>
      <textarea
        aria-label="Reply"
        placeholder="Write a reply. Enter sends, Shift+Enter starts a line."
        rows={2}
        maxLength={limits.messageTextMax}
        value={draft}
        dir="auto"
        onInput={(event) => actions.draft(session.$id, event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <button class="primary" type="submit" disabled={isReplying || draft.trim() === ''}>
        <Icon path={send} /> Send
      </button>
    </form>
  )
}

function hintFor(session: SessionRow, agent: Agent): string | null {
  switch (stateOf(session)) {
    case 'bot':
      return 'The bot answers. Claim the session to reply yourself.'
    case 'waiting':
      return 'The visitor waits for a person. Claim the session to reply.'
    case 'agent':
      return session.assignedAgent === agent.id
        ? null
        : `${session.agentName ?? 'Another agent'} holds this session.`
    case 'closed':
      return 'This session is closed. Reopen it to go on.'
  }
}
