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
  /** All days from the first one to the last, those without anything too. */
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
export function readReport(answer: Fields): Report {
  const month = fieldsIn(answer['last30Days'])
  const answers = fieldsIn(month['answers'])
  const number = (from: Fields, name: string) => numberIn(from[name]) ?? 0
  return {
    days: withoutGaps(
      listIn(answer['days']).map((day) => ({
        day: String(day['day']),
        started: number(day, 'started'),
        toPeople: number(day, 'handedOver') + number(day, 'askedForPerson'),
        notReplied: number(day, 'notReplied'),
      })),
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
/** No answer has more; what a server says is not trusted to be short. */
const DAYS_MAX = 31

function withoutGaps(days: readonly Day[]): readonly Day[] {
  const known = new Map(days.map((day) => [day.day, day]))
  const first = Date.parse(days[0]?.day ?? '')
  const last = Date.parse(days.at(-1)?.day ?? '')
  const all: Day[] = []
  for (let at = first; at <= last && all.length < DAYS_MAX; at += DAY_MS) {
    const day = new Date(at).toISOString().slice(0, 'YYYY-MM-DD'.length)
    all.push(known.get(day) ?? { day, started: 0, toPeople: 0, notReplied: 0 })
  }
  return all
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
