import { useStore } from '@nanostores/preact'
import type { ComponentChildren } from 'preact'
import { useEffect } from 'preact/hooks'
import { OverPage } from '../elements/OverPage.tsx'
import type { ArticlesActions } from './articles-actions.ts'
import { ARTICLE_VIEWS, type ArticlesStore, type ArticleView } from './articles-store.ts'
import { ArticleForm } from './ArticleForm.tsx'
import { ArticleList, GapList, SuggestionList } from './ArticleLists.tsx'

const viewTexts: Record<ArticleView, string> = {
  articles: 'All',
  suggested: 'Suggested',
  asked: 'Unanswered',
}
const lists = { articles: ArticleList, suggested: SuggestionList, asked: GapList }

interface Props {
  readonly store: ArticlesStore
  readonly actions: ArticlesActions
  /** The page's problems, which this lies over. */
  readonly problem: ComponentChildren
  readonly onClose: () => void
}

/** What the bot knows, over the whole page: written, changed and approved here. */
export function ArticlesDialog({ store, actions, problem, onClose }: Props) {
  const view = useStore(store.$view)
  const open = useStore(store.$open)
  const List = lists[view]
  useEffect(() => {
    void actions.show(store.$view.get())
  }, [actions, store])
  return (
    <OverPage
      name="Articles"
      tools={
        <button type="button" class="primary" onClick={() => actions.begin()}>
          New article
        </button>
      }
      problem={problem}
      onClose={onClose}
    >
      <div class="article-panes" data-showing={open === null ? 'list' : 'form'}>
        <section class="list" aria-label="Articles">
          <nav class="views" aria-label="Views of articles">
            {ARTICLE_VIEWS.map((one) => (
              <button
                key={one}
                type="button"
                aria-pressed={one === view}
                onClick={() => void actions.show(one)}
              >
                {viewTexts[one]}
              </button>
            ))}
          </nav>
          <List store={store} actions={actions} />
        </section>
        {open === null ? (
          <p class="empty">Choose an article, or write one. The bot answers from these alone.</p>
        ) : (
          <ArticleForm key={open.id} store={store} actions={actions} open={open} />
        )}
      </div>
    </OverPage>
  )
}
