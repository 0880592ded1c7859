import { useStore } from '@nanostores/preact'
import { useRef, useState } from 'preact/hooks'
import { Icon } from '../elements/Icon.tsx'
import { x } from '../elements/icons.ts'
import type { TagsActions } from './tags-actions.ts'
import type { TagsStore } from './tags-store.ts'

interface Props {
  readonly store: TagsStore
  readonly actions: TagsActions
}

/** What agents call the open session; visitors never see it. */
export function TagsPanel({ store, actions }: Props) {
  const tags = useStore(store.$tags)
  const isChanging = useStore(store.$isChanging)
  const [text, setText] = useState('')
  const field = useRef<HTMLInputElement>(null)
  const submit = async (event: Event) => {
    event.preventDefault()
    if (text.trim() === '') return
    if (await actions.add(text)) setText('')
  }
  const remove = async (tag: string) => {
    await actions.remove(tag)
    // The button goes with its tag.
    field.current?.focus()
  }
  if (tags === null) return null
  return (
    <>
      <h3>Tags</h3>
      <ul class="tags" aria-label="Tags">
        {tags.list?.map((tag) => (
          <li key={tag}>
            <span dir="auto">{tag}</span>
            <button
              type="button"
              aria-label={`Remove ${tag}`}
              disabled={isChanging}
              onClick={() => void remove(tag)}
            >
              <Icon path={x} />
            </button>
          </li>
        ))}
      </ul>
      <form class="tag-form" onSubmit={(event) => void submit(event)}>
        <input
          ref={field}
          aria-label="New tag"
          placeholder="Add a tag"
          value={text}
          dir="auto"
          onInput={(event) => setText(event.currentTarget.value)}
        />
      </form>
    </>
  )
}
