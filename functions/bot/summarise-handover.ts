import { setTimeout as pause } from 'node:timers/promises'
import { escalationSummaryMax } from '../../contract/session-sizes.ts'
import type { MessageRow } from '../../contract/tables/messages.ts'
import { summaryOf } from '../sessions/escalation-summary.ts'
import { recordHappening } from '../sessions/record-happening.ts'
import type { BotCall } from './bot-call.ts'
import { groundedSummary } from './model/grounded-summary.ts'
import type { Model } from './model/model.ts'
import { ModelError, streamCompletion, type ModelPatience, type Prompt } from './model/stream-completion.ts'
import { reserveCost } from './model/model-budget.ts'
import { writeSummaryPrompt } from './model/write-summary-prompt.ts'

/** Three short sentences. */
const TOKENS_MAX = 200
/** No tokenizer makes more of a text in the languages that the bot speaks. */
const CHARACTERS_PER_TOKEN = 2
/** Whoever takes the chat has read it by then. */
const PATIENCE: ModelPatience = { silentMs: 10_000, totalMs: 30_000 }
/** Pauses before further tries, when visitor or agent changes the session at the same moment. */
const RETRY_PAUSES_MS = [20, 60, 180, 500]

/**
 * Has a model write, for the agent, what a chat that was just handed over is about. The words of the visitor that the
 * handover itself has put there stay behind it, and alone where the model fails or says what nobody wrote. Never rejects.
 *
 * @param recent the messages that the handover has summarised
 */
export async function summariseHandover(
  call: BotCall,
  model: Model,
  sessionId: string,
  recent: readonly MessageRow[],
): Promise<void> {
  try {
    const quoted = summaryOf(recent)
    const written = quoted === null ? null : await askForSummary(call, model, sessionId, recent)
    if (quoted === null || written === null) return
    const text = Array.from(`Summary by AI: ${written} ${quoted}`).slice(0, escalationSummaryMax).join('')
    await replaceSummary(call, sessionId, quoted, text)
  } catch (thrown) {
    call.reportError('the chat could not be summarised', thrown)
  }
}

async function askForSummary(
  call: BotCall,
  model: Model,
  sessionId: string,
  recent: readonly MessageRow[],
): Promise<string | null> {
  const settings = await call.settings()
  const prompts = writeSummaryPrompt(recent.slice(-settings.memoryWindow))
  const read = prompts.reduce((sum, { content }) => sum + content.length, 0)
  const tokens = Math.ceil(read / CHARACTERS_PER_TOKEN) + TOKENS_MAX
  const most = { tokens, seconds: PATIENCE.totalMs / 1000 }
  const reserved = await reserveCost(call.repositories.limits, settings, sessionId, most, Date.now())
  if (reserved === null) return null
  const { text, tokens: used } = await completed(call, model, prompts)
  await reserved.settle(used)
  return groundedSummary(text, recent.map((row) => row.text ?? '').join('\n'))
}

/** All that a model writes; nothing where it fails. */
async function completed(call: BotCall, model: Model, prompts: readonly Prompt[]) {
  let text = ''
  let tokens: number | null = null
  const whole = new AbortController()
  try {
    for await (const piece of streamCompletion(model, prompts, TOKENS_MAX, PATIENCE, whole.signal)) {
      if ('tokens' in piece) tokens = piece.tokens
      else text += piece.text
    }
    return { text, tokens }
  } catch (thrown) {
    if (!(thrown instanceof ModelError)) throw thrown
    call.reportError(`the model gave no summary (${thrown.failure})`, thrown)
    return { text: '', tokens }
  }
}

/** Only in place of what the handover wrote: the chat may be cleared by now, or handed over anew. */
async function replaceSummary(
  { repositories }: BotCall,
  sessionId: string,
  quoted: string,
  text: string,
): Promise<void> {
  for (const pauseMs of RETRY_PAUSES_MS) {
    const session = await repositories.sessions.get(sessionId)
    if (session?.escalationSummary !== quoted) return
    const values = { escalationSummary: text }
    const changed = await recordHappening(repositories, { kind: 'changed', session, values, ifSame: true })
    if (changed !== null) return
    await pause(pauseMs)
  }
}
