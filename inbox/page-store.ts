import { atom } from 'nanostores'

/** How changes arrive: pushed, asked for every five seconds, or not at all right now. */
export type Link = 'live' | 'polling' | 'offline'

export type PageStore = ReturnType<typeof createPageStore>

/** What is so of the page as a whole. */
export function createPageStore() {
  return {
    $link: atom<Link>('polling'),
    /** Whether the page may make a sound and show notifications. */
    $alerts: atom(true),
    /** Why the page can't work as it is served, in a sentence for whoever serves it. */
    $obstacle: atom<string | null>(null),
    /** Whether the list is what was searched for, rather than a view. */
    $isSearching: atom(false),
  }
}
