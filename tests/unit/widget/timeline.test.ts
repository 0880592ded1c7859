import { describe, expect, it } from 'vitest'
import { readRow } from '../../../contract/read-row.ts'
import { messageColumns, type MessageRow } from '../../../contract/tables/messages.ts'
import { sessionColumns, type SessionRow } from '../../../contract/tables/sessions.ts'
import { botWait } from '../../../widget/store/bot-wait.ts'
import { groupTimeline } from '../../../widget/store/timeline.ts'

const NOON = Date.UTC(2026, 10, 21, 12)

function message(sequence: number, afterMs: number, fields: Partial<MessageRow> = {}): MessageRow {
  const at = new Date(NOON + afterMs).toISOString()
  const row = readRow(messageColumns, {
    $id: `m${sequence}`,
    $sequence: sequence,
    $createdAt: at,
    $updatedAt: at,
    sessionId: 's_1',
    sender: 'user',
    text: `text ${sequence}`,
    ...fields,
  })
  if (!row) throw new Error('no message')
  return row
}

function session(fields: Partial<SessionRow> = {}): SessionRow {
  const at = new Date(NOON).toISOString()
  const row = readRow(sessionColumns, {
    $id: 's_1',
    $sequence: 1,
    $createdAt: at,
    $updatedAt: at,
    sessionId: 's_1',
    ...fields,
  })
  if (!row) throw new Error('no session')
  return row
}

describe('groupTimeline', () => {
  it('puts unconfirmed messages last, and drops those that are stored', () => {
    const outgoing = (id: string) => ({
      id,
      sessionId: 's_1',
      text: id,
      at: NOON,
      order: 1,
      isTried: false,
      failure: null,
    })
    const groups = groupTimeline(
      [message(1, 0), message(2, 1000, { sender: 'bot' })],
      [outgoing('m1'), outgoing('new')],
    )
    const ids = groups.flatMap((group) => group.entries.map((entry) => entry.id))
    expect(ids).toEqual(['m1', 'm2', 'new'])
  })

  it('groups one author’s messages that are less than a minute apart', () => {
    const groups = groupTimeline([message(1, 0), message(2, 59_000), message(3, 59_000 + 60_000)], [])
    expect(groups.map((group) => group.entries.length)).toEqual([2, 1])
  })

  it('shows a time only before a pause of five minutes, and at the end', () => {
    const groups = groupTimeline(
      [
        message(1, 0),
        message(2, 1000, { sender: 'bot' }),
        message(3, 301_000),
        message(4, 600_999, { sender: 'bot' }),
      ],
      [],
    )
    expect(groups.map((group) => group.showsTime)).toEqual([false, true, false, true])
  })

  it('leaves each word of the system by itself', () => {
    const system = (sequence: number) => message(sequence, sequence * 1000, { sender: 'system' })
    const groups = groupTimeline([system(1), system(2)], [])
    expect(groups.map(({ entries, showsTime }) => [entries.length, showsTime])).toEqual([
      [1, false],
      [1, false],
    ])
  })

  it('begins a day between two messages that are seconds apart', () => {
    const midnight = new Date(2026, 10, 22).getTime() - NOON
    const groups = groupTimeline(
      [message(1, midnight - 20_000), message(2, midnight - 10_000), message(3, midnight + 10_000)],
      [],
    )
    expect(groups.map((group) => [group.entries.length, group.startsDay])).toEqual([
      [2, true],
      [1, true],
    ])
  })

  it('begins each day with its name, once', () => {
    const day = 26 * 3_600_000
    const groups = groupTimeline(
      [message(1, 0), message(2, 1000), message(3, day), message(4, day + 1000, { sender: 'bot' })],
      [],
    )
    expect(groups.map((group) => group.startsDay)).toEqual([true, true, false])
  })

  it('names each group by its author and its first message, and dates it by its last', () => {
    const agent = (sequence: number, authorName: string) =>
      message(sequence, sequence * 1000, { sender: 'agent', authorName })
    const waits = { id: 'new', sessionId: 's_1', text: 'new', at: NOON + 9000, order: 1 }
    const groups = groupTimeline(
      [message(1, 1000, { authorName: 'Not shown' }), message(2, 2000), agent(3, 'Ana'), agent(4, 'Ben')],
      [{ ...waits, isTried: false, failure: null }],
    )
    expect(groups.map(({ key, author, name, at }) => [key, author, name, at - NOON])).toEqual([
      ['m1', 'visitor', null, 2000],
      ['m3', 'agent', 'Ana', 3000],
      ['m4', 'agent', 'Ben', 4000],
      ['new', 'visitor', null, 9000],
    ])
    expect(groups.map(({ entries }) => entries.map(({ kind }) => kind))).toEqual([
      ['stored', 'stored'],
      ['stored'],
      ['stored'],
      ['outgoing'],
    ])
  })

  it('takes one whose author this script doesn’t know for a word of the system', () => {
    const groups = groupTimeline([message(1, 0, { sender: null }), message(2, 1000, { sender: null })], [])
    expect(groups.map(({ author }) => author)).toEqual(['system', 'system'])
  })
})

describe('botWait', () => {
  const asked = [message(1, 0)]

  it('tells the truth about how long it takes', () => {
    const waits = [0, 8000, 25_000, 60_000, 3_600_000].map((ms) => botWait(session(), asked, NOON + ms))
    expect(waits).toEqual(['typing', 'slow', 'offer_person', 'gave_up', 'none'])
  })

  it('begins anew for an old question whose answer is written anew', () => {
    const later = NOON + 300_000
    expect(botWait(session(), asked, later)).toBe('gave_up')
    expect(botWait(session(), asked, later, later)).toBe('typing')
    expect(botWait(session(), asked, later + 8000, later)).toBe('slow')
  })

  it('shows nothing when the bot owes nothing', () => {
    expect(botWait(null, asked, NOON)).toBe('none')
    expect(botWait(session(), [...asked, message(2, 500, { sender: 'bot' })], NOON)).toBe('none')
    expect(botWait(session({ needsHuman: true }), asked, NOON)).toBe('none')
    expect(botWait(session({ status: 'agent_assigned' }), asked, NOON)).toBe('none')
    expect(botWait(session({ status: 'closed' }), asked, NOON)).toBe('none')
  })
})
