import { codeOf } from '../../client/chat-error.ts'
import type { HelpClient } from '../../client/help-client.ts'
import type { ListedArticle } from '../../contract/help-api.ts'
import type { PanelHost } from '../launcher/panel-host.ts'
import type { PanelContext } from '../panel/panel-context.ts'
import { createStore, type Store } from '../store/store.ts'
import { initialHelp, type ArticleView, type HelpState } from './help-state.ts'

/** Who types goes on within this time, mostly. */
const PAUSE_MS = 200
/** One letter finds anything. */
const TEXT_MIN = 2
const FIRST_ARTICLES = 4
const ALL_ARTICLES = 100
/** Searches whose outcome is kept: whoever deletes letters sees what they have seen. */
const KEPT_MAX = 50

export interface HelpActions extends Store<HelpState> {
  /** Reads the articles of home, again after a failure. */
  readonly begin: () => Promise<void>
  /** Looks for what is typed once there is a pause; `isDone` at once. */
  readonly search: (text: string, isDone?: boolean) => void
  readonly showAll: () => Promise<void>
  readonly open: (articleId: string) => Promise<void>
  /** One level up. */
  readonly back: () => void
  /** Puts a question into the composer, unless the visitor has written there already. */
  readonly ask: (question: string) => void
  readonly stop: () => void
}

/**
 * What visitors do with articles. None rejects.
 *
 * @param loadView fetches what shows an article
 */
export function createHelpActions(
  client: HelpClient,
  panel: Pick<PanelContext, 'get' | 'set' | 'setDraft'>,
  emit: PanelHost['emit'],
  loadView: () => Promise<ArticleView>,
): HelpActions {
  const store = createStore(initialHelp)
  const { get, set } = store
  const kept = new Map<string, readonly ListedArticle[]>()
  let pause: ReturnType<typeof setTimeout> | undefined
  let all: readonly ListedArticle[] | null = null
  /** Whether an article was opened from the list of all. */
  let cameFromAll = false

  async function look(text: string): Promise<void> {
    // Only what is still wanted is shown: an answer may come late, or never.
    const isWanted = () => get().text.trim() === text
    try {
      const articles = kept.get(text) ?? (await client.search(text, panel.get().locale))
      if (kept.size >= KEPT_MAX) kept.clear()
      kept.set(text, articles)
      if (isWanted()) set({ found: { text, articles }, searchProblem: null })
    } catch (thrown) {
      if (isWanted()) set({ searchProblem: codeOf(thrown) })
    }
  }

  function show(page: HelpState['page']): void {
    set({ page })
    panel.set({ view: 'help', problem: null })
  }

  async function open(articleId: string): Promise<void> {
    cameFromAll = get().page.kind === 'all' && panel.get().view === 'help'
    show({ kind: 'loading', articleId })
    const isWanted = () => {
      const { page } = get()
      return page.kind === 'loading' && page.articleId === articleId
    }
    try {
      const [article, Body] = await Promise.all([client.read(articleId), loadView()])
      if (!isWanted()) return
      if (!article) return set({ page: { kind: 'missing', articleId } })
      set({ page: { kind: 'article', article, Body } })
      emit('article:viewed', { articleId })
    } catch (thrown) {
      const problem = codeOf(thrown)
      if (!isWanted()) return
      const isMissing = problem === 'article_not_found' || problem === 'not_deployed'
      set({ page: isMissing ? { kind: 'missing', articleId } : { kind: 'failed', articleId, problem } })
    }
  }

  async function showAll(): Promise<void> {
    show({ kind: 'all', articles: all ?? get().articles })
    if (all !== null) return
    try {
      all = await client.list(panel.get().locale, ALL_ARTICLES)
      if (get().page.kind === 'all') set({ page: { kind: 'all', articles: all } })
    } catch {
      // The first of them are shown already.
    }
  }

  return {
    ...store,
    begin: async () => {
      // Of another language.
      kept.clear()
      all = null
      const text = get().text.trim()
      if (text.length >= TEXT_MIN) void look(text)
      try {
        set({ articles: await client.list(panel.get().locale, FIRST_ARTICLES) })
      } catch {
        // Home is then what it is for a site without articles.
        set({ articles: [] })
      }
    },
    search: (typed, isDone = false) => {
      clearTimeout(pause)
      const text = typed.trim()
      set({ text: typed, searchProblem: null, ...(text.length < TEXT_MIN && { found: null }) })
      if (text.length < TEXT_MIN) return
      if (isDone || kept.has(text)) void look(text)
      else pause = setTimeout(() => void look(text), PAUSE_MS)
    },
    showAll,
    open,
    back: () => {
      if (get().page.kind !== 'all' && cameFromAll) return void showAll()
      panel.set({ view: 'chat', problem: null })
    },
    ask: (question) => {
      panel.set({ view: 'chat', problem: null })
      if (panel.get().draft.trim() === '') panel.setDraft(question)
    },
    stop: () => clearTimeout(pause),
  }
}
