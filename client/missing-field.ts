import { ChatError } from './chat-error.ts'

/** @throws ChatError `bad_answer` always */
export function missing(field: string): never {
  throw new ChatError('bad_answer', `the answer has no ${field}`)
}
