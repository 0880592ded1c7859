import { isPageHidden } from '../../client/page-wake.ts'
import type { MessageRow } from '../../contract/tables/messages.ts'
import type { ChatContext } from '../store/chat-context.ts'

/** The other tabs have the message by then. */
const AFTER_MS = 250

/** Watches for answers that come while the page is hidden. What tells of them is fetched with the first; a tab that is looked at tells the others so. */
export function tellsOfArrivals(context: ChatContext): void {
  const { storage, store } = context
  store.subscribe(({ session, messages, isOpen }, before) => {
    if (messages === before.messages || session === null || session.$id !== before.session?.$id) return
    const newest = messages.at(-1)
    if (!newest || !isNews(newest, before.messages.at(-1))) return
    if (isPageHidden()) void tell(newest)
    else if (isOpen) setTimeout(() => storage.tell(lookedAtName(newest.$id)), AFTER_MS)
  })

  async function tell(newest: MessageRow): Promise<void> {
    try {
      const { tellOfArrival } = await import('../alerts/alerts.ts')
      await tellOfArrival(context, newest, lookedAtName)
    } catch {
      // The number on the button tells as well.
    }
  }
}

function lookedAtName(messageId: string): string {
  return `looked:${messageId}`
}

/** A finished message of somebody else's, which wasn't there, or was still being written. */
function isNews({ $id, sender, state }: MessageRow, last: MessageRow | undefined): boolean {
  const isOthers = sender === 'bot' || sender === 'agent'
  return isOthers && state !== 'streaming' && ($id !== last?.$id || last.state === 'streaming')
}
