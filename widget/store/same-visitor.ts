import { ChatError } from '../../client/chat-error.ts'
import type { ChatContext } from './chat-context.ts'

/** What was begun for one visitor, on a device that somebody else may use before it is done. */
export interface SameVisitor {
  /** That visitor has logged out since: the outcome, failures too, is nobody's business any more. */
  readonly isGone: () => boolean
  /** @throws ChatError when that visitor has logged out since, so that nothing further comes of it */
  readonly check: () => void
}

/** The visitor of now. */
export function sameVisitor(context: Pick<ChatContext, 'epoch'>): SameVisitor {
  const { epoch } = context
  const isGone = () => context.epoch !== epoch
  return {
    isGone,
    check: () => {
      if (isGone()) throw new ChatError('logged_out')
    },
  }
}
