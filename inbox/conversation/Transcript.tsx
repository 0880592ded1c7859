import { useLayoutEffect, useRef } from 'preact/hooks'
import { answerRemarks } from '../../contract/answer-remarks.ts'
import { eventText } from '../../contract/event-text.ts'
import { readSources } from '../../contract/read-sources.ts'
import type { MessageRow } from '../../contract/tables/messages.ts'
import { MessageFiles, type FetchFile } from './MessageFiles.tsx'
import type { Conversation } from './conversation-store.ts'
import type { KnownOfVisitor } from './known-of-visitor.ts'
import { MessageText } from './MessageText.tsx'
import { RichText } from './RichText.tsx'
import { SuggestButton } from './SuggestButton.tsx'

/** Nearer to the end than this, the reader follows new messages. In CSS pixels. */
const AT_END_PX = 80

/** All messages of the open session; stays at the end unless the reader has scrolled up. */
export function Transcript({
  conversation,
  known,
  onOlder,
  onSuggest,
  fetchFile,
}: {
  readonly conversation: Conversation
  readonly known: KnownOfVisitor | null
  readonly onOlder: () => void
  /** Makes an article of a reply; false when that failed. */
  readonly onSuggest: (reply: MessageRow) => Promise<boolean>
  readonly fetchFile: FetchFile
}) {
  const log = useRef<HTMLDivElement>(null)
  const followed = useRef({ sessionId: '', isAtEnd: true, firstId: '', fromEnd: 0 })
  const { session, messages } = conversation
  const newestReply = messages.findLast(({ sender }) => sender === 'agent')
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
        <Message
          key={`${message.$id} ${message.$updatedAt}`}
          message={message}
          verifiedName={session.verifiedName}
          receipt={message === newestReply ? receiptOf(message, known) : null}
          onSuggest={onSuggest}
          fetchFile={fetchFile}
        />
      ))}
    </div>
  )
}

/** How an agent's reply reached the visitor, as far as that is known. */
function receiptOf({ $sequence }: MessageRow, known: KnownOfVisitor | null): string | null {
  if (known === null) return null
  if ($sequence <= known.visitorSeenSequence) return 'seen'
  return $sequence <= known.mailedSequence ? 'mailed' : null
}

function Message({
  message,
  verifiedName,
  receipt,
  onSuggest,
  fetchFile,
}: {
  readonly message: MessageRow
  /** The visitor's. */
  readonly verifiedName: string | null
  readonly receipt: string | null
  readonly onSuggest: (reply: MessageRow) => Promise<boolean>
  readonly fetchFile: FetchFile
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
      <MessageWords message={message} />
      <MessageFiles text={message.attachments} fetchFile={fetchFile} />
      <footer>
        <Author message={message} verifiedName={verifiedName} /> ·{' '}
        <time dateTime={message.$createdAt} title={time.toLocaleString()}>
          {clock(time)}
        </time>
        {answerRemarks(message).map((remark) => ` · ${remark}`)}
        {receipt !== null && ` · ${receipt}`}
        {message.sender === 'agent' && <SuggestButton suggest={() => onSuggest(message)} />}
        <Sources text={message.sources} />
      </footer>
    </article>
  )
}

/** What was written; nothing where a file came without words. */
function MessageWords({ message: { sender, text, attachments } }: { readonly message: MessageRow }) {
  if (text === '' && attachments) return null
  if (sender === 'user') {
    // As they typed it: stars and lines are theirs.
    return (
      <p class="text" dir="auto">
        <MessageText text={text ?? ''} />
      </p>
    )
  }
  return (
    <div class="text">
      <RichText text={text ?? ''} />
    </div>
  )
}

/** The articles that an answer is from, or offers. */
function Sources({ text }: { readonly text: string | null }) {
  const sources = readSources(text)
  if (sources.length === 0) return null
  return (
    <ul class="sources" aria-label={sources.some(({ isOffered }) => isOffered) ? 'Offered articles' : 'From'}>
      {sources.map(({ articleId, title, url }) => (
        <li key={articleId} dir="auto">
          {url === null ? (
            title
          ) : (
            <a href={url} target="_blank" rel="noopener noreferrer">
              {title}
            </a>
          )}
        </li>
      ))}
    </ul>
  )
}

function clock(time: Date): string {
  return time.toLocaleTimeString(undefined, { hour: '2-digit', minute: '2-digit' })
}

/** Who wrote a message, marked where the site's own server vouches for them. */
function Author({
  message,
  verifiedName,
}: {
  readonly message: MessageRow
  readonly verifiedName: string | null
}) {
  if (message.sender !== 'user' || verifiedName === null) return <>{authorOf(message)}</>
  return (
    <>
      <bdi>{verifiedName}</bdi> <span aria-label="verified">✓</span>
    </>
  )
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
