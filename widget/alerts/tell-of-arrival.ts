import { isPageHidden } from '../../client/page-wake.ts'
import type { MessageRow } from '../../contract/tables/messages.ts'
import type { ChatContext } from '../store/chat-context.ts'
import { beep } from './beep.ts'
import { areAlertsOn } from './switch-alerts.ts'

/** By then another tab that is looked at has said so. */
const LOOKED_AT_WITHIN_MS = 1000
/** So long the other tabs have to find out that this one rings. */
const RINGS_FOR_MS = 2000

/** The page's own title, and ours in its place: null while nothing is told. */
let told: { readonly own: string; readonly ours: string; readonly count: number } | null = null

/**
 * Tells of an answer that came while the page is hidden: by their number before the page's title until somebody looks,
 * and, where the visitor has switched that on, by a sound and a notification, in one tab of all.
 *
 * @param lookedAtName what a tab that is looked at tells the others of a message
 */
export async function tellOfArrival(
  context: ChatContext,
  message: MessageRow,
  lookedAtName: (messageId: string) => string,
): Promise<void> {
  countInTitle()
  if (!areAlertsOn(context.storage)) return
  let isLookedAt = false
  const unwatch = context.storage.watch((name) => {
    isLookedAt ||= name === lookedAtName(message.$id)
  })
  await new Promise((resolve) => setTimeout(resolve, LOOKED_AT_WITHIN_MS))
  unwatch()
  if (isLookedAt || !isPageHidden()) return
  await inOneTab(message.$id, () => {
    beep()
    notify(message)
  })
}

function countInTitle(): void {
  const own = told !== null && document.title === told.ours ? told.own : document.title
  const count = (told?.count ?? 0) + 1
  if (told === null) document.addEventListener('visibilitychange', restoreTitle)
  told = { own, count, ours: `(${count}) ${own}` }
  document.title = told.ours
}

/** Unless the page has another title by now. */
function restoreTitle(): void {
  if (document.hidden) return
  document.removeEventListener('visibilitychange', restoreTitle)
  if (told !== null && document.title === told.ours) document.title = told.own
  told = null
}

/** Whoever has the lock; where there are none (plain http), every tab. */
async function inOneTab(messageId: string, ring: () => void): Promise<void> {
  const locks: LockManager | undefined = navigator.locks
  if (!locks) return ring()
  await locks.request(`porchlight:ring:${messageId}`, { ifAvailable: true }, async (lock) => {
    if (lock === null) return
    ring()
    await new Promise((resolve) => setTimeout(resolve, RINGS_FOR_MS))
  })
}

function notify({ $id, text, authorName }: MessageRow): void {
  if (typeof Notification === 'undefined' || Notification.permission !== 'granted') return
  try {
    const notification = new Notification(authorName ?? document.title, { body: text ?? '', tag: $id })
    notification.addEventListener('click', () => {
      window.focus()
      notification.close()
    })
  } catch {
    // Phones allow them to service workers only.
  }
}
