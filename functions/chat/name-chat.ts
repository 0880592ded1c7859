import type { MessageRow } from '../../contract/tables/messages.ts'
import type { PacedSessionRow } from '../../contract/tables/sessions.ts'
import { chatNameOf } from '../sessions/preview.ts'
import { recordHappening } from '../sessions/record-happening.ts'
import type { ChatCall } from './chat-call.ts'

/** Of many who change one session at once, each try lets at least one through. */
const ATTEMPTS = 4

/** Names a chat after a message, if it has no name: a name that somebody gives it at the same moment stays. */
export async function nameChat(
  call: ChatCall,
  session: PacedSessionRow,
  message: MessageRow,
): Promise<PacedSessionRow> {
  const { sessions } = call.repositories
  let present = session
  for (let attempt = 0; present.chatName === null && attempt < ATTEMPTS; attempt++) {
    const changed = await recordHappening(call.repositories, {
      kind: 'changed',
      session: present,
      values: { chatName: chatNameOf(message) },
      ifSame: true,
    })
    present = changed ?? (await sessions.get(present.$id)) ?? session
  }
  return present
}
