import type { ChatState } from '../store/chat-state.ts'

/** A connection that is back within this time isn't reported. */
const OFFLINE_AFTER_MS = 3000

/** Whether the visitor is told that there is no connection: then nothing else has to tell. */
export function isOffline({ offlineSince }: Pick<ChatState, 'offlineSince'>): boolean {
  return offlineSince !== null && Date.now() - offlineSince >= OFFLINE_AFTER_MS
}
