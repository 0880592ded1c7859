import { isRecord } from './is-record.ts'
import { safeHref } from './safe-href.ts'
import type { Source } from './tables/messages.ts'

/** The articles in a message's `sources`, each once; an address that isn't http or https is left out. */
export function readSources(text: string | null): readonly Source[] {
  if (text === null) return []
  let list: unknown
  try {
    list = JSON.parse(text)
  } catch {
    return []
  }
  if (!Array.isArray(list)) return []
  return list.flatMap((item: unknown) => {
    if (!isRecord(item)) return []
    const { articleId, title, url } = item
    if (typeof articleId !== 'string' || typeof title !== 'string') return []
    const href = typeof url === 'string' ? safeHref(url) : null
    const source = { articleId, title, url: href?.startsWith('http') ? href : null }
    return item['isOffered'] === true ? { ...source, isOffered: true } : source
  })
}
