import type { MessageAnswer } from '../../contract/chat-api.ts'
import type { ChangeMessageRequest } from '../../contract/chat-requests.ts'
import { isRowId } from '../../contract/appwrite-ids.ts'
import { Refusal } from '../../contract/refusal.ts'
import type { MessageRow } from '../../contract/tables/messages.ts'
import { previewOf } from '../sessions/preview.ts'
import { recordHappening } from '../sessions/record-happening.ts'
import type { ChatCall } from './chat-call.ts'
import { ownSession } from './own-session.ts'

/**
 * What the visitor says of an answer of the bot, and the end of one that is being written. Idempotent: one that is over
 * already stays as it is.
 *
 * @throws Refusal `visitor_unknown`, `session_not_found`, `message_not_found`
 */
export async function changeMessage(
  call: ChatCall,
  sessionId: string,
  messageId: string,
  { feedback, state }: ChangeMessageRequest,
): Promise<MessageAnswer> {
  const { messages } = call.repositories
  const [session, found] = await Promise.all([
    ownSession(call, sessionId),
    isRowId(messageId) ? messages.get(messageId) : null,
  ])
  if (found?.sessionId !== session.$id || found.sender !== 'bot') throw new Refusal('message_not_found')
  let message: MessageRow | null = found
  if (state !== undefined && message.state === 'streaming') message = await stop(call, message)
  if (feedback !== undefined && message !== null && message.feedback !== feedback) {
    message = await recordHappening(call.repositories, { kind: 'rewritten', messageId, values: { feedback } })
  }
  if (message === null) throw new Refusal('message_not_found')
  return { message }
}

/** Meanwhile the bot may write, or end it by itself. */
const ATTEMPTS = 4

/** The bot sees it when it writes next, and writes no more. What was shown by then stays. */
async function stop(call: ChatCall, streaming: MessageRow): Promise<MessageRow | null> {
  const { $id: messageId, sessionId } = streaming
  let message: MessageRow | null = streaming
  for (let attempt = 0; attempt < ATTEMPTS && message?.state === 'streaming'; attempt++) {
    // Somebody may have written since: the list shows what is newest.
    const newest = await call.repositories.messages.newestSaid(sessionId)
    await recordHappening(call.repositories, {
      kind: 'finished',
      sessionId,
      messageId,
      message: { state: 'stopped' },
      values: newest?.$id === messageId ? previewOf('bot', message) : {},
      onlyWhile: () => true,
    })
    message = await call.repositories.messages.get(messageId)
  }
  return message
}
