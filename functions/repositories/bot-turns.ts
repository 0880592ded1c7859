import { ExecutionMethod } from 'node-appwrite'
import * as chatPaths from '../../contract/chat-paths.ts'
import { unless, type Connection } from './connection.ts'

/** Starts the bot's turn as an asynchronous execution of the function `chat`. */
export function botTurnsRepository(connection: Connection) {
  return {
    /** Answers as soon as Appwrite has taken it. A turn that is asked for twice answers once. */
    async start(sessionId: string, messageId: string): Promise<void> {
      await unless(
        [],
        connection.functions.createExecution({
          functionId: 'chat',
          async: true,
          xpath: chatPaths.answer(sessionId),
          method: ExecutionMethod.POST,
          body: JSON.stringify({ messageId }),
        }),
      )
    },
  }
}
