import type { RunAct } from './act.ts'
import type { ChatContext } from './chat-context.ts'
import type { SessionActions } from './session-actions.ts'

/** What further actions are made of. */
export interface ChatParts {
  readonly context: ChatContext
  readonly sessions: SessionActions
  readonly act: RunAct
}
