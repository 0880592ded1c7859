import { describe, expect, it } from 'vitest'
import {
  emptyTranscript,
  forgotten,
  missingCount,
  readBack,
  readingPosition,
  readOn,
  received,
  removed,
  startedOver,
  transcriptOf,
} from '../../../client/transcript.ts'
import { message } from '../../support/chat-rows.ts'

const ids = (transcript: { readonly rows: readonly { readonly $id: string }[] }) =>
  transcript.rows.map((row) => row.$id)

describe('the cursor of a transcript', () => {
  it('is moved by reads alone: what came by event vouches for nothing before it', () => {
    const read = transcriptOf({ messages: [message(1, 10)], hasMore: false }, 1)
    // The event of message 2 was lost; 3 and 4 are more than five seconds apart.
    const told = received(received(read, [message(3, 30)]), [message(4, 40)])
    expect(ids(told)).toEqual(['m1', 'm3', 'm4'])
    expect(told.cursor).toBe('m1')
    const caughtUp = readOn(told, {
      messages: [message(2, 20), message(3, 30), message(4, 40)],
      hasMore: false,
    })
    expect(ids(caughtUp)).toEqual(['m1', 'm2', 'm3', 'm4'])
    expect(caughtUp.cursor).toBe('m4')
  })

  it('has reading begin some rows before it, and before a row that is still being written', () => {
    const rows = Array.from({ length: 30 }, (_, index) => message(index + 1, index))
    const transcript = transcriptOf({ messages: rows, hasMore: true }, 90)
    expect(readingPosition(transcript)).toBe('m20')
    const burst = rows.map((row) => ({ ...row, $createdAt: message(1, 0).$createdAt }))
    expect(readingPosition(transcriptOf({ messages: burst, hasMore: true }, 90))).toBe('m1')
    const streaming = message(12, 60, { state: 'streaming' })
    expect(readingPosition(received(transcript, [streaming]))).toBe('m11')
    // Nothing before it, nothing at all, or a row that is gone: the newest page, or the server says so.
    expect(readingPosition(received(transcript, [message(1, 60, { state: 'streaming' })]))).toBeNull()
    expect(readingPosition(emptyTranscript)).toBeNull()
    expect(readingPosition(removed(transcript, [message(30, 0)]))).toBe('m30')
  })
})

describe('the rows of a transcript', () => {
  it('are each there once, in the version that was written last, whichever came last', () => {
    const finished = message(1, 20, { text: 'Whole', state: 'complete' })
    const late = message(1, 15, { text: 'Who', state: 'streaming' })
    const transcript = transcriptOf({ messages: [finished], hasMore: false }, 1)
    expect(received(transcript, [late]).rows).toEqual([finished])
    expect(readOn(transcript, { messages: [late], hasMore: false }).rows).toEqual([finished])
    const sameMoment = message(2, 20, { state: 'streaming' })
    const done = message(2, 20, { state: 'complete' })
    expect(received(received(transcript, [sameMoment]), [done]).rows.at(-1)).toEqual(done)
    expect(received(received(transcript, [done]), [sameMoment]).rows.at(-1)).toEqual(done)
  })

  it('stay deleted when a late event or a read that began earlier still has them', () => {
    const transcript = transcriptOf({ messages: [message(1, 10), message(2, 20)], hasMore: false }, 2)
    const without = removed(transcript, [message(2, 0)])
    expect(ids(received(without, [message(2, 25)]))).toEqual(['m1'])
    expect(ids(readOn(without, { messages: [message(2, 25)], hasMore: false }))).toEqual(['m1'])
    expect(
      ids(
        startedOver(without, transcript, { messages: [message(1, 10), message(2, 20)], hasMore: false }, 2),
      ),
    ).toEqual(['m1'])
    // Nor does one come whose deletion was told first.
    expect(ids(received(removed(emptyTranscript, [message(1, 0)]), [message(1, 10)]))).toEqual([])
  })

  it('come back when they are sent again after they were deleted: that is another row of the same id', () => {
    const transcript = transcriptOf({ messages: [message(1, 10), message(2, 20)], hasMore: false }, 2)
    const again = { ...message(5, 30), $id: 'm2' }
    expect(ids(received(removed(transcript, [message(2, 20)]), [again]))).toEqual(['m1', 'm2'])
  })

  it('go with the answer that says so, and only a read brings back one that was stored meanwhile', () => {
    const transcript = transcriptOf({ messages: [message(1, 10), message(2, 20)], hasMore: false }, 2)
    const without = forgotten(transcript, transcript.rows)
    expect(ids(without)).toEqual([])
    expect(ids(received(without, [message(2, 25)]))).toEqual([])
    expect(ids(readOn(without, { messages: [message(2, 20)], hasMore: false }))).toEqual(['m2'])
    expect(ids(startedOver(without, without, { messages: [message(2, 20)], hasMore: false }, 1))).toEqual([
      'm2',
    ])
    // Sent again, it is another row.
    expect(ids(received(without, [{ ...message(5, 30), $id: 'm2' }]))).toEqual(['m2'])
  })

  it('come anew from the newest page, without what it lacks and with what was told meanwhile', () => {
    const before = transcriptOf({ messages: [message(1, 10), message(2, 20)], hasMore: false }, 2)
    const now = received(before, [message(4, 40)])
    const page = { messages: [message(2, 20), message(3, 30)], hasMore: false }
    const anew = startedOver(now, before, page, 3)
    expect(ids(anew)).toEqual(['m2', 'm3', 'm4'])
    // A late event of the row that is gone brings it back no more, a read that finds it does.
    expect(ids(received(anew, [message(1, 11)]))).toEqual(['m2', 'm3', 'm4'])
    expect(ids(readOn(anew, { messages: [message(1, 11)], hasMore: false }))).toEqual([
      'm1',
      'm2',
      'm3',
      'm4',
    ])
  })

  it('never show a row from before the first one, which would hide those between', () => {
    const transcript = transcriptOf({ messages: [message(50, 50)], hasMore: true }, 50)
    expect(ids(received(transcript, [message(10, 90)]))).toEqual(['m50'])
    const older = readBack(transcript, { messages: [message(48, 48), message(49, 49)], hasMore: true })
    expect(ids(older)).toEqual(['m48', 'm49', 'm50'])
    expect(older.hasOlder).toBe(true)
  })
})

describe('the checksum', () => {
  it('counts as the session does: what was said, loaded or not, and no reports', () => {
    const page = { messages: [message(50, 50), message(51, 51, { sender: 'system' })], hasMore: true }
    const transcript = transcriptOf(page, 50)
    expect(missingCount(transcript, 50)).toBe(0)
    expect(missingCount(transcript, 52)).toBe(2)
    expect(missingCount(removed(transcript, [message(50, 0)]), 50)).toBe(1)
    const older = readBack(transcript, { messages: [message(48, 48), message(49, 49)], hasMore: true })
    expect(missingCount(older, 50)).toBe(0)
  })

  it('is right where nothing older counts, and where the counter is behind what was read', () => {
    const reports = { messages: [message(50, 50), message(51, 51)], hasMore: true }
    expect(missingCount(transcriptOf(reports, 2), 2)).toBe(0)
    expect(missingCount(transcriptOf(reports, 1), 2)).toBe(0)
    const whole = readBack(transcriptOf(reports, 9), { messages: [message(49, 49)], hasMore: false })
    expect(missingCount(whole, 3)).toBe(0)
  })
})
