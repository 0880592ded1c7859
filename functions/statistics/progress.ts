import { isRecord } from '../../contract/is-record.ts'
import type { Position } from '../../contract/position.ts'
import type { CounterRow } from '../../contract/tables/counters.ts'
import type { Kept } from './contribution.ts'

/** How far the counting has come: everything before is in the counters, and nothing behind. */
export interface Progress {
  /** By the time of a session's last change. */
  readonly sessions: Position | null
  /** By `$sequence`; 0 for none. */
  readonly messages: number
  readonly deeds: number
  /**
   * The count of everything that is under way: the sessions up to a `$sequence` have a tally (all, once that is null), and
   * the tallies up to `upTo` are in it. Null between two.
   */
  readonly recount: { readonly sessions: number | null; readonly upTo: number; readonly kept: Kept } | null
  /** When the last one ended, ISO 8601. */
  readonly recountedAt: string | null
  /** Differs from write to write. */
  readonly writes: number
}

const START: Progress = {
  sessions: null,
  messages: 0,
  deeds: 0,
  recount: null,
  recountedAt: null,
  writes: 0,
}

export function progressOf(row: CounterRow | null): Progress {
  const value: unknown = parsed(row?.numbers ?? null)
  if (!isRecord(value)) return START
  const { sessions, messages, deeds, recount, recountedAt, writes } = value
  return {
    sessions:
      isRecord(sessions) && typeof sessions['value'] === 'string'
        ? { value: sessions['value'], sequence: numberIn(sessions['sequence']) }
        : null,
    messages: numberIn(messages),
    deeds: numberIn(deeds),
    recount:
      isRecord(recount) && typeof recount['hour'] === 'string' && typeof recount['day'] === 'string'
        ? {
            sessions: recount['sessions'] === null ? null : numberIn(recount['sessions']),
            upTo: numberIn(recount['upTo']),
            kept: { hour: recount['hour'], day: recount['day'] },
          }
        : null,
    recountedAt: typeof recountedAt === 'string' ? recountedAt : null,
    writes: numberIn(writes),
  }
}

export function writeProgress({ recount, ...rest }: Progress): string {
  return JSON.stringify({
    ...rest,
    recount: recount && { sessions: recount.sessions, upTo: recount.upTo, ...recount.kept },
  })
}

function numberIn(value: unknown): number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0 ? value : 0
}

function parsed(text: string | null): unknown {
  try {
    return text === null ? null : JSON.parse(text)
  } catch {
    return null
  }
}
