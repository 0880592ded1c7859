import { stateOf } from '../../contract/session-state.ts'
import { isMessageId } from '../../contract/ids.ts'
import type { Repositories } from '../repositories/repositories.ts'

/** Younger messages may still be with the bot. */
const LOST_AFTER_MS = 60_000
/** Older ones are answered no more: the visitor has long gone. */
const LOOK_BACK_MS = 60 * 60 * 1000
const PAGE = 100

/**
 * Starts the bot's turn for messages whose turn got lost: the newest word of a session with the bot is the visitor's,
 * a minute ago or longer. Gives the number of turns that it started.
 */
export async function answerLost(repositories: Repositories, now: Date): Promise<number> {
  const since = new Date(now.getTime() - LOOK_BACK_MS).toISOString()
  const until = new Date(now.getTime() - LOST_AFTER_MS).toISOString()
  let started = 0
  let cursor: string | undefined
  for (;;) {
    const page = await repositories.sessions.list({
      filter: { status: 'active', needsHuman: false, since, until },
      limit: PAGE,
      cursor,
    })
    for (const session of page) {
      if (stateOf(session) !== 'bot' || session.previewSender !== 'user') continue
      const newest = (await repositories.messages.newest(session.$id, 1))[0]
      if (newest?.sender !== 'user' || !isMessageId(newest.$id)) continue
      await repositories.botTurns.start(session.$id, newest.$id)
      started++
    }
    cursor = page.at(-1)?.$id
    if (page.length < PAGE) return started
  }
}
