import type { Agent } from '../agent.ts'
import type { ConversationActions } from './conversation-actions.ts'
import type { ConversationStore } from './conversation-store.ts'

/** What every part of the conversation shows, and what it can do. */
export interface PaneProps {
  readonly store: ConversationStore
  readonly actions: ConversationActions
  readonly agent: Agent
}
