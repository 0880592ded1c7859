import type { ArticleAnswer, ArticleGoneAnswer, ArticleListAnswer } from '../../contract/admin-api.ts'
import type { ArticleListQuery, ArticleRequest } from '../../contract/admin-requests.ts'
import { isRowId } from '../../contract/appwrite-ids.ts'
import { readPosition, writePosition } from '../../contract/position.ts'
import { Refusal } from '../../contract/refusal.ts'
import type { ArticleRow, ArticleValues } from '../../contract/tables/articles.ts'
import { actorOf, type AdminCall } from './admin-call.ts'

const PAGE = 50

/** One page of articles. Throws `query_invalid` for a cursor that no page gave. */
export async function listArticles(
  { repositories }: AdminCall,
  { search, corpus, limit = PAGE, cursor }: ArticleListQuery,
): Promise<ArticleListAnswer> {
  const after = cursor === undefined ? null : readPosition(cursor)
  if (cursor !== undefined && after === null) {
    throw new Refusal('query_invalid', { details: [{ at: 'cursor', problem: 'is none that a page gave' }] })
  }
  const found = await repositories.articles.list({ search, corpus }, limit + 1, after)
  const articles = found.slice(0, limit)
  const last = articles.at(-1)
  const next = found.length > limit && last ? { value: last.$updatedAt, sequence: last.$sequence } : null
  return { articles, nextCursor: next && writePosition(next) }
}

/** One article. Throws `article_not_found`. */
export async function readArticle({ repositories }: AdminCall, id: string): Promise<ArticleAnswer> {
  const [article] = await repositories.articles.ofIds([id])
  if (article === undefined) throw new Refusal('article_not_found')
  return { article }
}

/**
 * Makes an article, or replaces the one with this id.
 *
 * @throws Refusal `article_not_found` for an id that no row can have, or one that was to be changed and is gone;
 * `article_changed` when it isn't as `ifUpdatedAt` says
 */
export async function putArticle(
  call: AdminCall,
  id: string,
  request: ArticleRequest,
): Promise<ArticleAnswer> {
  const { articles, audit, settings } = call.repositories
  if (!isRowId(id)) throw new Refusal('article_not_found')
  const { title, body, url, questions, keywords, corpus, ifUpdatedAt } = request
  const [[present], site] = await Promise.all([articles.ofIds([id]), settings.get()])
  const article = {
    title,
    body,
    url: url ?? null,
    questions: questions ?? [],
    keywords: keywords ?? [],
    corpus: corpus ?? present?.corpus ?? site.corpora[0] ?? 'default',
  }
  const stored = await store(call, id, present ?? null, article, ifUpdatedAt)
  await audit.write({
    action: 'article',
    actor: actorOf(call.caller),
    sessionId: null,
    detail: { articleId: id, isNew: present === undefined },
  })
  return { article: stored }
}

async function store(
  { repositories: { articles } }: AdminCall,
  id: string,
  present: ArticleRow | null,
  values: ArticleValues,
  ifUpdatedAt: string | null | undefined,
): Promise<ArticleRow> {
  if (ifUpdatedAt === undefined) return articles.put(id, values)
  // Sent again, as the answer was lost.
  if (present !== null && isSame(present, values)) return present
  if (ifUpdatedAt !== null && present === null) throw new Refusal('article_not_found')
  const isAsRead = present === null || Date.parse(present.$updatedAt) === Date.parse(ifUpdatedAt ?? '')
  const stored = !isAsRead
    ? null
    : present === null
      ? await articles.create(id, values)
      : await articles.replace(present, values)
  if (stored === null) throw new Refusal('article_changed')
  return stored
}

/** Whether an article says the same as some values. */
export function isSame(present: ArticleRow, values: ArticleValues): boolean {
  const textOf = ({ corpus, title, body, url, questions, keywords }: ArticleValues) =>
    JSON.stringify([corpus, title, body, url, questions, keywords])
  return textOf(present) === textOf(values)
}

/** Throws `article_not_found`. */
export async function removeArticle(call: AdminCall, id: string): Promise<ArticleGoneAnswer> {
  const { articles, audit } = call.repositories
  if (!isRowId(id) || !(await articles.remove(id))) throw new Refusal('article_not_found')
  const actor = actorOf(call.caller)
  await audit.write({ action: 'article_deleted', actor, sessionId: null, detail: { articleId: id } })
  return { deleted: true }
}
