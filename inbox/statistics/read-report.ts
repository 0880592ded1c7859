import type { Fields } from '../../client/read-answers.ts'
import { isRecord } from '../../contract/is-record.ts'

/** One day of the statistics. */
export interface Day {
  /** `2026-01-31`, in UTC. */
  readonly day: string
  readonly started: number
  readonly toPeople: number
  readonly notReplied: number
}

export interface Agent {
  readonly name: string
  readonly open: number
  readonly claims: number
  readonly replies: number
}

/** What the page shows of the statistics of 30 days. */
export interface Report {
  /** All thirty, those without anything too; none before anything was counted. */
  readonly days: readonly Day[]
  /** Answers of the bot by what they are, in words. */
  readonly answers: readonly (readonly [string, number])[]
  /** In seconds; null when nobody knows. */
  readonly firstReply: { readonly median: number | null; readonly p90: number | null }
  readonly resolution: { readonly median: number | null; readonly p90: number | null }
  /** What somebody who asks for a person now may expect, in seconds; null when nobody knows. */
  readonly expectedWait: number | null
  readonly agents: readonly Agent[]
}

/** Reads what is there: an older server tells less. */
export function readReport(answer: Fields, now: Date): Report {
  const month = fieldsIn(answer['last30Days'])
  const answers = fieldsIn(month['answers'])
  const number = (from: Fields, name: string) => numberIn(from[name]) ?? 0
  return {
    days: lastDays(
      listIn(answer['days']).map((day) => ({
        day: String(day['day']),
        started: number(day, 'started'),
        toPeople: number(day, 'handedOver') + number(day, 'askedForPerson'),
        notReplied: number(day, 'notReplied'),
      })),
      now,
    ),
    answers: [
      ['Answered from articles', number(answers, 'quote') + number(answers, 'generated')],
      ['Offered articles', number(answers, 'choices')],
      ['Didn’t know', number(answers, 'unknown') + number(answers, 'otherLanguage')],
      ['Handed over', number(month, 'handedOver')],
    ],
    firstReply: durationsIn(answer['firstReply']),
    resolution: durationsIn(answer['resolution']),
    expectedWait: numberIn(answer['expectedWaitSeconds']),
    agents: listIn(answer['agents']).map((agent) => ({
      name: String(agent['name'] ?? agent['agentId']),
      open: number(agent, 'open'),
      claims: number(agent, 'claims'),
      replies: number(agent, 'replies'),
    })),
  }
}

const DAY_MS = 86_400_000
const DAYS = 30

/** The days up to today, each at its place; none where nothing happened on any, or the dates are none. */
function lastDays(known: readonly Day[], now: Date): readonly Day[] {
  const last = Math.max(now.getTime(), Date.parse(known.at(-1)?.day ?? ''))
  if (Number.isNaN(last)) return []
  const byDay = new Map(known.map((day) => [day.day, day]))
  return Array.from({ length: DAYS }, (_, index) => {
    const at = new Date(last - (DAYS - 1 - index) * DAY_MS)
    const day = at.toISOString().slice(0, 'YYYY-MM-DD'.length)
    return byDay.get(day) ?? { day, started: 0, toPeople: 0, notReplied: 0 }
  })
}

function durationsIn(value: unknown): Report['firstReply'] {
  const fields = fieldsIn(value)
  return { median: numberIn(fields['medianSeconds']), p90: numberIn(fields['p90Seconds']) }
}

function fieldsIn(value: unknown): Fields {
  return isRecord(value) ? value : {}
}

function listIn(value: unknown): readonly Fields[] {
  return Array.isArray(value) ? value.filter((one: unknown) => isRecord(one)) : []
}

function numberIn(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null
}
