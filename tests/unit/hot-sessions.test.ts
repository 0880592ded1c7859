import { describe, expect, it } from 'vitest'
import { readRow } from '../../contract/read-row.ts'
import { sessions as table } from '../../contract/tables/sessions-table.ts'
import type { PacedSessionRow } from '../../contract/tables/sessions.ts'
import { createHotSessions } from '../../functions/chat/hot-sessions.ts'
import { at, session } from '../support/chat-rows.ts'

function row(seconds: number, values: Partial<PacedSessionRow> = {}): PacedSessionRow {
  const read = readRow(table.columns, { ...session(seconds, values), ...values })
  if (read === null) throw new Error('no session')
  return read
}

describe('a warm function', () => {
  it('knows of a session what the row said that was written last, whichever it saw last', () => {
    const hot = createHotSessions()
    expect(hot.get('s_1')).toBeNull()
    hot.keep(row(5, { visitorId: 'ana', corpora: ['shop'], needsHuman: true, chatName: 'Delivery' }))
    const known = {
      updatedAt: at(5),
      visitorId: 'ana',
      corpora: ['shop'],
      wasWithBot: false,
      unnamedSince: null,
    }
    expect(hot.get('s_1')).toMatchObject(known)
    hot.keep(row(4))
    expect(hot.get('s_1')).toMatchObject(known)
    hot.keep(row(6))
    expect(hot.get('s_1')).toMatchObject({ updatedAt: at(6), wasWithBot: true, unnamedSince: at(6) })
    hot.forget('s_1')
    expect(hot.get('s_1')).toBeNull()
  })

  it('knows nothing of one that is closed: what is sent to it needs a look first', () => {
    const hot = createHotSessions()
    hot.keep(row(5))
    expect(hot.keep(row(6, { status: 'closed' }))).toMatchObject({ updatedAt: at(6) })
    expect(hot.get('s_1')).toBeNull()
  })

  it('knows how often was sent in it, since when, and until when it refuses that', () => {
    const hot = createHotSessions()
    hot.refuseUntil('s_1', 7)
    expect(hot.get('s_1')).toBeNull()
    hot.keep(row(5))
    expect(hot.get('s_1')).toMatchObject({ sentCount: 0, windowStartedAt: 0, refusedUntil: 0 })
    hot.refuseUntil('s_1', 7)
    hot.keep(row(6, { sentCount: 3, windowStartedAt: at(2) }))
    const paced = { sentCount: 3, windowStartedAt: Date.parse(at(2)), refusedUntil: 7 }
    expect(hot.get('s_1')).toMatchObject(paced)
  })

  it('knows the 32 messages that it stored last in one', () => {
    const hot = createHotSessions()
    for (let n = 1; n <= 33; n++) hot.keep(row(n), `m${n}`)
    hot.keep(row(34))
    const taken = hot.get('s_1')?.taken
    expect([taken?.size, taken?.has('m1'), taken?.has('m2'), taken?.has('m33')]).toEqual([
      32,
      false,
      true,
      true,
    ])
  })

  it('knows 5,000 of them, and forgets the one that was asked for least recently', () => {
    const hot = createHotSessions()
    const first = row(1)
    const keep = (n: number) => hot.keep({ ...first, $id: `s_${n}` })
    for (let n = 1; n <= 5000; n++) keep(n)
    expect(hot.get('s_1')).not.toBeNull()
    keep(2)
    keep(5001)
    expect([1, 2, 3, 4].map((n) => hot.get(`s_${n}`) !== null)).toEqual([true, true, false, true])
  })
})
