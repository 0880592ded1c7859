import type { TagsAnswer, TagsChangedAnswer } from '../../contract/admin-api.ts'
import * as limits from '../../contract/limits.ts'
import { Refusal } from '../../contract/refusal.ts'
import { readTagInPath } from '../../contract/tag.ts'
import { recordHappening } from '../sessions/record-happening.ts'
import { actorOf, type AdminCall } from './admin-call.ts'
import { sessionById } from './read-sessions.ts'

/** Of many who change one session at once, each try lets at least one through. */
const ATTEMPTS = 8
/** Rows of `tags` that are read at once. */
const PAGE = 100

/** Tags a session. Throws `session_not_found`, `tag_invalid`, `tags_full`, `session_changed`. */
export function addTag(call: AdminCall, sessionId: string, text: string): Promise<TagsChangedAnswer> {
  return changeTag(call, sessionId, text, true)
}

/** Takes a tag from a session. Throws `session_not_found`, `tag_invalid`, `session_changed`. */
export function removeTag(call: AdminCall, sessionId: string, text: string): Promise<TagsChangedAnswer> {
  return changeTag(call, sessionId, text, false)
}

async function changeTag(
  call: AdminCall,
  sessionId: string,
  text: string,
  isAdded: boolean,
): Promise<TagsChangedAnswer> {
  const { repositories, caller } = call
  const tag = readTagInPath(text)
  if (tag === null) throw new Refusal('tag_invalid')
  await sessionById(call, sessionId)
  const actor = actorOf(caller)
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const tags = await repositories.tags.namesOf(sessionId)
    if (tags.includes(tag) === isAdded) return { tags, changed: false }
    if (isAdded && tags.length >= limits.tagsPerSession) throw new Refusal('tags_full')
    const happening = { kind: 'tagged', sessionId, tag, isAdded, actor } as const
    const stepped = await recordHappening(repositories, { ...happening, onlyWhile: () => true })
    if (stepped.kind === 'written') return { tags: await repositories.tags.namesOf(sessionId), changed: true }
  }
  throw new Refusal('session_changed')
}

/** The tags that sessions have, with how many have each: two calls for each tag at most, however many sessions there are. */
export async function listTags({ repositories }: AdminCall): Promise<TagsAnswer> {
  const { tags } = repositories
  const counts: Promise<TagsAnswer['tags'][number]>[] = []
  let last: string | null = null
  for (;;) {
    const rows = await tags.behind(last, PAGE)
    const byTag = new Map<string, number>()
    for (const { tag } of rows) byTag.set(tag, (byTag.get(tag) ?? 0) + 1)
    const isWhole = rows.length < PAGE
    const names = [...byTag.keys()]
    for (const tag of names.slice(0, limits.knownTagsMax - counts.length)) {
      // Of the last tag of a full page there may be more behind it.
      const isCounted = isWhole || tag !== names.at(-1)
      counts.push(
        isCounted
          ? Promise.resolve({ tag, sessions: byTag.get(tag) ?? 0, isAtLeast: false })
          : tags.count(tag).then(({ count, isAtLeast }) => ({ tag, sessions: count, isAtLeast })),
      )
      last = tag
    }
    const hasMore = last !== (names.at(-1) ?? last)
    if (isWhole || hasMore || counts.length >= limits.knownTagsMax) {
      return { tags: await Promise.all(counts), hasMore: hasMore || !isWhole }
    }
  }
}
