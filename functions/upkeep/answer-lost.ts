import { stateOf } from '../../contract/session-state.ts'
import { isMessageId } from '../../contract/ids.ts'
import type { SessionRow } from '../../contract/tables/sessions.ts'
import type { Repositories } from '../repositories/repositories.ts'
import type { Budget } from './budget.ts'
import { sideBySide, type StepResult } from './step.ts'

/** Younger messages may still be with the bot. */
const LOST_AFTER_MS = 60_000
/** Older ones are answered no more: the visitor has long gone. */
const LOOK_BACK_MS = 60 * 60 * 1000
/** At most so many in a run; the oldest come first. */
const PAGE = 100

/**
 * Opens a turn for messages that never got one, because the function that stored them was killed, or they were sent
 * just when the session came back to the bot: the newest word of a session with the bot is the visitor's, a minute ago or
 * longer.
 */
export async function answerLost(repositories: Repositories, now: Date, budget: Budget): Promise<StepResult> {
  const filter = {
    status: 'active',
    needsHuman: false,
    previewSender: 'user',
    since: new Date(now.getTime() - LOOK_BACK_MS).toISOString(),
    until: new Date(now.getTime() - LOST_AFTER_MS).toISOString(),
  } as const
  const found = await repositories.sessions.list({ filter, sort: 'lastSeen', limit: PAGE })
  let left: SessionRow | undefined
  const opened = await sideBySide(found, async (session) => {
    if (budget.isSpent()) {
      left ??= session
      return false
    }
    return openTurn(repositories, session)
  })
  return { changed: opened.filter((isOpened) => isOpened).length, leftSince: left?.lastSeen ?? null }
}

async function openTurn({ messages, turns }: Repositories, session: SessionRow): Promise<boolean> {
  if (stateOf(session) !== 'bot') return false
  const newest = await messages.newestSaid(session.$id)
  if (newest?.sender !== 'user' || !isMessageId(newest.$id)) return false
  return turns.open({ sessionId: session.$id, messageId: newest.$id, corpora: session.corpora })
}
