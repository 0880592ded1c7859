import type { ReadableAtom } from 'nanostores'
import { isPageHidden, watchWake } from '../client/page-wake.ts'
import { stateOf } from '../contract/session-state.ts'
import type { ConversationActions } from './conversation/conversation-actions.ts'
import type { KnownOfVisitor } from './conversation/known-of-visitor.ts'
import type { Features } from './features.ts'

/** What follows one another is told together, and a glance doesn't count. */
const AFTER_MS = 2000

/** Tells a visitor that what they wrote is on this agent's screen: once for all that came together, and only while the page is looked at. */
export function keepSeen(
  { account, conversation }: Features,
  { tellSeen }: Pick<ConversationActions, 'tellSeen'>,
  $known: ReadableAtom<KnownOfVisitor | null>,
): void {
  const { $conversation } = conversation.store
  let timer: ReturnType<typeof setTimeout> | undefined
  /** What failed is tried again with the next message. */
  let told = ''

  function shown(): { readonly key: string; readonly sequence: number } | null {
    const open = $conversation.get()
    const known = $known.get()
    if (
      open === null ||
      known === null ||
      isPageHidden() ||
      account.store.$account.get().kind !== 'signed_in'
    )
      return null
    const { session, messages } = open
    const newest = messages.findLast(({ sender }) => sender === 'user')
    if (newest === undefined || newest.$sequence <= known.agentSeenSequence) return null
    if (!['waiting', 'agent'].includes(stateOf(session))) return null
    const key = `${session.$id} ${newest.$sequence}`
    return key === told ? null : { key, sequence: newest.$sequence }
  }

  function tell(): void {
    timer = undefined
    const seen = shown()
    if (seen === null) return
    told = seen.key
    void tellSeen(seen.sequence)
  }

  function look(): void {
    if (shown() !== null) timer ??= setTimeout(tell, AFTER_MS)
  }

  $conversation.listen(look)
  $known.listen(look)
  watchWake(look)
  look()
}
