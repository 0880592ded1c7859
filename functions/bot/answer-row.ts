import { setTimeout as pause } from 'node:timers/promises'
import { answerIdFor } from '../../contract/ids.ts'
import type { AnswerKind, MessageRow } from '../../contract/tables/messages.ts'
import type { GuardedHappening } from '../sessions/happenings.ts'
import { previewOf } from '../sessions/preview.ts'
import { recordHappening } from '../sessions/record-happening.ts'
import type { Stepped } from '../sessions/step-while.ts'
import type { BotCall } from './bot-call.ts'
import { recordReply } from './record-reply.ts'
import { removeUnfinished } from './remove-unfinished.ts'
import { isWithBot, type Around } from './reply-happening.ts'

/** How often the row changes while it is written, and how often it is looked whether the session is still the bot's. */
const SHOW_MS = 300
const LOOK_MS = 1000
/** Pauses before further tries, when the visitor writes at the same moment. */
const RETRY_PAUSES_MS = [20, 60, 180, 500]

/** How an answer ends. */
export interface FinalAnswer {
  readonly text: string
  readonly answerKind: AnswerKind
  /** JSON text. */
  readonly sources: string | null
}

/**
 * The row of an answer that is written while the visitor reads it: created with the first words, changed three times a
 * second, and finished with what counts. All of it only while the session is the bot's.
 */
export function createAnswerRow(
  call: BotCall,
  sessionId: string,
  question: MessageRow,
  authorName: string,
  felt: Around['felt'],
) {
  const { messages, sessions } = call.repositories
  const id = answerIdFor(question.$id)
  const session = { $id: sessionId, visitorId: question.authorId }
  let isThere = false
  let shown = ''
  let shownAt = 0
  let lookedAt = 0

  async function record(happening: GuardedHappening): Promise<Stepped['kind']> {
    for (const pauseMs of RETRY_PAUSES_MS) {
      const outcome = await recordReply(call.repositories, happening)
      if (outcome !== 'conflict') return outcome
      await pause(pauseMs)
    }
    return recordReply(call.repositories, happening)
  }

  async function begin(text: string): Promise<boolean> {
    const outcome = await record({
      kind: 'answered',
      session,
      message: { id, authorName, text, answerKind: 'generated', state: 'streaming' },
      values: {},
      by: { sender: 'bot' },
      onlyWhile: isWithBot,
    })
    isThere = outcome === 'written'
    return isThere
  }

  async function change(text: string, now: number): Promise<boolean> {
    const row = await recordHappening(call.repositories, {
      kind: 'rewritten',
      messageId: id,
      values: { text },
    })
    // The visitor has stopped it, or it was cleared.
    if (row?.state !== 'streaming') return false
    if (now - lookedAt < LOOK_MS) return true
    lookedAt = now
    const present = await sessions.get(sessionId)
    return present !== null && isWithBot(present)
  }

  return {
    /** Shows the answer as far as it is written; false when it isn't wanted any more. */
    async show(text: string): Promise<boolean> {
      const now = Date.now()
      if (text === '' || text === shown || now - shownAt < SHOW_MS) return true
      shown = text
      shownAt = now
      return isThere ? change(text, now) : begin(text)
    },

    /** Ends it, and the turn. False when it is over already, or nobody wants it any more. */
    async finish(answer: FinalAnswer): Promise<boolean> {
      const values = { ...previewOf('bot', { text: answer.text }), ...felt }
      const outcome = await record(
        isThere
          ? {
              kind: 'finished',
              sessionId,
              messageId: id,
              message: { ...answer, state: 'complete' },
              values,
              endsTurn: true,
              onlyWhile: isWithBot,
            }
          : {
              kind: 'answered',
              session,
              message: { id, authorName, ...answer },
              values,
              by: { sender: 'bot' },
              onlyWhile: isWithBot,
            },
      )
      return outcome === 'written'
    },

    /** Removes what was shown of it, unless it is over. */
    async remove(): Promise<void> {
      const row = isThere ? await messages.get(id) : null
      if (row !== null) await removeUnfinished(call.repositories, sessionId, [row])
    },

    /** For what else happens in its place. */
    record,
  }
}

export type AnswerRow = ReturnType<typeof createAnswerRow>
