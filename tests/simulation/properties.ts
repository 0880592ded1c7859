import { isRecord } from '../../contract/is-record.ts'
import type { ModelRow } from './appwrite-model/rows.ts'
import type { Owner } from './owner.ts'
import type { Outcome, Said } from './outcome.ts'

/** A rule of the product that a world broke. */
export interface Violation {
  readonly rule: string
  readonly detail: string
}

/** Everything that must hold once calm has returned. Each rule is a sentence; none knows how the product does it. */
export function violations(outcome: Outcome): Violation[] {
  return [
    ...outcome.broken.map((detail) => ({ rule: 'what must never happen, not for a moment', detail })),
    ...everyMessageIsStoredOnce(outcome),
    ...messagesKeepTheirOrder(outcome),
    ...countersAreExact(outcome),
    ...everyQuestionIsAnswered(outcome),
    ...visitorsSeeWhatIsStored(outcome),
    ...agentsSeeWhatIsStored(outcome),
    ...changesEqualTheirEvents(outcome),
    ...nothingIsLeftOver(outcome),
    ...everyDeedIsWrittenDown(outcome),
    ...countersAreTheSumOfTallies(outcome),
  ]
}

const messagesOf = ({ server }: Pick<Outcome, 'server'>) =>
  [...server.rows.rows('messages').values()].sort((one, other) => one.$sequence - other.$sequence)

/** The texts that wait in a composer: refused for good, and given back to the visitor. */
function handedBack({ browsers, tabs, pages }: Outcome): string {
  const drafts = tabs.map((tab) => tab.get().draft)
  const kept = browsers.flatMap(({ disk }) =>
    Array.from({ length: disk.length }, (_, index) => disk.key(index) ?? '')
      .filter((key) => key.includes(':draft:'))
      .map((key) => disk.getItem(key) ?? ''),
  )
  const replies = pages.flatMap((page) => Object.values(page.features.conversation.store.$drafts.get()))
  return [...drafts, ...kept, ...replies].join('\n')
}

function everyMessageIsStoredOnce(outcome: Outcome): Violation[] {
  const rule = 'every message that was sent is stored once'
  // Deleted ones were stored once, too.
  const created = outcome.changes.filter(
    ({ tableId, action }) => tableId === 'messages' && action === 'create',
  )
  const times = new Map<unknown, number>()
  for (const { row } of created) {
    const text = row.data['text']
    times.set(text, (times.get(text) ?? 0) + 1)
  }
  // One that was taken back, because its session was closed for good or had too many, may come again.
  const removed = outcome.changes.filter(
    ({ tableId, action }) => tableId === 'messages' && action === 'delete',
  )
  const takenAway = new Set(removed.map(({ row }) => row.data['text']))
  const present = new Set(messagesOf(outcome).map(({ data }) => data['text']))
  const cleared = new Set(
    removed
      .filter(({ row }) => outcome.cleared.has(String(row.data['sessionId'])))
      .map(({ row }) => row.data['text']),
  )
  const drafts = handedBack(outcome)
  return outcome.said.flatMap((said) => {
    const count = times.get(said.text) ?? 0
    if (count > 1 && !takenAway.has(said.text)) return [{ rule, detail: `${count} times: ${describe(said)}` }]
    const isKept = present.has(said.text) || cleared.has(said.text) || drafts.includes(said.text)
    return isKept ? [] : [{ rule, detail: `lost: ${describe(said)}` }]
  })
}

function messagesKeepTheirOrder(outcome: Outcome): Violation[] {
  const rule = 'the messages of a tab are stored in the order in which they were sent'
  const stored = messagesOf(outcome)
  const place = new Map(
    stored.map((row, index) => [row.data['text'], { index, session: row.data['sessionId'] }]),
  )
  const found: Violation[] = []
  const last = new Map<string, { index: number; said: Said }>()
  for (const said of outcome.said) {
    const at = place.get(said.text)
    if (at === undefined) continue
    const key = `${said.browser} ${said.tab} ${String(at.session)}`
    const before = last.get(key)
    if (before && before.index > at.index) {
      found.push({ rule, detail: `${describe(said)} stands before ${describe(before.said)}` })
    }
    last.set(key, { index: at.index, said })
  }
  return found
}

function countersAreExact(outcome: Outcome): Violation[] {
  const rule = 'messageCount is the number of messages that are stored'
  const counts = new Map<unknown, number>()
  for (const row of messagesOf(outcome)) {
    if (row.data['sender'] === 'system') continue
    counts.set(row.data['sessionId'], (counts.get(row.data['sessionId']) ?? 0) + 1)
  }
  return [...outcome.server.rows.rows('sessions').values()].flatMap((session) => {
    const stored = counts.get(session.$id) ?? 0
    const counted = session.data['messageCount']
    return counted === stored
      ? []
      : [{ rule, detail: `${session.$id} counts ${String(counted)}, ${stored} are stored` }]
  })
}

function everyQuestionIsAnswered(outcome: Outcome): Violation[] {
  const rule = 'while the bot holds a session, the visitor’s last word is answered'
  return [...outcome.server.rows.rows('sessions').values()].flatMap((session) => {
    if (session.data['status'] !== 'active' || session.data['needsHuman'] === true) return []
    const messages = messagesOf(outcome).filter((row) => row.data['sessionId'] === session.$id)
    const newest = messages.at(-1)
    if (newest?.data['sender'] !== 'user') return []
    // One that was answered, taken back and sent again stands behind its answer.
    const said = outcome.changes.findIndex(
      ({ action, tableId, row }) => action === 'create' && tableId === 'messages' && row.$id === newest.$id,
    )
    const isAnswered = outcome.changes
      .slice(said)
      .some(
        ({ action, tableId, row }) =>
          action === 'create' &&
          tableId === 'messages' &&
          row.data['sessionId'] === session.$id &&
          (row.data['sender'] === 'bot' || row.data['sender'] === 'agent'),
      )
    return isAnswered ? [] : [{ rule, detail: `${session.$id} waits: ${String(newest.data['text'])}` }]
  })
}

function visitorsSeeWhatIsStored(outcome: Outcome): Violation[] {
  const rule = 'a visitor’s screen shows what is stored'
  return outcome.tabs.flatMap((tab) => {
    const { session, messages, hasOlder, outbox, phase, problem, connection } = tab.get()
    const name = tab.owner.name
    const found: Violation[] = []
    if (outbox.length > 0)
      found.push({
        rule,
        detail: `${name} still has unsent ${outbox.map(({ text, failure }) => `${text} (${failure})`).join(', ')}`,
      })
    if (phase !== 'ready') found.push({ rule, detail: `${name} is ${phase}` })
    if (problem === 'network' || problem === 'timeout')
      found.push({ rule, detail: `${name} says ${problem} in calm` })
    if (session === null) return found
    const row = outcome.server.rows.rows('sessions').get(session.$id)
    if (row === undefined) return [...found, { rule, detail: `${name} shows a session that is gone` }]
    // Who only looked, and said nothing, isn't kept in step.
    if (connection === 'connecting' && messages.length === 0) return found
    return [...found, ...differences(outcome, row, name, session, messages, hasOlder, rule)]
  })
}

/** A screen is given so long to look into a count that isn't that of its messages... */
const LOOKS_MS = 20_000
/** ...and so long to try again after a read that failed. */
const RETRIES_MS = 40_000

/**
 * Soon after calm has returned, long before the regular look: who is live and holds the session's newest row knows by
 * its counter when messages are missing, and has looked.
 *
 * @param now by the server's clock, in milliseconds
 * @param calmFor how long a tab's requests have all been answered, in milliseconds
 */
export function countedButNotShown(
  world: Pick<Outcome, 'server' | 'tabs' | 'pages'>,
  now: number,
  calmFor: (owner: Owner) => number,
): string[] {
  const { rows } = world.server
  const screens = [
    ...world.tabs.flatMap(({ owner, get }) => {
      const { session, messages, hasOlder, connection } = get()
      if (!owner.isAlive || connection !== 'live' || session === null || calmFor(owner) < RETRIES_MS)
        return []
      return [{ name: owner.name, session, messages, hasOlder }]
    }),
    ...world.pages.flatMap(({ owner, features }) => {
      const conversation = features.conversation.store.$conversation.get()
      return features.page.$link.get() === 'live' && conversation !== null
        ? [{ name: owner.name, ...conversation }]
        : []
    }),
  ]
  return screens.flatMap(({ name, session, messages, hasOlder }) => {
    const row = rows.rows('sessions').get(session.$id)
    if (row?.$updatedAt !== session.$updatedAt || hasOlder) return []
    const stored = messagesOf(world).filter((message) => message.data['sessionId'] === row.$id)
    const said = stored.filter(({ data }) => data['sender'] !== 'system')
    const isRecent = [row, ...stored].some(({ $updatedAt }) => now - Date.parse($updatedAt) < LOOKS_MS)
    if (isRecent || said.length !== row.data['messageCount']) return []
    const missing = said.filter(({ $id }) => !messages.some((one) => one.$id === $id))
    return missing.length === 0
      ? []
      : [
          `${name} counts ${said.length} and lacks ${missing.map(({ data }) => String(data['text'])).join(', ')}`,
        ]
  })
}

function agentsSeeWhatIsStored(outcome: Outcome): Violation[] {
  const rule = 'an agent’s screen shows what is stored'
  return outcome.pages.flatMap((page) => {
    const name = page.owner.name
    const found: Violation[] = []
    const { account, sessions, conversation: shownSession } = page.features
    const { $account } = account.store
    if ($account.get().kind !== 'signed_in')
      return [{ rule, detail: `${name} is ${JSON.stringify($account.get())}` }]
    const open = [...outcome.server.rows.rows('sessions').values()].filter(
      ({ data }) =>
        data['status'] !== 'closed' && (data['needsHuman'] === true || data['messageCount'] !== 0),
    )
    const shown = new Map((sessions.store.$sessions.get() ?? []).map((row) => [row.$id, row]))
    for (const row of open) {
      const session = shown.get(row.$id)
      if (session === undefined) found.push({ rule, detail: `${name} lacks ${row.$id}` })
      else if (session.$updatedAt !== row.$updatedAt)
        found.push({ rule, detail: `${name} lists an older ${row.$id}` })
      shown.delete(row.$id)
    }
    for (const id of shown.keys())
      found.push({ rule, detail: `${name} lists ${id}, which is closed or gone` })
    const conversation = shownSession.store.$conversation.get()
    if (conversation === null) return found
    const row = outcome.server.rows.rows('sessions').get(conversation.session.$id)
    if (row === undefined) return [...found, { rule, detail: `${name} shows a session that is gone` }]
    const { session, messages, hasOlder } = conversation
    return [...found, ...differences(outcome, row, name, session, messages, hasOlder, rule)]
  })
}

interface Shown {
  readonly $id: string
  readonly $updatedAt: string
}

function differences(
  outcome: Outcome,
  row: ModelRow,
  name: string,
  session: Shown,
  messages: readonly (Shown & { readonly text: string | null })[],
  hasOlder: boolean,
  rule: string,
): Violation[] {
  const found: Violation[] = []
  if (session.$updatedAt !== row.$updatedAt)
    found.push({ rule, detail: `${name} shows an older session ${row.$id}` })
  const stored = messagesOf(outcome).filter((message) => message.data['sessionId'] === row.$id)
  const expected = hasOlder ? stored.slice(-messages.length) : stored
  const wanted = expected.map(({ $id, $updatedAt }) => `${$id} ${$updatedAt}`)
  const seen = messages.map(({ $id, $updatedAt }) => `${$id} ${$updatedAt}`)
  if (wanted.join() !== seen.join()) {
    const missing = expected.filter(({ $id }) => !messages.some((one) => one.$id === $id))
    const extra = messages.filter(({ $id }) => !expected.some((one) => one.$id === $id))
    found.push({
      rule,
      detail: `${name} of ${row.$id}: lacks ${missing.map(({ data }) => String(data['text'] ?? data['event'])).join(', ') || 'nothing'}; shows besides ${extra.map(({ text }) => String(text)).join(', ') || 'nothing'}`,
    })
  }
  return found
}

/** State before + events = state read: nothing changes without being told. */
function changesEqualTheirEvents(outcome: Outcome): Violation[] {
  const told = new Map<string, ModelRow>()
  for (const { action, tableId, row } of outcome.changes) {
    if (action === 'delete') told.delete(`${tableId} ${row.$id}`)
    else told.set(`${tableId} ${row.$id}`, row)
  }
  return ['sessions', 'messages', 'turns', 'audit'].flatMap((tableId) => {
    const rows = [...outcome.server.rows.rows(tableId).values()]
    const untold = rows.filter((row) => told.get(`${tableId} ${row.$id}`) !== row)
    return untold.map((row) => ({ rule: 'every change is told', detail: `${tableId} ${row.$id}` }))
  })
}

function nothingIsLeftOver(outcome: Outcome): Violation[] {
  const rule = 'nothing is left half done'
  const turns = [...outcome.server.rows.rows('turns').values()]
  const orphans = messagesOf(outcome).filter(
    (row) => !outcome.server.rows.rows('sessions').has(String(row.data['sessionId'])),
  )
  return [
    ...turns.map((turn) => ({
      rule,
      detail: `the turn of ${turn.$id} is open, attempt ${String(turn.data['attempts'])}`,
    })),
    ...orphans.map((row) => ({ rule, detail: `message ${row.$id} belongs to no session` })),
  ]
}

/** However a function was killed: moves are told by their system messages, deletions by the rows that went. */
function everyDeedIsWrittenDown({ changes }: Outcome): Violation[] {
  const rule = 'every move and deletion of a session is in the audit, once'
  const deeds = changes.flatMap(({ action, tableId, row }) => {
    if (action === 'create' && tableId === 'messages' && row.data['sender'] === 'system')
      return [`a move of ${String(row.data['sessionId'])}`]
    return action === 'delete' && tableId === 'sessions' ? [`the deletion of ${row.$id}`] : []
  })
  const written = changes.flatMap(({ action, tableId, row }) => {
    if (action !== 'create' || tableId !== 'audit') return []
    const { action: deed, sessionId } = row.data
    if (deed === 'delete') return [`the deletion of ${String(sessionId)}`]
    return deed === 'reply' || deed === 'clear' || deed === 'cleanup'
      ? []
      : [`a move of ${String(sessionId)}`]
  })
  const times = (list: readonly string[], one: string) => list.filter((other) => other === one).length
  return [...new Set([...deeds, ...written])]
    .filter((deed) => times(deeds, deed) !== times(written, deed))
    .map((deed) => ({
      rule,
      detail: `${deed}: ${times(deeds, deed)} happened, ${times(written, deed)} in the audit`,
    }))
}

function describe(said: Said): string {
  return `“${said.text}” of ${said.by} in ${said.tab}`
}

/** Wherever upkeep was killed while it counted, or ran twice at once; in calm it has counted everything. */
function countersAreTheSumOfTallies({ server }: Outcome): Violation[] {
  const rule = 'the statistics are the sum of what each session counts for'
  const counters = [...server.rows.rows('counters').values()]
  const tallies = [...server.rows.rows('tallies').values()]
  const counted = (kind: string, name: string, column: 'numbers' | 'ofDeleted') =>
    counters
      .filter(({ data }) => data['kind'] === kind)
      .reduce((sum, { data }) => sum + numberIn(data[column], name), 0)
  const present = tallies.filter(({ data }) => (data['state'] ?? null) !== null)
  const happened = (name: string) =>
    tallies
      .flatMap(({ data }) => Object.values(fieldsIn(data['hours'])))
      .reduce((sum: number, hour) => sum + numberIn(JSON.stringify(hour), name), 0)
  const sessions = [...server.rows.rows('sessions').values()]
  const said = sessions.reduce((sum, { data }) => sum + Number(data['messageCount'] ?? 0), 0)
  const pairs = [
    ['sessions that are there', counted('site', 'sessions', 'numbers'), sessions.length],
    ['messages of sessions that are there', counted('site', 'messages', 'numbers'), said],
    ['sessions', counted('site', 'sessions', 'numbers'), present.length],
    [
      'messages',
      counted('site', 'messages', 'numbers'),
      present.reduce((sum, { data }) => sum + Number(data['messages']), 0),
    ],
    ...['started', 'messages_visitor', 'messages_bot', 'handed_over', 'claimed', 'closed'].map(
      (name) =>
        [
          name,
          counted('hour', name, 'numbers') - counted('hour', name, 'ofDeleted'),
          happened(name),
        ] as const,
    ),
  ] as const
  return pairs.flatMap(([name, told, right]) =>
    told === right ? [] : [{ rule, detail: `${name}: ${told} in the counters, ${right} in the tallies` }],
  )
}

function numberIn(text: unknown, name: string): number {
  return Number(fieldsIn(text)[name] ?? 0)
}

function fieldsIn(text: unknown): Record<string, unknown> {
  const value: unknown = JSON.parse(typeof text === 'string' ? text : '{}')
  return isRecord(value) ? value : {}
}
