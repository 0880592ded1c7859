import { isMessageId } from '../../contract/ids.ts'
import type { MessageRow } from '../../contract/tables/messages.ts'
import type { SessionRow } from '../../contract/tables/sessions.ts'
import type { NewTurn } from '../repositories/turns.ts'
import type { Repositories } from '../repositories/repositories.ts'
import { answeredUpTo } from './answered-up-to.ts'

/** Messages that are looked at: more than a visitor writes while nobody answers. */
const WINDOW = 30

/**
 * The turn that is due in a session which the bot holds: for what the visitor wrote while a person held it, or was just about
 * to give it back, and for what lost its turn. Null when everything is answered; that the bot gave the session to a
 * person was its answer.
 */
export async function turnLeft({ messages }: Repositories, session: SessionRow): Promise<NewTurn | null> {
  const { $id: sessionId, corpora } = session
  const recent = await messages.newest(sessionId, WINDOW)
  const answered = Math.max(answeredUpTo(recent), handedOverAt(recent))
  const first = recent.find(({ sender, $sequence }) => sender === 'user' && $sequence > answered)
  return first === undefined || !isMessageId(first.$id) ? null : { sessionId, messageId: first.$id, corpora }
}

/** When the bot, or upkeep for it, gave the session to a person: of a visitor who asks for one the message tells who it was. */
function handedOverAt(recent: readonly MessageRow[]): number {
  return recent.findLast(({ event, authorId }) => event === 'escalated' && authorId === null)?.$sequence ?? 0
}
