import type { WritableAtom } from 'nanostores'
import { readHash, writeHash } from './address.ts'
import type { Features } from './features.ts'
import type { Over } from './over.ts'

/**
 * Keeps the view and the open session in the address bar. Opening a session from the list is a step of the browser's
 * history, so that the back button of a phone leads to the list, and not out of the inbox. From one session to another is
 * none: whoever holds a key walks through a hundred, and Safari throws at the hundredth step in half a minute. What lies
 * over the page is a step too, with the same address: Back takes away that alone.
 */
export function keepAddress({ sessions, conversation }: Features, $over: WritableAtom<Over | null>): void {
  const { $view } = sessions.store
  const { $selectedId } = conversation.store
  /** Where the browser is with the step of what lies over the page, and the address under it. */
  let step: 'none' | 'there' | 'leaving' = 'none'
  let under = ''

  function remember(isStep: boolean): void {
    const hash = writeHash($view.get(), $selectedId.get())
    if (hash === location.hash) return
    if (isStep) history.pushState(null, '', hash)
    else history.replaceState(null, '', hash)
  }

  function stepOver(): void {
    step = 'there'
    under = location.hash
    history.pushState(null, '', under)
  }

  /** The browser went a step back or on, or somebody has written another address. */
  function follow(): void {
    const before = step
    step = 'none'
    if (before !== 'none' && location.hash === under) return comeBack(before === 'leaving')
    $over.set(null)
    const { view, sessionId } = readHash(location.hash)
    if (view !== $view.get()) void sessions.show(view)
    if (sessionId !== $selectedId.get()) void conversation.open(sessionId)
  }

  /** From the step of what lay over the page: what is open under it may be another session by now. */
  function comeBack(isByPage: boolean): void {
    remember(false)
    // It was opened again before the browser had gone back.
    if (isByPage && $over.get() !== null) stepOver()
    else $over.set(null)
  }

  remember(false)
  $view.listen(() => remember(false))
  $selectedId.listen((sessionId, before) => remember(sessionId !== null && before === null))
  $over.listen((over) => {
    if (over !== null && step === 'none') stepOver()
    if (over !== null || step !== 'there') return
    step = 'leaving'
    history.back()
  })
  addEventListener('popstate', follow)
}
