import type { ChatState } from '../store/chat-state.ts'

/** A connection that comes back within this time was never worth a word. */
const OFFLINE_AFTER_MS = 3000

/** Whether the visitor is told that there is no connection: then nothing else has to say so. */
export function isOffline({ offlineSince }: Pick<ChatState, 'offlineSince'>): boolean {
  return offlineSince !== null && Date.now() - offlineSince >= OFFLINE_AFTER_MS
}
