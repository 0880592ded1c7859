import type { AgentConnection } from './agent-connection.ts'
import { createArticlesActions } from './articles/articles-actions.ts'
import { createArticlesCalls } from './articles/articles-calls.ts'
import { createArticlesStore } from './articles/articles-store.ts'
import { ArticlesDialog } from './articles/ArticlesDialog.tsx'
import type { Features } from './features.ts'
import { saidInside } from './said-inside.tsx'

/** What the bot knows. */
export function openArticles(connection: AgentConnection, features: Features) {
  const store = createArticlesStore()
  const actions = createArticlesActions(store, createArticlesCalls(connection), features.account)
  return {
    Dialog: ({ onClose }: { readonly onClose: () => void }) => (
      <ArticlesDialog store={store} actions={actions} {...saidInside(features, onClose)} />
    ),
  }
}
