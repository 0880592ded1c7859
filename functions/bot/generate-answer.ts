import type { BotCall } from './bot-call.ts'
import { answerColumns } from './reply-happening.ts'
import type { AnswerRow } from './answer-row.ts'
import { createGroundedText, type Verdict } from './model/grounded-text.ts'
import type { Model } from './model/model.ts'
import { ModelError, streamCompletion, type ModelPatience } from './model/stream-completion.ts'
import { reserveCost } from './model/model-budget.ts'
import { writePrompt, type Task } from './model/write-prompt.ts'

/** Four short sentences, in any language. */
const TOKENS_MAX = 400
/** No tokenizer makes more of a text in the languages that the bot speaks. */
const CHARACTERS_PER_TOKEN = 2
/** Over well before its turn counts as lost. */
const PATIENCE: ModelPatience = { silentMs: 10_000, totalMs: 45_000 }

/** How it ended: the model's answer is given, there is none, a person is wanted, or nothing is wanted any more. */
export type Generated = 'generated' | 'none' | 'hand_over' | 'unwanted'

/**
 * Has a model answer from passages, and shows its words as they come, as far as they stand in the passages. There is none
 * where it fails, says what they don't, or would exceed a limit.
 *
 * @param opening what stands before the answer, such as the disclosure; empty for nothing
 * @param language see `createGroundedText`
 */
export async function generateAnswer(
  call: BotCall,
  model: Model,
  row: AnswerRow,
  sessionId: string,
  task: Task,
  { opening, language }: AnswerFrame,
): Promise<Generated> {
  const prompts = writePrompt(task)
  const read = prompts.reduce((sum, { content }) => sum + content.length, 0)
  const settings = await call.settings()
  const tokens = Math.ceil(read / CHARACTERS_PER_TOKEN) + TOKENS_MAX
  const most = { tokens, seconds: PATIENCE.totalMs / 1000 }
  const reserved = await reserveCost(call.repositories.limits, settings, sessionId, most, Date.now())
  if (reserved === null) return 'none'
  const text = createGroundedText(task.grounds, [task.question, task.siteName ?? ''], language)
  const enough = new AbortController()
  let used: number | null = null
  let verdict: Verdict
  try {
    for await (const piece of streamCompletion(model, prompts, TOKENS_MAX, PATIENCE, enough.signal)) {
      if ('tokens' in piece) used = piece.tokens
      else if (!text.push(piece.text)) break
      else if (text.shown() !== '' && !(await row.show(opening + text.shown()))) return 'unwanted'
    }
    verdict = text.end()
  } catch (thrown) {
    if (!(thrown instanceof ModelError)) throw thrown
    call.reportError(`the model gave no answer (${thrown.failure})`, thrown)
    verdict = { kind: 'no_answer' }
  } finally {
    enough.abort()
    await reserved.settle(used)
  }
  if (verdict.kind === 'hand_over') return 'hand_over'
  if (verdict.kind === 'dropped') call.reportError('an answer of the model was dropped', verdict.why)
  if (verdict.kind !== 'grounded') return 'none'
  const columns = answerColumns({ text: opening + verdict.text, sources: verdict.sources })
  const answer = { ...columns, answerKind: 'generated' } as const
  return (await row.finish(answer)) ? 'generated' : 'unwanted'
}

/** What is around a model's words. */
export interface AnswerFrame {
  readonly opening: string
  readonly language: string
}
