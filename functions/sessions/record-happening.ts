import type { MessageRow } from '../../contract/tables/messages.ts'
import type { PacedSessionRow } from '../../contract/tables/sessions.ts'
import type { Repositories } from '../repositories/repositories.ts'
import type {
  Changed,
  GuardedHappening,
  Happening,
  Rewritten,
  Said,
  Started,
  Unsaid,
  Withdrawn,
} from './happenings.ts'
import { stepOf } from './step-of.ts'
import { stepWhile, type Stepped } from './step-while.ts'

/** What became of a visitor's message. */
export interface Uttered {
  /** Null when a message has its id already. */
  readonly message: MessageRow | null
  /** Null when the session is gone. */
  readonly counted: { readonly session: PacedSessionRow; readonly isNamed: boolean } | null
  /** Whether its turn is opened: false when another is open, null when it opens none. A failure is the caller's to report. */
  readonly turn: PromiseSettledResult<boolean | null>
}

/**
 * Writes what happens to a session, with all that belongs to it.
 *
 * A guarded happening is one transaction: message, session, row in `audit`. The others are single writes, but for a
 * visitor's message, see `say`.
 *
 * @throws Refusal `session_not_found` when a guarded one finds no session, and those of the repositories
 */
export function recordHappening(repositories: Repositories, happening: Started): Promise<PacedSessionRow>
export function recordHappening(repositories: Repositories, happening: Said): Promise<Uttered>
/** Null when the row is gone, or no longer as it was read. */
export function recordHappening(
  repositories: Repositories,
  happening: Changed,
): Promise<PacedSessionRow | null>
export function recordHappening(repositories: Repositories, happening: Unsaid | Withdrawn): Promise<null>
/** The message as it is then; null when it is gone. */
export function recordHappening(repositories: Repositories, happening: Rewritten): Promise<MessageRow | null>
export function recordHappening(repositories: Repositories, happening: GuardedHappening): Promise<Stepped>
export async function recordHappening(
  repositories: Repositories,
  happening: Happening,
): Promise<PacedSessionRow | MessageRow | Uttered | Stepped | null> {
  const { sessions, messages } = repositories
  switch (happening.kind) {
    case 'started':
      return sessions.create(happening.sessionId, happening.visitorId, happening.values)
    case 'withdrawn':
      await sessions.remove(happening.sessionId)
      return null
    case 'said':
      return say(repositories, happening)
    case 'unsaid':
      await messages.remove(happening.messageId)
      return null
    case 'rewritten':
      return messages.rewrite(happening.messageId, happening.values)
    case 'changed': {
      const { session, values, ifSame } = happening
      const newMessages = happening.countsOneLess ? -1 : 0
      return ifSame
        ? sessions.changeIfSame(session, values, newMessages)
        : sessions.touch(session.$id, values, newMessages)
    }
    case 'answered':
    case 'wrote':
    case 'told':
    case 'finished':
    case 'retracted':
    case 'moved':
    case 'tagged':
    case 'cleared':
    case 'removed':
      return stepWhile(repositories, stepOf(happening), happening.onlyWhile, happening.transaction)
  }
}

/**
 * Three parallel writes, one round trip deep: the message, the session with its counter, the bot's turn. A transaction
 * would be three round trips one after the other before a visitor's message is there, and would fail whenever two
 * messages meet. There is no row in `audit` to lose; a counter or turn that a killed function left out, upkeep repairs.
 */
async function say({ messages, sessions, turns }: Repositories, said: Said): Promise<Uttered> {
  const { sessionId, visitorId, messageId, text, attachments, turn } = said
  const files = attachments === null ? {} : { attachments }
  const [message, counted, [opened]] = await Promise.all([
    messages.create({
      id: messageId,
      sessionId,
      sender: 'user',
      authorId: visitorId,
      text,
      ...files,
      visitorId,
    }),
    count(sessions, said),
    Promise.allSettled([turn === null ? null : turns.open(turn)]),
  ])
  return { message, counted, turn: opened }
}

/** Names the chat in the same write: a first message sent again must not undo what the chat was named since. */
async function count(
  sessions: Repositories['sessions'],
  { sessionId, values, naming }: Said,
): Promise<Uttered['counted']> {
  if (naming !== null) {
    const named = { ...values, chatName: naming.chatName }
    const session = await sessions.countSent(sessionId, named, naming.unnamedSince)
    if (session !== null) return { session, isNamed: true }
  }
  const session = await sessions.countSent(sessionId, values)
  return session && { session, isNamed: false }
}
