import type { ArticleRow } from '../../contract/tables/articles.ts'
import type { Source } from '../../contract/tables/messages.ts'

/** An article as answers name it. */
export function sourceOf({ $id, title, url }: ArticleRow): Source {
  return { articleId: $id, title, url: webAddress(url) }
}

/** Only addresses that a browser may follow safely. */
function webAddress(url: string | null): string | null {
  return url !== null && URL.canParse(url) && /^https?:$/.test(new URL(url).protocol) ? url : null
}
