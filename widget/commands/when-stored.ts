import type { OutgoingMessage } from '../store/chat-state.ts'

/** What can be the end of a message that waits. */
const ENDS = ['porchlight:message:sent', 'porchlight:message:failed', 'porchlight:identity'] as const

/** Resolves with a message's id once it is stored, with null once it waits no longer and isn't. */
export function whenStored(id: string, outbox: () => readonly OutgoingMessage[]): Promise<string | null> {
  return new Promise((resolve) => {
    const look = ({ detail }: CustomEvent<{ readonly type: string; readonly [name: string]: unknown }>) => {
      if (outbox().some((message) => message.id === id)) return
      if (detail.type === 'message:sent' && detail['messageId'] !== id) return
      for (const type of ENDS) removeEventListener(type, look)
      resolve(detail.type === 'message:sent' ? id : null)
    }
    for (const type of ENDS) addEventListener(type, look)
  })
}
