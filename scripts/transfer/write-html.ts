import { answerRemarks } from '../../contract/answer-remarks.ts'
import { readSources } from '../../contract/read-sources.ts'
import type { MessageRow } from '../../contract/tables/messages.ts'
import type { NoteRow } from '../../contract/tables/notes.ts'
import type { SessionRow } from '../../contract/tables/sessions.ts'
import { HIDDEN } from '../terminal/plain-text.ts'
import { authorOf } from '../reports/transcript.ts'
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
    } else yield kind === 'message' ? messageOf(row) : noteOf(row)
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
  section p { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; }
  footer { font-size: 12px; }
  .event { text-align: center; font-size: 13px; }
</style>
</head>
<body>
`

function openingOf(session: SessionRow): string {
  const facts = {
    Session: session.$id,
    Status: session.status,
    Began: session.$createdAt,
    'Last seen': session.lastSeen,
    Visitor: session.visitorId,
    'User meta': session.userMeta,
    Agent: session.agentName,
    Reason: session.escalationReason,
  }
  const lines = Object.entries(facts).map(
    ([name, value]) => value && `<dt>${name}</dt><dd dir="auto">${escaped(value)}</dd>`,
  )
  return `<article>\n<h1 dir="auto">${escaped(session.chatName ?? session.$id)}</h1>\n<dl>${lines.filter(Boolean).join('')}</dl>\n`
}

function messageOf(message: MessageRow): string {
  const at = message.$createdAt
  if (message.sender === 'system') {
    const who = message.authorName === null ? '' : ` · ${escaped(message.authorName)}`
    return `<p class="event">${escaped(message.event ?? '')}${who} · <time datetime="${escaped(at)}">${escaped(at)}</time></p>\n`
  }
  const sources = readSources(message.sources).map(({ title }) => `from “${title}”`)
  const footer = [authorOf(message), ...answerRemarks(message), ...sources].map(escaped).join(' · ')
  return `<section class="${message.sender ?? 'unknown'}"><p dir="auto">${escaped(message.text ?? '')}</p><footer>${footer} · <time datetime="${escaped(at)}">${escaped(at)}</time></footer></section>\n`
}

function noteOf({ text, authorName, $createdAt }: NoteRow): string {
  return `<section class="note"><p dir="auto">${escaped(text)}</p><footer>Note of ${escaped(authorName ?? 'an operator')} · <time>${escaped($createdAt)}</time></footer></section>\n`
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
