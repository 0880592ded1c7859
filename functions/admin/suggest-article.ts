import type {
  ArticleAnswer,
  SuggestionAnswer,
  SuggestionGoneAnswer,
  SuggestionsAnswer,
} from '../../contract/admin-api.ts'
import type { ApproveRequest } from '../../contract/admin-requests.ts'
import { isRowId } from '../../contract/appwrite-ids.ts'
import * as limits from '../../contract/limits.ts'
import { Refusal } from '../../contract/refusal.ts'
import type { MessageRow } from '../../contract/tables/messages.ts'
import type { SuggestionRow } from '../../contract/tables/suggestions.ts'
import { oneLine } from '../sessions/preview.ts'
import { actorOf, type AdminCall } from './admin-call.ts'
import { isSame } from './articles.ts'
import { sessionById } from './read-sessions.ts'

/** Messages that are looked at for the question that a reply answers. */
const WINDOW = 20
const PAGE = 100

/**
 * Makes an article of an agent's reply, with what the visitor had asked before it. The bot knows it once somebody has
 * approved it. Idempotent.
 *
 * @throws Refusal `session_not_found`, `message_not_found` for what is no reply of an agent,
 * `already_an_article`
 */
export async function suggestArticle(
  call: AdminCall,
  sessionId: string,
  messageId: string,
): Promise<SuggestionAnswer> {
  const { articles, audit, messages, settings, suggestions } = call.repositories
  const id = suggestionId(messageId)
  const [session, reply, site, approved, present] = await Promise.all([
    sessionById(call, sessionId),
    isRowId(messageId) ? messages.get(messageId) : null,
    settings.get(),
    articles.ofIds([id]),
    suggestions.get(id),
  ])
  if (reply?.sessionId !== sessionId || reply.sender !== 'agent' || !reply.text) {
    throw new Refusal('message_not_found')
  }
  // Its owner may have edited it since.
  if (approved.length > 0) throw new Refusal('already_an_article')
  const { messages: earlier } = await messages.page({ sessionId, before: messageId, limit: WINDOW })
  const question = questionBefore(earlier)
  const suggestion = await suggestions.put(id, {
    corpus: session.corpora[0] ?? site.corpora[0] ?? 'default',
    title: cut(question ?? reply.text, limits.articleTitleMax),
    body: reply.text,
    questions: question === null ? [] : [cut(question, limits.articleQuestionMax)],
    sessionId,
    agentName: reply.authorName,
  })
  if (present === null) {
    const actor = actorOf(call.caller)
    await audit.write({ action: 'suggest', actor, sessionId, detail: { messageId, suggestionId: id } })
  }
  return { suggestion }
}

/** The newest 100. */
export async function listSuggestions(call: AdminCall): Promise<SuggestionsAnswer> {
  return { suggestions: await call.repositories.suggestions.newest(PAGE) }
}

/**
 * Makes a suggestion an article of the bot's, with the title and text that the request says.
 *
 * @throws Refusal `suggestion_not_found`; `already_an_article` when somebody else has approved it with other words
 */
export async function approveSuggestion(
  call: AdminCall,
  id: string,
  { title, body, corpus }: ApproveRequest,
): Promise<ArticleAnswer> {
  const { articles, audit, suggestions } = call.repositories
  const suggested = await suggestionById(call, id)
  const values = {
    corpus: corpus ?? suggested.corpus,
    title: title ?? suggested.title,
    body: body ?? suggested.body,
    url: null,
    questions: suggested.questions,
    keywords: [],
  }
  // First the article: after a kill between the two the suggestion is still there, and approving it again changes nothing.
  const created = await articles.create(id, values)
  const [article] = created === null ? await articles.ofIds([id]) : [created]
  const isOurs = article !== undefined && isSame(article, values)
  if (isOurs) {
    const detail = { articleId: id, isNew: created !== null }
    await audit.write({ action: 'article', actor: actorOf(call.caller), sessionId: null, detail })
  }
  await suggestions.remove(id)
  if (!isOurs) throw new Refusal('already_an_article')
  return { article }
}

/** Throws `suggestion_not_found`. */
export async function rejectSuggestion(call: AdminCall, id: string): Promise<SuggestionGoneAnswer> {
  await suggestionById(call, id)
  await call.repositories.suggestions.remove(id)
  return { deleted: true }
}

async function suggestionById(call: AdminCall, id: string): Promise<SuggestionRow> {
  const found = isRowId(id) ? await call.repositories.suggestions.get(id) : null
  if (found === null) throw new Refusal('suggestion_not_found')
  return found
}

/** One reply is one suggestion, however often it is suggested. */
function suggestionId(messageId: string): string {
  return `faq_${messageId.slice(2)}`.slice(0, 36)
}

/** What the visitor wrote last before the reply. */
function questionBefore(earlier: readonly MessageRow[]): string | null {
  return earlier.findLast(({ sender }) => sender === 'user')?.text ?? null
}

function cut(text: string, length: number): string {
  return Array.from(oneLine(text)).slice(0, length).join('')
}
