import { codeOf, isGone } from '../../client/chat-error.ts'
import type { ChatContext } from './chat-context.ts'
import type { Act } from './chat-state.ts'
import { sameVisitor } from './same-visitor.ts'
import type { SessionActions } from './session-actions.ts'

/** Runs one action at a time. It never rejects: `problem` is what failed, and a question stays open. */
export type RunAct = (name: Act, work: () => Promise<void>) => Promise<void>

export function createRunAct(context: ChatContext, sessions: SessionActions): RunAct {
  const { store, emit } = context
  const { get, set } = store
  return async (busy, work) => {
    if (get().busy) return
    set({ busy, problem: null })
    const visitor = sameVisitor(context)
    try {
      await work()
      if (!visitor.isGone()) set({ question: null })
    } catch (thrown) {
      if (visitor.isGone()) return
      const code = codeOf(thrown)
      const { session } = get()
      if (isGone(code) && session) sessions.lose(session.$id, code === 'visitor_unknown')
      // Whoever follows finds out when the chat can be reached again.
      else sessions.follow()
      set({ problem: code })
      emit('error', { code })
    } finally {
      if (!visitor.isGone()) set({ busy: null })
    }
  }
}
