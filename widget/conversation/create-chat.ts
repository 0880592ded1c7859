import { codeOf, type ChatErrorCode } from '../../client/chat-error.ts'
import { createChat as createStoredChat, type Chat, type ChatSetup } from '../store/chat.ts'
import { followWait } from './follow-wait.ts'
import { sameVisitor } from '../store/same-visitor.ts'
import { seesReplies } from './sees-replies.ts'
import { tellsOfArrivals } from './tells-of-arrivals.ts'
import { takeLinkToken } from './take-link-token.ts'

/**
 * The chat of this page. On a page that a link of a mail has opened it begins with that link's session, in place of one
 * that this browser has stored.
 */
export function createChat(setup: ChatSetup): Chat {
  const { client, storage, store } = setup
  const chat = createStoredChat(setup)
  const stopSeeing = seesReplies(chat.parts.context)
  tellsOfArrivals(chat.parts.context)
  const stopAsking = followWait(chat.parts.context)
  let token = takeLinkToken()
  let opening: Promise<void> | null = null

  async function open(link: string): Promise<void> {
    let problem: ChatErrorCode | null = null
    const visitor = sameVisitor(chat.parts.context)
    try {
      const answer = await client.openLink(link)
      visitor.check()
      if (answer.credentials) client.signIn(answer.credentials)
      // Its visitor has written already, perhaps in another browser.
      storage.persist()
      chat.parts.sessions.adopt(answer)
    } catch (thrown) {
      if (visitor.isGone()) {
        token = null
        return
      }
      problem = codeOf(thrown)
      // The connection's failure passes, and the link is tried again.
      if (problem === 'network' || problem === 'timeout') return store.set({ phase: 'failed', problem })
    }
    token = null
    await chat.begin()
    if (problem !== null) store.set({ problem })
  }

  return {
    ...chat,
    begin: () => {
      if (opening === null && token !== null) {
        opening = open(token).finally(() => {
          opening = null
        })
      }
      return opening ?? chat.begin()
    },
    stop: () => {
      stopSeeing()
      stopAsking()
      chat.stop()
    },
  }
}
