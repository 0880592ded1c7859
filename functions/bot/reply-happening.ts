import { answerIdFor } from '../../contract/ids.ts'
import * as limits from '../../contract/limits.ts'
import { stateOf, transition, withBot } from '../../contract/session-state.ts'
import type { MessageRow, Source } from '../../contract/tables/messages.ts'
import type { SessionRow, SessionValues } from '../../contract/tables/sessions.ts'
import { summaryOf } from '../sessions/escalation-summary.ts'
import type { GuardedHappening } from '../sessions/happenings.ts'
import { previewOf } from '../sessions/preview.ts'
import type { Reply } from './compose-reply.ts'
import { botTextsIn } from './locales/bot-texts.ts'

/** In rows that agents and operators read. */
const BOT = { kind: 'bot', id: null, name: botTextsIn('en').name } as const

/** What else a reply goes by. */
export interface Around {
  /** The newest messages of the session, oldest first. */
  readonly recent: readonly MessageRow[]
  /** See `sentimentOf`. */
  readonly felt: Pick<Partial<SessionValues>, 'sentiment'>
  /** One that was begun already. */
  readonly transaction?: string | undefined
}

/** What a reply of the bot does to the session; it ends the bot's turn. */
export function happeningOf(
  sessionId: string,
  reply: Reply,
  question: MessageRow,
  around: Around,
): GuardedHappening {
  if (reply.kind === 'hand_over') return handOver(sessionId, reply, question, around)
  const { authorName, answerKind } = reply
  const { text, sources } = answerColumns(reply)
  return {
    kind: 'answered',
    session: { $id: sessionId, visitorId: question.authorId },
    message: { id: answerIdFor(question.$id), authorName, text, answerKind, sources },
    values: { ...previewOf('bot', { text }), ...around.felt },
    by: { sender: 'bot' },
    onlyWhile: isWithBot,
    transaction: around.transaction,
  }
}

/** Hands the session to a person. A question that the articles have no answer to is told apart, for the list of gaps. */
export function handOver(
  sessionId: string,
  { reason, lookedUp }: Pick<Extract<Reply, { kind: 'hand_over' }>, 'reason' | 'lookedUp'>,
  question: MessageRow,
  { recent, felt, transaction }: Around,
): GuardedHappening {
  const move = { kind: 'escalate', reason, summary: summaryOf(recent) } as const
  const outcome = transition(withBot, move, new Date().toISOString())
  if (outcome.kind !== 'moved') throw new Error('the bot can always hand over its own session')
  const session = { $id: sessionId, visitorId: question.authorId }
  return {
    kind: 'moved',
    session,
    move,
    outcome,
    actor: BOT,
    extra: felt,
    endsTurn: true,
    ...(lookedUp && { report: { messageId: answerIdFor(question.$id), answerKind: 'unknown' } }),
    onlyWhile: isWithBot,
    transaction,
  }
}

/** Text and sources as their columns take them. */
export function answerColumns({
  text,
  sources,
}: {
  readonly text: string
  readonly sources: readonly Source[]
}) {
  const kept = fitting(sources)
  return {
    text: Array.from(text).slice(0, limits.messageTextMax).join(''),
    sources: kept.length === 0 ? null : JSON.stringify(kept),
  }
}

/** As many as the column takes; an address that is too long is left out rather than its article. */
function fitting(sources: readonly Source[]): readonly Source[] {
  const kept: Source[] = []
  for (const source of sources) {
    const one = [source, { ...source, url: null }].find(
      (form) => JSON.stringify([...kept, form]).length <= limits.sourcesMax,
    )
    if (one !== undefined) kept.push(one)
  }
  return kept
}

export function isWithBot(session: SessionRow): boolean {
  return stateOf(session) === 'bot'
}
