import { isMessageId } from '../../contract/ids.ts'
import type { MessageRow } from '../../contract/tables/messages.ts'
import type { SessionRow } from '../../contract/tables/sessions.ts'
import type { NewTurn } from '../repositories/turns.ts'
import type { Repositories } from '../repositories/repositories.ts'
import { answeredUpTo } from './answered-up-to.ts'

/** Messages that are looked at: more than a visitor writes while nobody answers. */
const WINDOW = 30

/**
 * The turn that is due in a session with the bot: for what the visitor wrote while it was with a person, or just about
 * to be returned, and for what lost its turn. Null when everything is answered; handing the session to a
 * person counts as the bot's answer.
 */
export async function turnLeft({ messages }: Repositories, session: SessionRow): Promise<NewTurn | null> {
  const { $id: sessionId, corpora, locale } = session
  const recent = await messages.newest(sessionId, WINDOW)
  const answered = Math.max(answeredUpTo(recent), handedOverAt(recent))
  const first = recent.find(({ sender, $sequence }) => sender === 'user' && $sequence > answered)
  if (first === undefined || !isMessageId(first.$id)) return null
  return { sessionId, messageId: first.$id, corpora, locale }
}

/** When the bot, or upkeep for it, handed the session to a person: the system message tells whether the bot or the visitor did. */
function handedOverAt(recent: readonly MessageRow[]): number {
  return recent.findLast(({ event, authorId }) => event === 'escalated' && authorId === null)?.$sequence ?? 0
}
