import { useStore } from '@nanostores/preact'
import type { SearchActions } from './search-actions.ts'
import type { SearchStore } from './search-store.ts'

/** Finds sessions by words of their name or newest message, or by their id. */
export function SearchBox(props: { readonly store: SearchStore; readonly actions: SearchActions }) {
  const { store, actions } = props
  const words = useStore(store.$words)
  const onKeyDown = (event: KeyboardEvent) => {
    // 229: the key that ended a composition, which Safari tells of when that is over.
    if (event.isComposing || event.keyCode === 229) return
    if (event.key === 'Enter') void actions.look()
    if (event.key === 'Escape' && store.$words.get() !== '') {
      // The first Escape is for the words, a second for where the focus is.
      event.stopPropagation()
      actions.type('')
    }
  }
  return (
    <search class="search">
      <input
        type="search"
        aria-label="Search sessions"
        placeholder="Search names, messages, visitors"
        maxLength={100}
        value={words}
        dir="auto"
        onInput={(event) => actions.type(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
    </search>
  )
}
