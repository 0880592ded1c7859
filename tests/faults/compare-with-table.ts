import { readSources } from '../../contract/read-sources.ts'
import type { MessageRow } from '../../contract/tables/messages.ts'
import type { FaultyAgent } from './faulty-agent.ts'
import type { FaultyTab, FaultyVisitor } from './faulty-visitor.ts'
import type { KillableServer } from './killable-server.ts'

/** What a run must not end with: each list says of every case what it was. */
export interface Findings {
  /** Sent, and nowhere any more. */
  readonly lost: readonly string[]
  readonly doubled: readonly string[]
  /** Stored before what the same page sent earlier. */
  readonly outOfOrder: readonly string[]
  /** Still unsent in its browser. */
  readonly stuck: readonly string[]
  /** Tabs that show anything else than the table holds, or ask for help. */
  readonly tabsBehind: readonly string[]
  readonly wrongCounters: readonly string[]
  /** What the bot said while an agent had the session. */
  readonly botOverAgent: readonly string[]
}

/** A page of a returning visitor shows at least so many, if there are: the rest is behind "older". */
const SHOWN_AT_LEAST = 20
const PAGE = 1000

export async function compareWithTable(
  server: KillableServer,
  visitors: readonly FaultyVisitor[],
  agent: FaultyAgent,
): Promise<Findings> {
  const rows = await allMessages(server)
  const byText = Map.groupBy(
    rows.filter(({ sender }) => sender === 'user' || sender === 'agent'),
    ({ text }) => text ?? '',
  )
  const lost: string[] = []
  const stuck: string[] = []
  const tabsBehind: string[] = []
  for (const visitor of visitors) {
    const unsent = await visitor.unsent()
    stuck.push(...unsent.map((id) => `${visitor.name}: ${id}`))
    if (unsent.length === 0) {
      const missing = visitor.tabs.flatMap(({ said }) => said.flat()).filter((text) => !byText.has(text))
      lost.push(...missing.map((text) => `${visitor.name}: ${text}`))
    }
    const sessionId = await visitor.sessionId()
    const stored = rows.filter((row) => row.sessionId === sessionId && row.sender !== 'system')
    for (const tab of visitor.tabs) {
      const found = await differenceOf(tab, stored)
      if (found !== null) tabsBehind.push(`${tab.name}: ${found}`)
    }
  }
  lost.push(...agent.said.filter((text) => !byText.has(text)))
  const doubled = [...byText.values()].filter(({ length }) => length > 1)
  return {
    lost,
    doubled: doubled.map((copies) => copies.map(({ $id, text }) => `${text} (${$id})`).join(' = ')),
    outOfOrder: visitors.flatMap(({ tabs }) => tabs.flatMap((tab) => overtaken(tab, byText))),
    stuck,
    tabsBehind,
    wrongCounters: await wrongCounters(server, rows),
    botOverAgent: rows.filter((row) => isOverAgent(row, agent)).map(({ text }) => text ?? ''),
  }
}

async function allMessages({ repositories }: KillableServer): Promise<readonly MessageRow[]> {
  const rows: MessageRow[] = []
  for (;;) {
    const page = await repositories.messages.scan({}, PAGE, rows.at(-1))
    rows.push(...page)
    if (page.length < PAGE) return rows
  }
}

async function differenceOf(tab: FaultyTab, stored: readonly MessageRow[]): Promise<string | null> {
  const complaints = await tab.complaints()
  const shown = await tab.shown()
  const expected = stored
    .slice(-Math.max(shown.length, SHOWN_AT_LEAST))
    .map((row, index, { length }) => textIn(row, index === length - 1 ? shown.at(-1) : undefined))
  if (complaints.length === 0 && shown.join('\n') === expected.join('\n')) return null
  const lacks = expected.filter((text) => !shown.includes(text))
  const besides = shown.filter((text) => !expected.includes(text))
  return (
    `shows ${shown.length} of ${stored.length}, lacks [${lacks.join(', ')}], shows besides [${besides.join(', ')}], ` +
    `asks [${complaints.join(', ')}], of ${tab.said.length} pages the last has sent ${tab.said.at(-1)?.length}; panel: ${await tab.panel()}`
  )
}

/** What stands in a message's bubble: titles that can be chosen are buttons below it, and nowhere else. */
function textIn({ text, sources }: MessageRow, shown: string | undefined): string {
  const said = text ?? ''
  const offers = readSources(sources).some(({ isOffered }) => isOffered)
  return offers && shown && said.startsWith(shown) ? shown : said
}

function overtaken(tab: FaultyTab, byText: ReadonlyMap<string, readonly MessageRow[]>): string[] {
  return tab.said.flatMap((texts) => {
    const rows = texts.flatMap((text) => byText.get(text)?.[0] ?? [])
    return rows.flatMap((row, index) => {
      const before = rows[index - 1]
      return before && before.sessionId === row.sessionId && before.$sequence > row.$sequence
        ? [
            `${tab.name}: ${row.text} (${row.$id}, ${row.$createdAt}) stands before ${before.text} (${before.$id}, ${before.$createdAt})`,
          ]
        : []
    })
  })
}

async function wrongCounters(
  { repositories }: KillableServer,
  rows: readonly MessageRow[],
): Promise<readonly string[]> {
  const counts = Map.groupBy(
    rows.filter(({ sender }) => sender !== 'system'),
    ({ sessionId }) => sessionId,
  )
  const sessions = await repositories.sessions.list({ filter: {}, limit: PAGE })
  return sessions.flatMap(({ $id, messageCount }) => {
    const stored = counts.get($id)?.length ?? 0
    return messageCount === stored ? [] : [`${$id} counts ${messageCount}, ${stored} are stored`]
  })
}

function isOverAgent(row: MessageRow, { holds }: FaultyAgent): boolean {
  return (
    row.sender === 'bot' &&
    holds.some(
      ({ sessionId, from, until }) =>
        row.sessionId === sessionId && row.$sequence > from && (until === null || row.$sequence <= until),
    )
  )
}
