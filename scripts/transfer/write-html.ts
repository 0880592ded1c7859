import { readAttachments } from '../../contract/attachment.ts'
import { answerRemarks } from '../../contract/answer-remarks.ts'
import { eventText } from '../../contract/event-text.ts'
import { readSources } from '../../contract/read-sources.ts'
import { stateOf, type SessionState } from '../../contract/session-state.ts'
import type { MessageRow } from '../../contract/tables/messages.ts'
import type { NoteRow } from '../../contract/tables/notes.ts'
import { parseUserMeta } from '../../contract/user-meta.ts'
import { HIDDEN } from '../terminal/plain-text.ts'
import { authorOf, fileText } from '../reports/transcript.ts'
import { htmlOfText } from '../../contract/html-of-text.ts'
import type { PortableRow } from './portable-rows.ts'

/** A page to read and to print, each session on a sheet of its own: no script, nothing from elsewhere. */
export async function* writeHtml(rows: AsyncIterable<PortableRow>): AsyncGenerator<string> {
  yield HEAD
  let isOpen = false
  for await (const { kind, row } of rows) {
    if (kind === 'session') {
      if (isOpen) yield '</article>\n'
      yield openingOf(row)
      isOpen = true
    } else if (kind === 'tag') yield `<p class="event">Tag: ${escaped(row.tag)}</p>\n`
    else yield kind === 'message' ? messageOf(row) : noteOf(row)
  }
  if (isOpen) yield '</article>\n'
  yield '</body>\n</html>\n'
}

const HEAD = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Transcripts</title>
<style>
  :root { color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif; }
  body { max-width: 720px; margin: 32px auto; padding: 0 16px; }
  article { break-after: page; margin-bottom: 64px; }
  h1 { font-size: 20px; }
  dl { display: grid; grid-template-columns: max-content 1fr; gap: 2px 16px; font-size: 13px; }
  dt, footer, .event { color: GrayText; }
  dd { margin: 0; overflow-wrap: anywhere; }
  section { margin: 16px 0; padding: 8px 12px; border: 1px solid color-mix(in srgb, currentColor 20%, transparent); border-radius: 12px; break-inside: avoid; }
  section.user { margin-right: 15%; }
  section.bot, section.agent { margin-left: 15%; }
  section.note { border-style: dashed; }
  section > * { margin: 0 0 8px; overflow-wrap: anywhere; }
  section p { margin-top: 0; white-space: pre-wrap; }
  section footer { margin: 0; }
  section ol, section ul { padding-inline-start: 24px; }
  blockquote { padding-inline-start: 12px; border-inline-start: 3px solid color-mix(in srgb, currentColor 20%, transparent); }
  pre { direction: ltr; padding: 8px; white-space: pre-wrap; border: 1px solid color-mix(in srgb, currentColor 20%, transparent); border-radius: 8px; }
  code { font: 13px/1.45 ui-monospace, monospace; }
  footer { font-size: 12px; }
  .event { text-align: center; font-size: 13px; }
</style>
</head>
<body>
`

const STATES: Record<SessionState, string> = {
  bot: 'With the bot',
  waiting: 'Waiting for a person',
  agent: 'With an agent',
  closed: 'Closed',
}

function openingOf(session: Extract<PortableRow, { kind: 'session' }>['row']): string {
  const facts = {
    Session: session.$id,
    State: STATES[stateOf(session)],
    Began: minuteOf(session.$createdAt),
    'Last seen': session.lastSeen && minuteOf(session.lastSeen),
    Verified:
      [session.verifiedId, session.verifiedName, session.verifiedEmail].filter(Boolean).join(' · ') || null,
    ...Object.fromEntries(
      Object.entries(parseUserMeta(session.userMeta)).map(([name, value]) => [name, String(value)]),
    ),
    Agent: session.agentName,
    Reason: session.escalationReason,
  }
  const lines = Object.entries(facts).map(
    ([name, value]) => value && `<dt>${escaped(name)}</dt><dd dir="auto">${escaped(value)}</dd>`,
  )
  return `<article>\n<h1 dir="auto">${escaped(session.chatName ?? session.$id)}</h1>\n<dl>${lines.filter(Boolean).join('')}</dl>\n`
}

function messageOf(message: MessageRow): string {
  const at = message.$createdAt
  if (message.sender === 'system') {
    return `<p class="event">${escaped(eventText(message))} · ${timeOf(at)}</p>\n`
  }
  const sources = readSources(message.sources).map(({ title }) => `from “${title}”`)
  const files = readAttachments(message.attachments)
    .map((file) => `<p dir="auto">📎 ${escaped(fileText(file))}</p>`)
    .join('')
  const footer = [authorOf(message), ...answerRemarks(message), ...sources].map(escaped).join(' · ')
  const text = message.text ?? ''
  // As everybody saw it: a visitor's words are shown as they were typed.
  const isFormatted = message.sender === 'bot' || message.sender === 'agent'
  const body = isFormatted ? htmlOfText(text, escaped) : `<p dir="auto">${escaped(text)}</p>`
  return `<section class="${message.sender ?? 'unknown'}">${body}${files}<footer>${footer} · ${timeOf(at)}</footer></section>\n`
}

function minuteOf(moment: string): string {
  return `${moment.slice(0, 10)} ${moment.slice(11, 16)} UTC`
}

/** To the minute: who reads it on paper needs no more. */
function timeOf(moment: string): string {
  return `<time datetime="${escaped(moment)}">${escaped(minuteOf(moment))}</time>`
}

function noteOf({ text, authorName, $createdAt }: NoteRow): string {
  return `<section class="note"><p dir="auto">${escaped(text)}</p><footer>Note of ${escaped(authorName ?? 'an operator')} · ${timeOf($createdAt)}</footer></section>\n`
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Text that is nothing but text, whoever wrote it. */
function escaped(text: string): string {
  return text
    .replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '')
    .replace(HIDDEN, (character) => (character === '\n' ? character : ''))
}
