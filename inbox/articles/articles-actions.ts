import type { FeatureContext } from '../feature-context.ts'
import {
  draftOfArticle,
  draftOfSuggestion,
  newDraft,
  type ArticleDraft,
  type ArticleFields,
} from './article-draft.ts'
import type { ArticlesCalls } from './articles-calls.ts'
import type { ArticlesStore, ArticleView } from './articles-store.ts'

export interface ArticlesActions {
  /** Reads what is listed anew. */
  readonly show: (view: ArticleView) => Promise<void>
  /** Takes the words as they are typed, and looks for them once nothing more is typed for a moment. */
  readonly search: (words: string) => void
  readonly loadMore: () => Promise<void>
  /** Opens an article in the form; what was being written of another one stays. */
  readonly openArticle: (id: string) => Promise<void>
  readonly openSuggestion: (id: string) => void
  /** Opens what is being written of a new article. */
  readonly openDraft: (id: string) => void
  /** Begins an article, of a question that nobody has answered. */
  readonly begin: (question?: string) => void
  readonly close: () => void
  readonly change: (fields: Partial<ArticleFields>) => void
  /** Stores what is written. False when that failed: it stays in the form. */
  readonly save: () => Promise<boolean>
  /** Forgets what was written, and shows what is stored now. */
  readonly discard: () => Promise<void>
  readonly remove: () => Promise<void>
}

/** Between keys of one word; longer is taken for the end of it. */
const PAUSE_MS = 250
/** The name of its read. */
const READ = 'articles'

/** What the bot knows, what it should know, and what is being written of it. */
export function createArticlesActions(
  store: ArticlesStore,
  calls: ArticlesCalls,
  context: FeatureContext,
): ArticlesActions {
  const { $view, $words, $list, $suggestions, $gaps, $drafts, $open, $isSaving, $done } = store
  let timer: ReturnType<typeof setTimeout> | undefined
  /** Counts what was opened: an article that comes late is wanted no more. */
  let openings = 0

  context.onSignedOut(() => {
    clearTimeout(timer)
    $drafts.set({})
    show(null)
    $words.set('')
    for (const $what of [$list, $suggestions, $gaps]) $what.set(null)
  })

  async function read(): Promise<void> {
    const view = $view.get()
    await context.read(READ, async () => {
      if (view === 'suggested') return $suggestions.set(await calls.suggestions())
      if (view === 'asked') return $gaps.set(await calls.gaps())
      const words = $words.get().trim()
      const page = await calls.list(words, null)
      // Later words have their own answer.
      if ($words.get().trim() === words) $list.set({ words, ...page })
    })
  }

  function show(draft: ArticleDraft | null): void {
    openings++
    $done.set('')
    $open.set(draft)
  }

  function forget(id: string): void {
    const { [id]: _, ...others } = $drafts.get()
    $drafts.set(others)
  }

  /** As it was being written, else as it is stored. */
  function shown(): ArticleDraft | null {
    const open = $open.get()
    return open && ($drafts.get()[open.id] ?? open)
  }

  /** What was typed while a draft was stored is still to be stored, upon what is stored now. */
  function keepNewer(stored: ArticleDraft, now: ArticleDraft | null): void {
    const typed = $drafts.get()[stored.id]
    if (typed === undefined || typed === stored || now === null) return forget(stored.id)
    $drafts.set({ ...$drafts.get(), [stored.id]: { ...typed, kind: now.kind, readAt: now.readAt } })
  }

  /** Runs a change; what is open then is only taken away when it is still the same. */
  async function write(
    done: string,
    work: (draft: ArticleDraft) => Promise<ArticleDraft | null>,
  ): Promise<boolean> {
    const draft = shown()
    if (draft === null || $isSaving.get()) return false
    $isSaving.set(true)
    $done.set('')
    const left = await context.act(async () => ({ draft: await work(draft) }))
    $isSaving.set(false)
    if (left === null) return false
    keepNewer(draft, left.draft)
    if ($open.get()?.id === draft.id) $open.set(left.draft)
    $done.set(done)
    await read()
    return true
  }

  return {
    show: async (view) => {
      $view.set(view)
      await read()
    },
    search: (words) => {
      clearTimeout(timer)
      $words.set(words)
      timer = setTimeout(() => void read(), PAUSE_MS)
    },
    loadMore: async () => {
      const present = $list.get()
      if (present === null || present.cursor === null) return
      await context.act(async () => {
        const page = await calls.list(present.words, present.cursor)
        if ($list.get() !== present) return
        // One that was changed meanwhile has moved to the top: it is in the list already.
        const known = new Set(present.articles.map(({ $id }) => $id))
        const fresh = page.articles.filter(({ $id }) => !known.has($id))
        $list.set({ ...present, articles: [...present.articles, ...fresh], cursor: page.cursor })
      })
    },
    openArticle: async (id) => {
      const opening = ++openings
      const article = await context.act(() => calls.article(id))
      if (article !== null && opening === openings) show(draftOfArticle(article))
    },
    openSuggestion: (id) => {
      const suggestion = $suggestions.get()?.find(({ $id }) => $id === id)
      if (suggestion) show(draftOfSuggestion(suggestion))
    },
    openDraft: (id) => show($drafts.get()[id] ?? null),
    begin: (question) => show(newDraft(question)),
    close: () => show(null),
    change: (fields) => {
      const draft = shown()
      if (draft === null) return
      $done.set('')
      $drafts.set({ ...$drafts.get(), [draft.id]: { ...draft, ...fields } })
    },
    save: () =>
      write('Saved. The bot knows it in about ten seconds.', async (draft) =>
        draftOfArticle(await calls.store(draft)),
      ),
    discard: async () => {
      const open = $open.get()
      if (open === null) return
      forget(open.id)
      if (open.kind === 'suggestion') return
      if (open.readAt === null) return $open.set(null)
      const article = await context.act(() => calls.article(open.id))
      if (article !== null && $open.get() === open) $open.set(draftOfArticle(article))
    },
    remove: async () => {
      await write('Deleted.', async (draft) => {
        await calls.remove(draft)
        return null
      })
    },
  }
}
