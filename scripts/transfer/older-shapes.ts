import { createHash } from 'node:crypto'
import { isRecord } from '../../contract/is-record.ts'
import { messageTextMax } from '../../contract/limits.ts'
import { readMoment } from '../../contract/moment.ts'
import { readRow } from '../../contract/read-row.ts'
import { messageColumns } from '../../contract/tables/messages.ts'
import { sessionColumns } from '../../contract/tables/sessions.ts'
import { chatNameOf, previewOf } from '../../functions/sessions/preview.ts'
import type { PortableRow } from './portable-rows.ts'

type Fields = Readonly<Record<string, unknown>>

/** What another product, or an older version, kept of chats; null when it is none of the shapes that are known. */
export function readOlderShape(value: unknown): readonly PortableRow[] | null {
  if (isRecord(value)) {
    const sessions = listIn(
      value,
      'user_sessions',
      'chat_sessions',
      'ChatSession',
      'sessions',
      'documents',
      'rows',
    )
    const messages = listIn(value, 'chat_messages', 'ChatMessage', 'messages') ?? []
    return sessions === null && messages.length === 0 ? null : rowsOf(sessions ?? [], messages)
  }
  if (!Array.isArray(value) || !value.every(isRecord)) return null
  if (value.every((item) => isRecord(item['session']))) return rowsOfExport(value)
  return rowsOf(value, [])
}

/** As `export-sessions --format json` writes them. */
function rowsOfExport(list: readonly Fields[]): readonly PortableRow[] | null {
  const rows = list.flatMap((item): unknown[] => [
    { kind: 'session', row: item['session'] },
    ...(listIn(item, 'tags') ?? []).map((row) => ({ kind: 'tag', row })),
    ...(listIn(item, 'messages') ?? []).map((row) => ({ kind: 'message', row })),
    ...(listIn(item, 'notes') ?? []).map((row) => ({ kind: 'note', row })),
  ])
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- whoever imports them reads each by its table
  return rows as readonly PortableRow[]
}

/** Sessions, each followed by its messages in the order of their ids; messages of a session that isn't listed make one. */
function rowsOf(sessions: readonly Fields[], messages: readonly Fields[]): readonly PortableRow[] | null {
  const bySession = new Map<string, Fields[]>()
  for (const message of messages) {
    const sessionId = textOf(message['session_id'] ?? message['sessionId'])
    if (sessionId === null) return null
    const of = bySession.get(sessionId) ?? []
    of.push(message)
    bySession.set(sessionId, of)
  }
  const listed = new Map(sessions.map((fields) => [idOf(fields), fields]))
  if (listed.has(null)) return null
  for (const sessionId of bySession.keys()) if (!listed.has(sessionId)) listed.set(sessionId, {})
  return [...listed].flatMap(([id, fields]) => chatOf(id ?? '', fields, bySession.get(id ?? '') ?? []))
}

function chatOf(sessionId: string, fields: Fields, messages: readonly Fields[]): readonly PortableRow[] {
  const rows = messages
    .toSorted((one, other) => Number(one['id'] ?? 0) - Number(other['id'] ?? 0))
    .map((message, index) => messageOf(sessionId, message, index))
  const said = rows.flatMap((row) => (row === null ? [] : [row]))
  const session = sessionOf(sessionId, fields, said)
  return session === null ? [] : [session, ...said]
}

function sessionOf(
  sessionId: string,
  fields: Fields,
  messages: readonly Extract<PortableRow, { kind: 'message' }>[],
): PortableRow | null {
  const last = messages.at(-1)?.row
  const lastSeen =
    momentIn(fields, 'lastSeen', 'last_activity', 'lastActivity') ??
    last?.$createdAt ??
    momentIn(fields, 'created_at')
  const createdAt =
    momentIn(fields, '$createdAt', 'createdAt', 'created_at') ??
    messages[0]?.row.$createdAt ??
    lastSeen ??
    EPOCH
  const isOver = fields['is_active'] === false || fields['is_active'] === 0
  const userId = numberOrText(fields['user_id'])
  const firstText = messages.find(({ row }) => row.sender === 'user')?.row.text
  const row = readRow(sessionColumns, {
    // Columns that have their present names already, such as those of the older collection.
    ...Object.fromEntries(Object.keys(sessionColumns).map((key) => [key, fields[key]])),
    $id: sessionId,
    $sequence: 0,
    $createdAt: createdAt,
    $updatedAt: momentIn(fields, '$updatedAt') ?? lastSeen ?? createdAt,
    sessionId,
    status: isOver ? 'closed' : (fields['status'] ?? 'active'),
    lastSeen,
    closedAt: isOver ? lastSeen : (momentIn(fields, 'closedAt') ?? null),
    expiresAt: momentIn(fields, 'expiresAt', 'expires_at'),
    chatName:
      textOf(fields['chatName'] ?? fields['chat_name']) ??
      (firstText ? chatNameOf({ text: firstText }) : null),
    userMeta: textOf(fields['userMeta']) ?? (userId === null ? null : JSON.stringify({ userId })),
    bot: wordOf(fields['bot'] ?? fields['active_agent_id']),
    corpora: corporaOf(fields['corpora'] ?? fields['active_corpora']),
    messageCount: messages.length,
    ...(last === undefined ? {} : previewOf(last.sender, last)),
  })
  return row && { kind: 'session', row }
}

/** Imported again it has the same id, so that nothing is stored twice. */
function messageOf(
  sessionId: string,
  fields: Fields,
  index: number,
): Extract<PortableRow, { kind: 'message' }> | null {
  const text = cut(textOf(fields['content'] ?? fields['text'] ?? fields['message']))
  const at = momentIn(fields, '$createdAt', 'timestamp', 'created_at', 'createdAt') ?? EPOCH
  const own = textOf(fields['$id'])
  const digest = createHash('sha256')
    .update(`${sessionId} ${wordOf(fields['id']) ?? index}`)
    .digest('hex')
  const row = readRow(messageColumns, {
    $id: own ?? `m_${digest.slice(0, 32)}`,
    $sequence: 0,
    $createdAt: at,
    $updatedAt: at,
    sessionId,
    sender: SENDERS[(textOf(fields['sender'] ?? fields['role']) ?? '').toLowerCase()] ?? null,
    text,
  })
  return row && { kind: 'message', row }
}

/** Others have longer messages than fit into a row here. */
function cut(text: string | null): string | null {
  const characters = Array.from(text ?? '')
  if (characters.length <= messageTextMax) return text
  return `${characters.slice(0, messageTextMax - 1).join('')}…`
}

/** What others call who wrote it. */
const SENDERS: Readonly<Record<string, 'user' | 'bot' | 'agent' | 'system'>> = {
  human: 'user',
  user: 'user',
  visitor: 'user',
  customer: 'user',
  ai: 'bot',
  assistant: 'bot',
  bot: 'bot',
  agent: 'agent',
  operator: 'agent',
  system: 'system',
}

/** Of what says no time. */
const EPOCH = '1970-01-01T00:00:00.000Z'

/** SQLite writes a blank where ISO 8601 has a T. */
function momentIn(fields: Fields, ...names: readonly string[]): string | null {
  for (const name of names) {
    const value = fields[name]
    const moment = typeof value === 'string' ? readMoment(value.replace(' ', 'T')) : null
    if (moment !== null) return moment
  }
  return null
}

function corporaOf(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.filter((item) => typeof item === 'string')
  if (typeof value !== 'string') return []
  try {
    return corporaOf(JSON.parse(value))
  } catch {
    // One name, not a list of them.
    return [value]
  }
}

function idOf(fields: Fields): string | null {
  return textOf(fields['session_id'] ?? fields['sessionId'] ?? fields['$id'])
}

/** An id, which some keep as a number. */
function wordOf(value: unknown): string | null {
  const given = numberOrText(value)
  return given === null ? null : String(given)
}

function numberOrText(value: unknown): number | string | null {
  return typeof value === 'number' || typeof value === 'string' ? value : null
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}

function listIn(fields: Fields, ...names: readonly string[]): readonly Fields[] | null {
  for (const name of names) {
    const value = fields[name]
    if (Array.isArray(value) && value.every(isRecord)) return value
  }
  return null
}
