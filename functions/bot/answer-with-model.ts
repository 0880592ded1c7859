import type { MessageRow } from '../../contract/tables/messages.ts'
import type { TurnRow } from '../../contract/tables/turns.ts'
import { giveOutAfter } from '../sessions/give-out.ts'
import type { Search } from './search.ts'
import type { BotCall } from './bot-call.ts'
import type { LookedUp, Reply } from './compose-reply.ts'
import { createAnswerRow, type AnswerRow } from './answer-row.ts'
import { generateAnswer, type Generated } from './generate-answer.ts'
import type { Model } from './model/model.ts'
import { answerColumns, handOver, type Around } from './reply-happening.ts'
import { summariseHandover } from './summarise-handover.ts'
import { takeUpIfWithBot, takeUpLate } from './take-up-late.ts'

/** What a turn was opened for, and what the bot says without a model. */
export interface ModelTurn {
  readonly turn: TurnRow
  readonly question: MessageRow
  readonly before: readonly MessageRow[]
  readonly recent: readonly MessageRow[]
  readonly reply: Reply
  readonly lookedUp: LookedUp
  readonly felt: Around['felt']
  /** What has looked it up. */
  readonly search: Search
}

/**
 * A turn whose answer a language model writes from the articles. The reply without a model takes its place where the
 * model fails, has no answer, or says what the articles don't. Never rejects: what goes wrong is reported, and the turn's
 * row stays for the next upkeep.
 */
export async function answerWithModel(call: BotCall, model: Model, given: ModelTurn): Promise<void> {
  try {
    await write(call, model, given)
  } catch (thrown) {
    call.reportError('the model’s turn could not be ended', thrown)
  }
}

async function write(call: BotCall, model: Model, given: ModelTurn): Promise<void> {
  const { turn, question, before, lookedUp, search } = given
  const { authorName, opening } = lookedUp
  const settings = await call.settings()
  const grounds = await search.grounds(lookedUp.question)
  const row = createAnswerRow(call, turn.$id, question, authorName, given.felt)
  const task = {
    question: lookedUp.question.text,
    language: nameOf(lookedUp.question.language),
    siteName: settings.siteName,
    grounds,
    before,
  }
  const frame = { opening, language: lookedUp.question.language }
  const generated =
    grounds.length === 0 ? 'none' : await generateAnswer(call, model, row, turn.$id, task, frame)
  const ended = await endTurn(row, generated, given)
  if (ended !== 'unwanted') {
    if (ended === 'handed_over') await giveOutAfter(call.repositories, settings, call.reportError)
    await takeUpLate(call.repositories, turn, 1)
    if (ended === 'handed_over') await summariseHandover(call, model, turn.$id, given.recent)
    return
  }
  // A person has the session, or the visitor wants no more of it: but perhaps an answer to what they wrote meanwhile.
  await row.remove()
  await call.repositories.turns.close(turn.$id)
  await takeUpIfWithBot(call.repositories, turn)
}

/** `unwanted` when nobody wants what the bot would say any more. */
async function endTurn(
  row: AnswerRow,
  generated: Generated,
  given: ModelTurn,
): Promise<'answered' | 'handed_over' | 'unwanted'> {
  const { turn, question, recent, reply, felt } = given
  if (generated === 'generated') return 'answered'
  if (generated === 'unwanted') return 'unwanted'
  if (generated === 'none' && reply.kind === 'answer') {
    const isGiven = await row.finish({ ...answerColumns(reply), answerKind: reply.answerKind })
    return isGiven ? 'answered' : 'unwanted'
  }
  const asked = { reason: 'The visitor asked for a person', lookedUp: null }
  const ended = generated === 'none' && reply.kind === 'hand_over' ? reply : asked
  await row.remove()
  const outcome = await row.record(handOver(turn.$id, ended, question, { recent, felt }))
  return outcome === 'written' ? 'handed_over' : 'unwanted'
}

/** In English: `German`. */
function nameOf(language: string): string {
  return new Intl.DisplayNames(['en'], { type: 'language' }).of(language) ?? language
}
