import { readHash, writeHash } from './address.ts'
import type { Features } from './features.ts'

/**
 * Keeps the view and the open session in the address bar. Opening a session from the list is a step of the browser's
 * history, so that the back button of a phone leads to the list, and not out of the inbox. From one session to another is
 * none: whoever holds a key walks through a hundred, and Safari throws at the hundredth step in half a minute.
 */
export function keepAddress({ sessions, conversation }: Features): void {
  const { $view } = sessions.store
  const { $selectedId } = conversation.store

  function remember(isStep: boolean): void {
    const hash = writeHash($view.get(), $selectedId.get())
    if (hash === location.hash) return
    if (isStep) history.pushState(null, '', hash)
    else history.replaceState(null, '', hash)
  }

  /** The browser went a step back or on, or somebody has written another address. */
  function follow(): void {
    const { view, sessionId } = readHash(location.hash)
    if (view !== $view.get()) void sessions.show(view)
    if (sessionId !== $selectedId.get()) void conversation.open(sessionId)
  }

  remember(false)
  $view.listen(() => remember(false))
  $selectedId.listen((sessionId, before) => remember(sessionId !== null && before === null))
  addEventListener('popstate', follow)
}
