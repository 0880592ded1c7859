import * as z from 'zod/mini'
import { stateOf } from '../../../contract/session-state.ts'
import type { MessageRow } from '../../../contract/tables/messages.ts'
import { eventually } from '../../../tests/support/eventually.ts'
import type { Stack } from '../../../tests/support/stack.ts'
import { messageIn, startVisitor, type Visitor } from '../../../tests/support/visitor.ts'
import type { Reply, Seen } from './judge-answer.ts'
import type { Question } from './material.ts'

const Sources = z.array(
  z.object({ articleId: z.string(), title: z.string(), isOffered: z.optional(z.boolean()) }),
)

export interface Asked extends Seen {
  /** From the last message of the question to what came last of the answer, by the server's clock; null without one. */
  readonly answeredInMs: number | null
}

/**
 * Asks a question as a new visitor in its language, through the chat's API, and waits until the bot has nothing left to say.
 *
 * @param articleIdOf the id in the material of an article's row
 */
export async function askQuestion(
  stack: Stack,
  corpus: string,
  question: Question,
  articleIdOf: ReadonlyMap<string, string>,
): Promise<Asked> {
  const visitor = await startVisitor(stack, { corpora: [corpus], locale: question.language })
  for (const text of question.before) await say(stack, visitor, text)
  const asked: MessageRow[] = []
  for (const text of question.say) asked.push(await say(stack, visitor, text))
  const [first] = asked
  const last = asked.at(-1)
  const [messages, session] = await Promise.all([visitor.messages(), visitor.session()])
  const answers = messages.filter(
    ({ sender, $sequence }) => sender !== 'user' && $sequence > (first?.$sequence ?? 0),
  )
  const answer = answers.at(-1)
  return {
    replies: answers.flatMap((row) => (row.sender === 'bot' ? replyOf(row, articleIdOf) : [])),
    state: stateOf(session),
    answeredInMs: answer && last ? Date.parse(answer.$createdAt) - Date.parse(last.$createdAt) : null,
  }
}

/** Sends a message, and waits for the turn's end: the bot is quicker than people type. */
async function say({ repositories }: Stack, visitor: Visitor, text: string): Promise<MessageRow> {
  const sent = messageIn(await visitor.send(text))
  await eventually(
    `the end of the turn for "${text}"`,
    async () => (await repositories.turns.get(visitor.sessionId)) === null,
  )
  return sent
}

function replyOf({ text, answerKind, sources }: MessageRow, articleIdOf: ReadonlyMap<string, string>): Reply {
  const given: unknown = sources === null ? [] : JSON.parse(sources)
  return {
    text: text ?? '',
    kind: answerKind,
    sources: Sources.parse(given).map(({ articleId, title, isOffered }) => ({
      articleId: articleIdOf.get(articleId) ?? articleId,
      title,
      isOffered,
    })),
  }
}
