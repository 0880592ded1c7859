import { setTimeout as pause } from 'node:timers/promises'
import { answerIdFor } from '../../contract/ids.ts'
import * as limits from '../../contract/limits.ts'
import { Refusal } from '../../contract/refusal.ts'
import { stateOf, transition, withBot } from '../../contract/session-state.ts'
import type { MessageRow } from '../../contract/tables/messages.ts'
import type { SessionRow } from '../../contract/tables/sessions.ts'
import type { SettingsRow } from '../../contract/tables/settings.ts'
import type { TurnRow } from '../../contract/tables/turns.ts'
import { summaryOf } from '../sessions/escalation-summary.ts'
import { previewOf } from '../sessions/preview.ts'
import type { GuardedHappening } from '../sessions/happenings.ts'
import { recordHappening } from '../sessions/record-happening.ts'
import type { BotCall } from './bot-call.ts'
import { composeReply, type Asked, type Reply } from './compose-reply.ts'
import { botTextsIn } from './locales/bot-texts.ts'
import { unanswered } from './unanswered.ts'
import { peopleAnswer } from './who-answers.ts'

/** How a turn ended; `silent` means that there was nothing to answer any more. */
export interface TurnAnswer {
  readonly outcome: 'answered' | 'escalated' | 'silent'
}

/** In rows that agents and operators read. */
const BOT = { kind: 'bot', id: null, name: botTextsIn('en').name } as const
/** A visitor who continues writing changes the session between reading and writing; each attempt reads it again. */
const ATTEMPTS = 4
/** Message and turn are written in parallel: the message may come a little later. In milliseconds, between looks. */
const MESSAGE_PAUSES_MS = [50, 100, 200, 400]
/** Messages that the bot looks at: enough that an answer and its question are among them even after a flood. */
const WINDOW = 30
/** Pauses before further tries, so that a burst of messages is over. */
const RETRY_PAUSES_MS = [20, 60, 180]

/**
 * The bot's turn in one session: it answers what nobody has answered yet from the session's articles with the source,
 * offers articles to choose from, replies that it doesn't know and offers a person, or hands over to one. It is silent unless the session is its own at
 * the moment of writing. Run twice, it answers once.
 *
 * Six calls of Appwrite: the newest messages beside a transaction, the answer staged together with the end of the turn,
 * the session, the commit, and a last look for messages that joined too late to be answered.
 */
export async function takeTurn(call: BotCall, turn: TurnRow): Promise<TurnAnswer> {
  const { guardedWrites, turns } = call.repositories
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const [recent, settings, transaction] = await Promise.all([
      newestMessages(call, turn),
      call.settings(),
      guardedWrites.begin(),
    ])
    const asked = unanswered(recent, turn.messageId)
    const [first] = asked
    const newest = asked.at(-1)
    if (first === undefined || newest === undefined) {
      await turns.close(turn.$id)
      await takeUpLate(call, turn, 1)
      return { outcome: 'silent' }
    }
    const before = recent.slice(0, recent.indexOf(first)).slice(-settings.memoryWindow)
    const reply = await chooseReply(call, turn, settings, { asked, before, recent })
    const spoken = happeningOf(turn.$id, reply, newest, recent, transaction)
    const stepped = await recordHappening(call.repositories, spoken)
    switch (stepped.kind) {
      case 'written':
        await takeUpLate(call, turn, 1)
        return { outcome: reply.kind === 'answer' ? 'answered' : 'escalated' }
      case 'not_allowed':
        await turns.close(turn.$id)
        await takeUpAfterReturn(call, turn)
        return { outcome: 'silent' }
      case 'conflict':
        // Another execution of this turn was first.
        if ((await turns.get(turn.$id)) === null) return { outcome: 'silent' }
        await pause(RETRY_PAUSES_MS[attempt] ?? 0)
    }
  }
  if (turn.attempts >= limits.turnAttemptsMax) throw new Refusal('session_changed')
  await turns.close(turn.$id)
  await takeUpLate(call, turn, turn.attempts + 1)
  return { outcome: 'silent' }
}

/** Hands over where people answer first, and else replies. */
async function chooseReply(
  call: BotCall,
  turn: TurnRow,
  settings: SettingsRow,
  messages: Pick<Asked, 'asked' | 'before' | 'recent'>,
): Promise<Reply> {
  const report = (column: string) => (places: readonly string[]) =>
    call.reportError(`settings.${column} is not right`, places.join(', '))
  const reason = peopleAnswer(settings, messages.recent, new Date(), report('hours'))
  if (reason !== null) return { kind: 'hand_over', reason }
  const reportFaults = report('botTexts')
  return composeReply({ ...messages, locale: turn.locale, settings, reportFaults }, call.findIn(turn.corpora))
}

function isWithBot(session: SessionRow): boolean {
  return stateOf(session) === 'bot'
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

/** What the bot does, which ends its turn. */
function happeningOf(
  sessionId: string,
  reply: Reply,
  question: MessageRow,
  recent: readonly MessageRow[],
  transaction: string,
): GuardedHappening {
  const session = { $id: sessionId, visitorId: question.authorId }
  const guard = { onlyWhile: isWithBot, transaction }
  if (reply.kind === 'answer') {
    const text = Array.from(reply.text).slice(0, limits.messageTextMax).join('')
    const sources = reply.sources.length === 0 ? null : JSON.stringify(reply.sources)
    return {
      kind: 'answered',
      session,
      message: {
        id: answerIdFor(question.$id),
        authorName: reply.authorName,
        text,
        answerKind: reply.answerKind,
        sources: sources !== null && sources.length <= limits.sourcesMax ? sources : null,
      },
      values: previewOf('bot', text),
      by: { sender: 'bot' },
      ...guard,
    }
  }
  const move = { kind: 'escalate', reason: reply.reason, summary: summaryOf(recent) } as const
  const outcome = transition(withBot, move, new Date().toISOString())
  if (outcome.kind !== 'moved') throw new Error('the bot can always hand over its own session')
  return { kind: 'moved', session, move, outcome, actor: BOT, endsTurn: true, ...guard }
}

/** The session may have come back to the bot while the turn was still open: messages have joined it since. */
async function takeUpAfterReturn(call: BotCall, turn: TurnRow): Promise<void> {
  const session = await call.repositories.sessions.get(turn.$id)
  if (session === null || !isWithBot(session)) return
  await takeUpLate(call, turn, 1, turn.messageId)
}

/**
 * A message that was sent while the turn was open has joined it; one that the bot did not see any more gets a turn of
 * its own.
 */
async function takeUpLate(call: BotCall, turn: TurnRow, attempts: number, openedBy?: string): Promise<void> {
  const recent = await call.repositories.messages.newest(turn.$id, WINDOW)
  const late = unanswered(recent, openedBy).at(-1)
  if (late === undefined) return
  await call.repositories.turns.open({
    sessionId: turn.$id,
    messageId: late.$id,
    corpora: turn.corpora,
    locale: turn.locale,
    attempts,
  })
}
