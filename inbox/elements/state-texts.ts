import type { SessionState } from '../../contract/session-state.ts'

/** The states in the agent's words. */
export const stateTexts: Record<SessionState, string> = {
  bot: 'With the bot',
  waiting: 'Waiting',
  agent: 'With an agent',
  closed: 'Closed',
}
