import { readAttachments, type Attachment } from '../../contract/attachment.ts'
import { hasMarkup } from '../../contract/has-markup.ts'
import { stateOf } from '../../contract/session-state.ts'
import { Entering } from './Entering.tsx'
import { conversationIcons } from '../conversation/conversation-icons.ts'
import { Icon } from '../panel/icons.tsx'
import { fill } from '../locales/fill.ts'
import type { PanelProps } from '../panel/panel-context.ts'
import type { Entry, Group } from '../store/timeline.ts'
import { choicesOf } from '../conversation/choices-of.ts'
import { AttachmentSlot } from './AttachmentSlot.tsx'
import { AnswerExtras } from './AnswerExtras.tsx'
import { initials } from '../conversation/initials.ts'
import { FormattedText, MessageText } from './MessageText.tsx'
import { OutgoingState } from './OutgoingState.tsx'
import { SentMark } from './SentMark.tsx'
import { TryAgain } from './TryAgain.tsx'

/** What happened needs no time while it is recent. */
const HOUR_MS = 3_600_000

interface MessageGroupProps extends PanelProps {
  readonly group: Group
  /** The server's time, in milliseconds since 1970. */
  readonly now: number
  readonly isLast: boolean
}

/** Messages of one author. */
export function MessageGroup({ panel, group, now, isLast }: MessageGroupProps) {
  const { author, entries } = group
  const { session } = panel.get()
  const isBotsTurn = session !== null && stateOf(session) === 'bot'
  if (author === 'system') return <SystemNote panel={panel} group={group} now={now} />
  const isOwn = author === 'visitor'
  const name = isOwn ? panel.texts.you : (group.name ?? panel.texts.authors[author])
  const newest = entries.at(-1)
  return (
    <div class={`group ${author}`}>
      <p class={author === 'agent' ? 'name' : 'sr'}>
        {author === 'agent' && (
          <span class="avatar small" aria-hidden="true">
            {initials(name)}
          </span>
        )}
        <bdi>{name}</bdi>
      </p>
      {entries.map((entry) => {
        const isOpen = isBotsTurn && isLast && entry === newest
        return (
          <Entering key={entry.id} id={entry.id} age={panel.now() - entry.at}>
            <Bubble panel={panel} entry={entry} isOpen={isOpen} />
            <Files panel={panel} entry={entry} />
            <Below panel={panel} entry={entry} isOpen={isOpen} />
          </Entering>
        )
      })}
      {group.showsTime && newest?.kind === 'stored' && (
        <p class="meta">
          <Time panel={panel} at={group.at} now={now} />
          {isLast && isOwn && <SentMark panel={panel} sequence={newest.row.$sequence} />}
        </p>
      )}
    </div>
  )
}

/** What arrived so recently is announced; what was there before isn't, also when its looks change. */
const FRESH_MS = 60_000

function Bubble({ panel, entry, isOpen }: BelowProps) {
  const { state, sender } = entry.kind === 'stored' ? entry.row : { state: 'complete', sender: 'user' }
  const isStreaming = state === 'streaming'
  const text = textOf(entry, isOpen)
  if (!text && filesOf(entry).length > 0) return null
  const kind = isStreaming ? 'streaming' : text && isEmoji(text) ? 'emoji' : ''
  // A visitor's own words stay as they typed them: stars and lines are theirs, and they see what agents see.
  const isRich = sender !== 'user' && text !== null && hasMarkup(text)
  const isFresh = panel.now() - entry.at < FRESH_MS
  const waits = isRich && isFresh && panel.get().richText === undefined
  return (
    // An unfinished message is not announced: a screen reader reads it once, when it is complete and without its marks.
    <div
      key={`${state} ${waits}`}
      class={`bubble ${kind}`}
      aria-hidden={isStreaming || waits}
      aria-live={isRich && !isFresh ? 'off' : undefined}
    >
      {text ? (
        isRich ? (
          <FormattedText panel={panel} text={text} />
        ) : (
          <MessageText text={text} />
        )
      ) : (
        isStreaming && <span class="dots" />
      )}
    </div>
  )
}

function Files({ panel, entry }: PanelProps & { readonly entry: Entry }) {
  const files = filesOf(entry)
  return files.length > 0 && <AttachmentSlot panel={panel} files={files} />
}

function filesOf(entry: Entry): readonly Attachment[] {
  return entry.kind === 'stored' ? readAttachments(entry.row.attachments) : (entry.message.attachments ?? [])
}

/** A few emoji and nothing else: such are enlarged. */
function isEmoji(text: string): boolean {
  return text.length <= 24 && /^(?:\p{ExtPict}|\p{EMod}|\p{RI}|\u200d|\ufe0f|\s)+$/u.test(text)
}

/** Titles to choose from are buttons below while they can be chosen. */
function textOf(entry: Entry, isOpen: boolean): string | null {
  if (entry.kind === 'outgoing') return entry.message.text
  const { text, answerKind } = entry.row
  if (!isOpen || text === null) return text
  // Of a quote the sentence above the buttons goes with them.
  const { body, lead } = choicesOf(entry.row)
  return answerKind === 'quote' ? body : [body, lead].filter(Boolean).join('\n\n')
}

interface BelowProps extends PanelProps {
  readonly entry: Entry
  readonly isOpen: boolean
}

/** What is shown under a message. */
function Below({ panel, entry, isOpen }: BelowProps) {
  if (entry.kind === 'outgoing') return <OutgoingState panel={panel} message={entry.message} />
  const { row } = entry
  if (row.state === 'failed') return <p class="failure">{panel.texts.incomplete}</p>
  if (row.sender !== 'bot') return null
  if (row.state === 'streaming') return <StopButton panel={panel} id={row.$id} />
  if (row.state === 'stopped') {
    return (
      <div class="extras">
        <p class="generated">{panel.texts.stopped}</p>
        {isOpen && <TryAgain panel={panel} id={row.$id} />}
      </div>
    )
  }
  return <AnswerExtras panel={panel} row={row} isOpen={isOpen} />
}

function StopButton({ panel, id }: PanelProps & { readonly id: string }) {
  return (
    <button
      type="button"
      class="quiet stop"
      onClick={() => void panel.withChat((chat) => chat.changeMessage(id, { state: 'stopped' }))}
    >
      <Icon path={conversationIcons.stop} />
      {panel.texts.stop}
    </button>
  )
}

function SystemNote({ panel, group, now }: PanelProps & { readonly group: Group; readonly now: number }) {
  const entry = group.entries[0]
  const { events, someone } = panel.texts
  if (entry?.kind !== 'stored' || !entry.row.event) return null
  const isOld = now - entry.at >= HOUR_MS
  return (
    <p class="divider" dir="auto">
      {fill(events[entry.row.event], entry.row.authorName ?? someone)}
      {isOld && (
        <>
          {' · '}
          <Time panel={panel} at={entry.at} now={now} />
        </>
      )}
    </p>
  )
}

function Time({ panel, at, now }: PanelProps & { readonly at: number; readonly now: number }) {
  return (
    <time dateTime={new Date(at).toISOString()} title={panel.formats.moment(at)}>
      {panel.formats.time(at, now)}
    </time>
  )
}
