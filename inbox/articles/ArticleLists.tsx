import { useStore } from '@nanostores/preact'
import type { ComponentChildren } from 'preact'
import { LiveText } from '../elements/LiveText.tsx'
import { relativeTime } from '../elements/relative-time.ts'
import { useNow } from '../elements/use-now.ts'
import type { ArticlesActions } from './articles-actions.ts'
import type { ArticlesStore } from './articles-store.ts'

interface Props {
  readonly store: ArticlesStore
  readonly actions: ArticlesActions
}

/** All articles, those last changed first, or those whose title was searched for. */
export function ArticleList({ store, actions }: Props) {
  const list = useStore(store.$list)
  const begun = Object.values(useStore(store.$drafts)).filter(
    ({ kind, readAt }) => kind === 'article' && readAt === null,
  )
  const now = useNow()
  return (
    <>
      <input
        type="search"
        aria-label="Search titles"
        placeholder="Search titles"
        value={useStore(store.$words)}
        dir="auto"
        onInput={(event) => actions.search(event.currentTarget.value)}
      />
      <Lines
        store={store}
        lines={
          list && [
            ...begun.map(({ id, title }) => ({
              id,
              name: title || 'New article',
              facts: '',
              open: () => actions.openDraft(id),
            })),
            ...list.articles.map((article) => ({
              id: article.$id,
              name: article.title ?? '',
              facts: `${article.corpus ?? ''} · ${relativeTime(article.$updatedAt, now)}`,
              open: () => void actions.openArticle(article.$id),
            })),
          ]
        }
        empty={
          list?.words === ''
            ? 'No articles yet: without them the bot hands everything over.'
            : 'Nothing found.'
        }
      />
      {list !== null && list.cursor !== null && (
        <button class="more" type="button" onClick={() => void actions.loadMore()}>
          Load more
        </button>
      )}
    </>
  )
}

/** Replies that agents suggested as articles. */
export function SuggestionList({ store, actions }: Props) {
  const now = useNow()
  return (
    <Lines
      store={store}
      lines={mapped(useStore(store.$suggestions), (suggestion) => ({
        id: suggestion.$id,
        name: suggestion.title ?? '',
        facts: `${suggestion.agentName ?? 'an agent'} · ${relativeTime(suggestion.$createdAt, now)}`,
        open: () => actions.openSuggestion(suggestion.$id),
      }))}
      empty="Nothing is suggested. Below each reply of an agent is “Suggest as an article”."
    />
  )
}

/** What visitors asked and nothing answers, the most asked first. */
export function GapList({ store, actions }: Props) {
  const now = useNow()
  return (
    <Lines
      store={store}
      lines={mapped(useStore(store.$gaps), ({ question, count, lastAskedAt }) => ({
        id: question,
        name: question,
        facts: `asked ${count === 1 ? 'once' : `${count} times`} · ${relativeTime(lastAskedAt, now)}`,
        open: () => actions.begin(question),
      }))}
      empty="Of the last 30 days no question was left without an answer."
    />
  )
}

function mapped<T>(list: readonly T[] | null, lineOf: (one: T) => Line): readonly Line[] | null {
  return list && list.map(lineOf)
}

interface Line {
  readonly id: string
  readonly name: string
  readonly facts: string
  readonly open: () => void
}

function Lines(props: {
  readonly store: ArticlesStore
  /** Null until they were read. */
  readonly lines: readonly Line[] | null
  readonly empty: ComponentChildren
}) {
  const open = useStore(props.store.$open)
  const drafts = useStore(props.store.$drafts)
  if (props.lines === null) return <p class="empty">Loading …</p>
  if (props.lines.length === 0) return <p class="empty">{props.empty}</p>
  return (
    <ul>
      {props.lines.map((line) => (
        <li key={line.id}>
          <button class="session" type="button" aria-current={line.id === open?.id} onClick={line.open}>
            <span class="name" dir="auto">
              <LiveText>{line.name}</LiveText>
            </span>
            {drafts[line.id] && <span class="badge">Not saved</span>}
            <span class="preview">
              <LiveText>{line.facts}</LiveText>
            </span>
          </button>
        </li>
      ))}
    </ul>
  )
}
