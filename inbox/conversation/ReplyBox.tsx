import { useStore } from '@nanostores/preact'
import { useEffect, useState } from 'preact/hooks'
import * as limits from '../../contract/limits.ts'
import { stateOf } from '../../contract/session-state.ts'
import type { SessionRow } from '../../contract/tables/sessions.ts'
import { parseUserMeta } from '../../contract/user-meta.ts'
import type { Agent } from '../agent.ts'
import { Icon } from '../elements/Icon.tsx'
import { LiveText } from '../elements/LiveText.tsx'
import { cannedRepliesFor, filledIn, type CannedReply } from './canned-replies.ts'
import { CannedReplyList, optionId } from './CannedReplyList.tsx'
import { send } from './conversation-icons.ts'
import type { PaneProps } from './pane-props.ts'

type Props = PaneProps & { readonly session: SessionRow }

/** Of the canned replies, which the textarea controls. */
const LIST_ID = 'canned-replies'

/** The reply form, once the session is the agent's; before that a hint what to do. */
export function ReplyBox(props: Props) {
  const hint = hintFor(props.session, props.agent)
  if (hint === null) return <ReplyForm {...props} />
  return (
    <p class="hint">
      <LiveText>{hint}</LiveText>
    </p>
  )
}

function ReplyForm({ store, actions, agent, session }: Props) {
  const draft = useStore(store.$drafts)[session.$id] ?? ''
  const isReplying = useStore(store.$replying).has(session.$id)
  const { offered, active, setActive, hide } = useCannedReplies(store, actions, draft)
  const submit = (event: Event) => {
    event.preventDefault()
    void actions.reply()
  }
  const choose = ({ text }: CannedReply) => {
    const { name } = parseUserMeta(session.userMeta)
    const visitor = typeof name === 'string' && name.trim() !== '' ? name.trim() : null
    actions.draft(session.$id, filledIn(text, { visitor, agent: agent.name }))
  }
  const onKeyDown = (event: KeyboardEvent) => {
    // 229: the key that ended a composition, which Safari tells of when that is over.
    if (event.isComposing || event.keyCode === 229) return
    const chosen = offered[active]
    if (chosen !== undefined && steers(event)) {
      event.preventDefault()
      event.stopPropagation()
      if (event.key === 'Escape') hide()
      else if (event.key === 'ArrowDown') setActive((active + 1) % offered.length)
      else if (event.key === 'ArrowUp') setActive((active + offered.length - 1) % offered.length)
      else choose(chosen)
    } else if (event.key === 'Enter' && !event.shiftKey) submit(event)
  }
  return (
    <form class="reply" onSubmit={submit}>
      {offered.length > 0 && (
        <CannedReplyList id={LIST_ID} offered={offered} active={active} onChoose={choose} />
      )}
      <textarea
        aria-label="Reply"
        aria-autocomplete="list"
        aria-controls={offered.length > 0 ? LIST_ID : undefined}
        aria-activedescendant={offered.length > 0 ? optionId(LIST_ID, active) : undefined}
        placeholder="Write a reply. Enter sends, Shift+Enter starts a line, / offers canned replies."
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

/** The keys that are the list's while it is shown. */
function steers({ key, shiftKey }: KeyboardEvent): boolean {
  return ['ArrowDown', 'ArrowUp', 'Escape', 'Tab'].includes(key) || (key === 'Enter' && !shiftKey)
}

/** What is offered for a draft, and which of it is chosen. The replies are read when one is first asked for. */
function useCannedReplies(store: Props['store'], actions: Props['actions'], draft: string) {
  const replies = useStore(store.$cannedReplies)
  const [active, setActive] = useState(0)
  const [hiddenFor, hideFor] = useState<string | null>(null)
  const isAsked = draft.startsWith('/')
  useEffect(() => setActive(0), [draft])
  useEffect(() => {
    if (isAsked) void actions.readCannedReplies()
  }, [isAsked, actions])
  return {
    offered: hiddenFor === draft ? [] : cannedRepliesFor(draft, replies),
    active,
    setActive,
    hide: () => hideFor(draft),
  }
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
