import { describe, expect, it } from 'vitest'
import { backoffMs } from '../../../client/backoff.ts'
import { catchUpCursor } from '../../../client/catch-up.ts'
import { readRow } from '../../../contract/read-row.ts'
import { messageColumns, type MessageRow } from '../../../contract/tables/messages.ts'

function row(sequence: number, atSeconds: number, state: MessageRow['state'] = 'complete'): MessageRow {
  const at = new Date(1_760_000_000_000 + atSeconds * 1000).toISOString()
  const read = readRow(messageColumns, {
    $id: `m${sequence}`,
    $sequence: `${sequence}`,
    $createdAt: at,
    $updatedAt: at,
    sessionId: 's_1',
    sender: 'user',
    state,
  })
  if (!read) throw new Error('no row')
  return read
}

describe('catchUpCursor', () => {
  it('reads the newest page when nothing is held', () => {
    expect(catchUpCursor([])).toBeNull()
  })

  it('reads the last seconds again, because rows may have become visible out of order', () => {
    expect(catchUpCursor([row(1, 0), row(2, 60), row(3, 118), row(4, 120)])).toBe('m2')
    expect(catchUpCursor([row(1, 118), row(2, 120)])).toBe('m1')
  })

  it('reads a streaming row again, and all after it', () => {
    expect(catchUpCursor([row(1, 0), row(2, 60, 'streaming'), row(3, 120)])).toBe('m1')
    expect(catchUpCursor([row(1, 0, 'streaming'), row(2, 60)])).toBeNull()
  })
})

describe('backoffMs', () => {
  it('doubles from one second to thirty, give or take a fifth', () => {
    expect([1, 2, 3, 4, 5, 6, 20].map((failures) => backoffMs(failures, 0.5))).toEqual([
      1000, 2000, 4000, 8000, 16_000, 30_000, 30_000,
    ])
    expect(backoffMs(1, 0)).toBe(800)
    expect(backoffMs(1, 1)).toBe(1200)
  })
})
