import { useStore } from '@nanostores/preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import * as limits from '../../contract/limits.ts'
import { LiveText } from '../elements/LiveText.tsx'
import type { ArticleDraft, ArticleFields } from './article-draft.ts'
import type { ArticlesActions } from './articles-actions.ts'
import type { ArticlesStore } from './articles-store.ts'

interface Props {
  readonly store: ArticlesStore
  readonly actions: ArticlesActions
  /** As it is stored. */
  readonly open: ArticleDraft
}

/** One article: what the bot answers from, and how visitors ask for it. */
export function ArticleForm({ store, actions, open }: Props) {
  const draft = useStore(store.$drafts)[open.id]
  const isSaving = useStore(store.$isSaving)
  const shown = draft ?? open
  const title = useRef<HTMLInputElement>(null)
  useEffect(() => title.current?.focus(), [open.id])
  const isSuggested = open.kind === 'suggestion'
  const isStored = open.readAt !== null || isSuggested
  const save = async (event: Event) => {
    event.preventDefault()
    await actions.save()
  }
  const bind = (name: keyof ArticleFields) => ({
    value: shown[name],
    dir: 'auto' as const,
    onInput: (event: { readonly currentTarget: { readonly value: string } }) =>
      actions.change({ [name]: event.currentTarget.value }),
  })
  return (
    <form class="article-form" aria-label="Article" onSubmit={(event) => void save(event)}>
      <button type="button" class="back" onClick={actions.close}>
        Back
      </button>
      <label>
        Title
        <input ref={title} {...bind('title')} required maxLength={limits.articleTitleMax} />
      </label>
      <label>
        Text
        <textarea {...bind('body')} required rows={12} maxLength={limits.articleBodyMax} />
        <small>
          The bot quotes the paragraphs that answer a question. One thought a paragraph works best.
        </small>
      </label>
      {!isSuggested && (
        <div class="pair">
          <label>
            How visitors ask for it
            <textarea {...bind('questions')} rows={3} />
            <small>One question a line, in their words.</small>
          </label>
          <label>
            Keywords
            <textarea {...bind('keywords')} rows={3} />
            <small>One a line: product names, abbreviations.</small>
          </label>
        </div>
      )}
      <div class="pair">
        {!isSuggested && (
          <label>
            Link
            <input {...bind('url')} type="url" placeholder="https://" maxLength={limits.urlMax} />
            <small>Where visitors can read all of it.</small>
          </label>
        )}
        <label>
          Corpus
          <input {...bind('corpus')} maxLength={limits.corpusNameMax} />
          <small>Which set of articles it belongs to. Empty: the site’s own.</small>
        </label>
      </div>
      <footer>
        <button type="submit" class="primary" disabled={isSaving || (!draft && !isSuggested)}>
          {isSuggested ? 'Approve' : 'Save'}
        </button>
        {draft && (
          <button type="button" disabled={isSaving} onClick={() => void actions.discard()}>
            Discard changes
          </button>
        )}
        <output>
          <LiveText>{useStore(store.$done)}</LiveText>
        </output>
        {isStored && (
          <RemoveButton key={open.id} isSuggested={isSuggested} isBusy={isSaving} onRemove={actions.remove} />
        )}
      </footer>
    </form>
  )
}

/** Asks once more, in the place of the button. */
function RemoveButton(props: {
  readonly isSuggested: boolean
  readonly isBusy: boolean
  readonly onRemove: () => Promise<void>
}) {
  const [isAsking, setAsking] = useState(false)
  const keep = useRef<HTMLButtonElement>(null)
  const ask = useRef<HTMLButtonElement>(null)
  const name = props.isSuggested ? 'Reject' : 'Delete'
  useEffect(() => {
    if (!isAsking) return undefined
    keep.current?.focus()
    return () => ask.current?.focus()
  }, [isAsking])
  if (!isAsking) {
    return (
      <button ref={ask} type="button" class="end" disabled={props.isBusy} onClick={() => setAsking(true)}>
        {name}
      </button>
    )
  }
  return (
    <fieldset class="end" aria-label={`${name} it?`}>
      <span>{name} it for good?</span>
      <button type="button" class="bad" disabled={props.isBusy} onClick={() => void props.onRemove()}>
        {name}
      </button>
      {/* Where the first button was: the second press of a double click keeps it. */}
      <button ref={keep} type="button" onClick={() => setAsking(false)}>
        Keep
      </button>
    </fieldset>
  )
}
