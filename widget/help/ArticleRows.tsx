import type { ListedArticle } from '../../contract/help-api.ts'
import { Icon } from '../panel/icons.tsx'
import { helpIcons } from './help-icons.ts'

interface ArticleRowsProps {
  readonly articles: readonly ListedArticle[]
  readonly label: string
  readonly onOpen: (articleId: string) => void
}

/** Articles to open, one a row. */
export function ArticleRows({ articles, label, onOpen }: ArticleRowsProps) {
  return (
    <ul aria-label={label}>
      {articles.map(({ articleId, title, excerpt }) => (
        <li key={articleId}>
          <button type="button" class="row" data-article={articleId} onClick={() => onOpen(articleId)}>
            <span dir="auto">
              {title}
              {excerpt && <small>{excerpt}</small>}
            </span>
            <Icon path={helpIcons.chevron} />
          </button>
        </li>
      ))}
    </ul>
  )
}
