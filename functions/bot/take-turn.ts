import { setTimeout as pause } from 'node:timers/promises'
import * as limits from '../../contract/limits.ts'
import { Refusal } from '../../contract/refusal.ts'
import type { MessageRow } from '../../contract/tables/messages.ts'
import type { SettingsRow } from '../../contract/tables/settings.ts'
import type { TurnRow } from '../../contract/tables/turns.ts'
import { giveOutAfter } from '../sessions/give-out.ts'
import type { Search } from './search.ts'
import type { BotCall } from './bot-call.ts'
import { answerWithModel } from './answer-with-model.ts'
import { composeReply, type Asked, type Reply } from './compose-reply.ts'
import type { Model } from './model/model.ts'
import { recordReply } from './record-reply.ts'
import { removeUnfinished } from './remove-unfinished.ts'
import { happeningOf } from './reply-happening.ts'
import { sentimentOf } from './sentiment.ts'
import { summariseHandover } from './summarise-handover.ts'
import { takeUpIfWithBot, takeUpLate, WINDOW } from './take-up-late.ts'
import { unanswered } from './unanswered.ts'
import { peopleAnswer } from './who-answers.ts'

/**
 * How a turn ended; `silent` means that there was nothing to answer any more, `generating` that a model goes on with it.
 */
export interface TurnAnswer {
  readonly outcome: 'answered' | 'escalated' | 'silent' | 'generating'
}

/** A visitor who continues writing changes the session between reading and writing; each attempt reads it again. */
const ATTEMPTS = 4
/** Message and turn are written in parallel: the message may come a little later. In milliseconds, between looks. */
const MESSAGE_PAUSES_MS = [50, 100, 200, 400]
/** Pauses before further tries, so that a burst of messages is over. */
const RETRY_PAUSES_MS = [20, 60, 180]

/**
 * The bot's turn in one session: it answers what nobody has answered yet from the session's articles with the source,
 * offers articles to choose from, replies that it doesn't know and offers a person, or hands over to one. It is silent
 * unless the session is its own at the moment of writing. Run twice, it answers once.
 *
 * Six calls of Appwrite: the newest messages beside a transaction, the answer staged together with the end of the turn,
 * the session, the commit, and a last look for messages that joined too late to be answered.
 */
export async function takeTurn(call: BotCall, turn: TurnRow): Promise<TurnAnswer> {
  const { guardedWrites, turns } = call.repositories
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const model = modelFor(call, turn)
    const [newestRows, settings, transaction] = await Promise.all([
      newestMessages(call, turn),
      call.settings(),
      // A model's answer is written later, in transactions of its own.
      model === null ? guardedWrites.begin() : undefined,
    ])
    // Of an answer that is removed nobody has read that no person writes.
    const recent = await removeUnfinished(call.repositories, turn.$id, newestRows)
    const asked = unanswered(recent, turn.messageId)
    const [first] = asked
    const newest = asked.at(-1)
    if (first === undefined || newest === undefined) {
      await turns.close(turn.$id)
      await takeUpLate(call.repositories, turn, 1)
      return { outcome: 'silent' }
    }
    const before = recent.slice(0, recent.indexOf(first)).slice(-settings.memoryWindow)
    const search = call.searchIn(turn.corpora)
    const reply = await chooseReply(call, turn, settings, { asked, before, recent }, search)
    const felt = sentimentOf(settings, recent)
    if (model !== null && reply.lookedUp !== null) {
      const given = { turn, question: newest, before, recent, reply, lookedUp: reply.lookedUp, search, felt }
      call.besideTheLine.goOn(() => answerWithModel(call, model, given))
      return { outcome: 'generating' }
    }
    const spoken = happeningOf(turn.$id, reply, newest, { recent, felt, transaction })
    switch (await recordReply(call.repositories, spoken)) {
      case 'written':
        if (reply.kind === 'hand_over') {
          summariseBeside(call, turn, recent)
          await giveOutAfter(call.repositories, settings, call.reportError)
        }
        await takeUpLate(call.repositories, turn, 1)
        return { outcome: reply.kind === 'answer' ? 'answered' : 'escalated' }
      case 'not_allowed':
        await turns.close(turn.$id)
        await takeUpIfWithBot(call.repositories, turn)
        return { outcome: 'silent' }
      case 'conflict':
        // Another execution of this turn was first.
        if ((await turns.get(turn.$id)) === null) return { outcome: 'silent' }
        await pause(RETRY_PAUSES_MS[attempt] ?? 0)
    }
  }
  if (turn.attempts >= limits.turnAttemptsMax) throw new Refusal('session_changed')
  await turns.close(turn.$id)
  await takeUpLate(call.repositories, turn, turn.attempts + 1)
  return { outcome: 'silent' }
}

/** The person need not wait for it. */
function summariseBeside(call: BotCall, turn: TurnRow, recent: readonly MessageRow[]): void {
  const { model, besideTheLine } = call
  if (model === null || !besideTheLine.hasRoom()) return
  besideTheLine.goOn(() => summariseHandover(call, model, turn.$id, recent))
}

/**
 * The model, unless the turn was lost with it once, has waited in the line for too long, or this process is busy with
 * others: then the articles' own words are quicker.
 */
function modelFor({ model, besideTheLine }: BotCall, turn: TurnRow): Model | null {
  const waitedMs = Date.now() - Date.parse(turn.$createdAt)
  const isLate = waitedMs > limits.modelWaitMaxSeconds * 1000
  return turn.attempts > 1 || isLate || !besideTheLine.hasRoom() ? null : model
}

/** Hands over where people answer first, and else replies. */
async function chooseReply(
  call: BotCall,
  turn: TurnRow,
  settings: SettingsRow,
  messages: Pick<Asked, 'asked' | 'before' | 'recent'>,
  { find }: Search,
): Promise<Reply> {
  const report = (column: string) => (places: readonly string[]) =>
    call.reportError(`settings.${column} is not right`, places.join(', '))
  const reason = peopleAnswer(settings, messages.recent, new Date(), report('hours'))
  if (reason !== null) return { kind: 'hand_over', reason, lookedUp: null }
  const reportFaults = report('botTexts')
  return composeReply({ ...messages, locale: turn.locale, settings, reportFaults }, find)
}

/** The newest messages, as soon as the one that opened the turn is among them. */
async function newestMessages(call: BotCall, turn: TurnRow): Promise<MessageRow[]> {
  const read = () => call.repositories.messages.newest(turn.$id, WINDOW)
  let recent = await read()
  for (const pauseMs of MESSAGE_PAUSES_MS) {
    if (recent.some(({ $id }) => $id === turn.messageId)) break
    await pause(pauseMs)
    recent = await read()
  }
  return recent
}
