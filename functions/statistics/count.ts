import { isRecord } from '../../contract/is-record.ts'
import { stateOf } from '../../contract/session-state.ts'
import { hourOf, stepOfScale, type DurationName, type NumberName } from '../../contract/statistics.ts'
import type { AuditRow } from '../../contract/tables/audit.ts'
import type { MessageRow } from '../../contract/tables/messages.ts'
import type { SessionRow } from '../../contract/tables/sessions.ts'
import { sumOfAll, type NumbersBy } from './numbers.ts'
import type { Tally } from './tally.ts'

/** What is counted of a session's row. */
export type CountedSession = Pick<
  SessionRow,
  '$createdAt' | 'status' | 'needsHuman' | 'assignedAgent' | 'messageCount'
>

/** The session as it is now, in place of how it was counted before. */
export function countSession(tally: Tally, session: CountedSession): Tally {
  const state = stateOf(session)
  const agentId = state === 'agent' ? session.assignedAgent : null
  const stock = { state, messages: session.messageCount, agentId }
  if (tally.stock === null) return inHour({ ...tally, stock }, session.$createdAt, 'started')
  const isSame =
    tally.stock.state === state && tally.stock.messages === stock.messages && tally.stock.agentId === agentId
  return isSame ? tally : { ...tally, stock }
}

/** A message, once. Those of sender `system` are told by `audit`. */
export function countMessage(tally: Tally, message: MessageRow): Tally {
  const { $createdAt: at, sender, answerKind } = message
  switch (sender) {
    case 'user':
      return inHour(tally, at, 'messages_visitor')
    case 'agent':
      return inHour(tally, at, 'messages_agent')
    case 'bot': {
      const said = inHour(tally, at, 'messages_bot')
      return answerKind === null ? said : inHour(said, at, answerKind)
    }
    case 'system':
    case null:
      return tally
  }
}

/** What somebody did, once, in the order in which it was done. A deletion is not for here. */
export function countDeed(tally: Tally, deed: AuditRow): Tally {
  const { $createdAt: at, action, actorKind, actorId } = deed
  switch (action) {
    case 'escalate': {
      const isBots = actorKind === 'bot' || actorKind === 'upkeep'
      const counted = inHour(tally, at, isBots ? 'handed_over' : 'asked_for_person')
      return {
        ...counted,
        askedAt: tally.askedAt ?? at,
        withPeopleSince: tally.withPeopleSince ?? at,
      }
    }
    case 'assign':
    case 'transfer': {
      const agentId = detailOf(deed, 'agentId') ?? (actorKind === 'agent' ? actorId : null)
      const counted = byAgent(inHour(tally, at, 'claimed'), agentId, 'claims')
      return { ...counted, withPeopleSince: tally.withPeopleSince ?? at }
    }
    case 'reply': {
      const counted = byAgent(tally, detailOf(deed, 'authorId') ?? actorId, 'replies')
      return { ...tookFrom(counted, 'first_reply', tally.askedAt, at), askedAt: null }
    }
    case 'close': {
      const closed = tookFrom(inHour(tally, at, 'closed'), 'resolution', tally.withPeopleSince, at)
      return ended(byAgent(closed, actorKind === 'agent' ? actorId : null, 'closes'), at)
    }
    case 'expire':
      return ended(inHour(tally, at, 'expired'), at)
    case 'return_to_bot':
      return ended(tally, at)
    case 'reopen':
      return inHour(tally, at, 'reopened')
    case 'rate':
      return countRating(tally, deed)
    case 'release':
    case 'join':
    case 'leave':
    case 'tag':
    case 'untag':
    case 'note':
    case 'note_deleted':
    case 'suggest':
    case 'article':
    case 'article_deleted':
    case 'settings':
    case 'clear':
    case 'cleanup':
    case 'erase':
    case 'delete':
    case 'give_up':
    case 'mail':
    case 'mail_failed':
    case 'mail_bounced':
    case 'mail_stopped':
    case null:
      return tally
  }
}

/** What a rating adds to the counters. */
const OF_RATINGS: ReadonlySet<NumberName> = new Set(['rated', 'rating_stars', 'rated_well'])

/**
 * A session counts with its last rating alone, so that nobody moves the site's by opening and rating a chat again and
 * again. A change counts in the hour of the one that it is in place of.
 */
function countRating(tally: Tally, deed: AuditRow): Tally {
  const detail = detailIn(deed)
  const score = starsIn(detail['score'])
  if (score === null) return tally
  const { ratedAt, agentId } = detail
  const at = typeof ratedAt === 'string' ? ratedAt : deed.$createdAt
  const amounts = [
    ['rated', 1],
    ['rating_stars', score],
    ['rated_well', Number(score >= 4)],
  ] as const
  let counted: Tally = { ...tally, hours: withoutRating(tally.hours), agents: withoutRating(tally.agents) }
  for (const [name, amount] of amounts) {
    counted = inHour(counted, at, name, amount)
    if (name !== 'rated_well')
      counted = byAgent(counted, typeof agentId === 'string' ? agentId : null, name, amount)
  }
  return counted
}

function withoutRating(all: NumbersBy): NumbersBy {
  const ratings = [...all].map(
    ([key, numbers]) => [key, new Map([...numbers].filter(([name]) => OF_RATINGS.has(name)))] as const,
  )
  return sumOfAll(all, new Map(ratings), -1)
}

function starsIn(value: unknown): number | null {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 5 ? value : null
}

/** A session's deletion; one that began and was deleted between two counts has begun all the same. */
export function countDeletion(tally: Tally, deed: AuditRow): Tally {
  const startedAt = tally.stock === null ? detailOf(deed, 'startedAt') : null
  const counted = startedAt === null ? tally : inHour(tally, startedAt, 'started')
  return inHour(counted, deed.$createdAt, 'deleted')
}

/** No person is awaited any more. */
function ended(tally: Tally, at: string): Tally {
  const counted = tally.askedAt === null ? tally : inHour(tally, at, 'not_replied')
  return { ...counted, askedAt: null, withPeopleSince: null }
}

function tookFrom(tally: Tally, name: DurationName, since: string | null, at: string): Tally {
  if (since === null) return tally
  const seconds = Math.max(0, Math.round((Date.parse(at) - Date.parse(since)) / 1000))
  const counted = inHour(inHour(tally, at, `${name}_count`), at, `${name}_${stepOfScale(seconds)}`)
  return inHour(counted, at, `${name}_seconds`, seconds)
}

function inHour(tally: Tally, at: string, name: NumberName, amount = 1): Tally {
  return { ...tally, hours: more(tally.hours, hourOf(at), name, amount) }
}

function byAgent(tally: Tally, agentId: string | null, name: NumberName, amount = 1): Tally {
  return agentId === null ? tally : { ...tally, agents: more(tally.agents, agentId, name, amount) }
}

function more(all: NumbersBy, key: string, name: NumberName, amount: number): NumbersBy {
  return sumOfAll(all, new Map([[key, new Map([[name, amount]])]]))
}

function detailOf(deed: AuditRow, name: string): string | null {
  const value = detailIn(deed)[name]
  return typeof value === 'string' ? value : null
}

function detailIn({ detail }: AuditRow): Readonly<Record<string, unknown>> {
  try {
    const read: unknown = JSON.parse(detail ?? 'null')
    return isRecord(read) ? read : {}
  } catch {
    return {}
  }
}
