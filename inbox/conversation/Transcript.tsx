import { useLayoutEffect, useRef } from 'preact/hooks'
import type { MessageRow, SessionEvent } from '../../contract/tables/messages.ts'
import type { Conversation } from './conversation-store.ts'
import { MessageText } from './MessageText.tsx'
import { SuggestButton } from './SuggestButton.tsx'

/** Nearer to the end than this, the reader follows new messages. In CSS pixels. */
const AT_END_PX = 80

/** All messages of the open session; stays at the end unless the reader has scrolled up. */
export function Transcript({
  conversation,
  onOlder,
  onSuggest,
}: {
  readonly conversation: Conversation
  readonly onOlder: () => void
  /** Makes an article of a reply; false when that failed. */
  readonly onSuggest: (reply: MessageRow) => Promise<boolean>
}) {
  const log = useRef<HTMLDivElement>(null)
  const followed = useRef({ sessionId: '', isAtEnd: true, firstId: '', fromEnd: 0 })
  const { session, messages } = conversation
  useLayoutEffect(() => {
    const element = log.current
    if (element === null) return
    const firstId = messages[0]?.$id ?? ''
    if (followed.current.sessionId !== session.$id)
      followed.current = { sessionId: session.$id, isAtEnd: true, firstId, fromEnd: 0 }
    const { isAtEnd, firstId: before, fromEnd } = followed.current
    if (isAtEnd) element.scrollTop = element.scrollHeight
    // Older ones came above: browsers keep the place of who reads by themselves, but not at the very top.
    else if (firstId !== before) element.scrollTop = element.scrollHeight - fromEnd
    followed.current.firstId = firstId
  }, [session.$id, messages])
  const onScroll = () => {
    const element = log.current
    if (element === null) return
    const fromEnd = element.scrollHeight - element.scrollTop
    Object.assign(followed.current, { fromEnd, isAtEnd: fromEnd - element.clientHeight < AT_END_PX })
  }
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scrolling region must be reachable by keyboard
    <div class="transcript" ref={log} role="log" aria-label="Messages" tabIndex={0} onScroll={onScroll}>
      {conversation.hasOlder && (
        <button class="more" type="button" onClick={onOlder}>
          Load older messages
        </button>
      )}
      {conversation.isLoading && <p class="empty">Loading messages …</p>}
      {!conversation.isLoading && messages.length === 0 && (
        <p class="empty">No messages: none were written yet, or they were deleted.</p>
      )}
      {messages.map((message) => (
        <Message key={`${message.$id} ${message.$updatedAt}`} message={message} onSuggest={onSuggest} />
      ))}
    </div>
  )
}

function Message({
  message,
  onSuggest,
}: {
  readonly message: MessageRow
  readonly onSuggest: (reply: MessageRow) => Promise<boolean>
}) {
  const time = new Date(message.$createdAt)
  if (message.sender === 'system') {
    return (
      <p class="event">
        {eventText(message)} · <time dateTime={message.$createdAt}>{clock(time)}</time>
      </p>
    )
  }
  return (
    <article class="message" data-sender={message.sender}>
      <p class="text" dir="auto">
        <MessageText text={message.text ?? ''} />
      </p>
      <footer>
        {authorOf(message)} ·{' '}
        <time dateTime={message.$createdAt} title={time.toLocaleString()}>
          {clock(time)}
        </time>
        {[answerTexts(message), feedbackText(message)].map((text) => text && ` · ${text}`)}
        {message.sender === 'agent' && <SuggestButton suggest={() => onSuggest(message)} />}
      </footer>
    </article>
  )
}

function clock(time: Date): string {
  return time.toLocaleTimeString(undefined, { hour: '2-digit', minute: '2-digit' })
}

function authorOf(message: MessageRow): string {
  switch (message.sender) {
    case 'user':
      return 'Visitor'
    case 'bot':
      return message.authorName ?? 'Bot'
    case 'agent':
      return message.authorName ?? 'Agent'
    case 'system':
    case null:
      return 'System'
    default:
      return message.sender satisfies never
  }
}

/** What kind of answer the bot gave, where the text doesn't say that. */
function answerTexts({ answerKind, state }: MessageRow): string | null {
  if (state === 'streaming') return 'being written'
  if (state === 'stopped') return 'stopped by the visitor'
  switch (answerKind) {
    case 'unknown':
      return 'no answer found'
    case 'other_language':
      return 'articles are in another language'
    case 'generated':
      return 'written by AI'
    case 'quote':
    case 'choices':
    case 'small_talk':
    case null:
      return null
    default:
      return answerKind satisfies never
  }
}

function feedbackText({ feedback }: MessageRow): string | null {
  if (feedback === null) return null
  return feedback === 'up' ? 'the visitor found it helpful' : 'the visitor found it not helpful'
}

function eventText(message: MessageRow): string {
  const who = message.authorName ?? 'An agent'
  const texts: Record<SessionEvent, string> = {
    escalated: 'A person was asked for',
    agent_joined: `${who} joined`,
    agent_left: message.authorName === null ? 'Put back in the queue' : `${who} put this back in the queue`,
    returned_to_bot: 'Returned to the bot',
    closed: `${message.authorName ?? (message.authorId === null ? 'An operator' : 'The visitor')} closed the chat`,
    expired: 'Closed, as nobody had written for a while',
    reopened: 'Reopened',
  }
  return message.event === null ? '' : texts[message.event]
}
