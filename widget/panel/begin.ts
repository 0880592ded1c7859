import { codeOf } from '../../client/chat-error.ts'
import { executeFunction, type FunctionAnswer } from '../../client/execute-function.ts'
import type { Target } from '../../client/http.ts'
import { readSettings } from '../../client/read-settings.ts'
import * as firstChatPaths from '../../contract/first-chat-paths.ts'
import type { StartRequest } from '../../contract/chat-requests.ts'
import type { ChatState } from '../store/chat-state.ts'
import type { Store } from '../store/store.ts'

/**
 * The first opening by somebody unknown: reads the site's settings, and starts a session unless they leave that to the
 * first message. Its answer is for whoever sends; until then nothing more is needed, nor stored.
 *
 * @returns the session's start when it is under way
 */
export async function begin(
  target: Target,
  { set }: Pick<Store<ChatState>, 'set'>,
  request: () => StartRequest,
): Promise<{ readonly begun: Promise<FunctionAnswer> } | null> {
  try {
    const { fields } = await executeFunction(target, null, { method: 'GET', path: firstChatPaths.settings })
    const settings = readSettings(fields['settings'])
    set({ settings, phase: 'ready', problem: null })
    if (settings.createSessionOn === 'first_message') return null
  } catch (thrown) {
    set({ phase: 'failed', problem: codeOf(thrown) })
    return null
  }
  const begun = executeFunction(target, null, {
    method: 'POST',
    path: firstChatPaths.sessions,
    body: request(),
  })
  // A send requests it again: nobody waits for it now.
  begun.catch(() => {})
  return { begun }
}
