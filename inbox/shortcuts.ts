import { stateOf } from '../contract/session-state.ts'
import type { Features } from './features.ts'
import { VIEWS } from './sessions/view.ts'

/** What keys do, in the order in which their list shows them. */
export const SHORTCUTS = [
  { keys: ['j', '↓'], does: 'Next session' },
  { keys: ['k', '↑'], does: 'Previous session' },
  { keys: ['n'], does: 'Who has waited longest' },
  { keys: ['c'], does: 'Claim the session' },
  { keys: ['r'], does: 'Write a reply' },
  { keys: ['e'], does: 'To the Close button' },
  { keys: ['/'], does: 'Search' },
  { keys: ['1', '2', '3', '4'], does: 'Open, Waiting, Mine, Closed' },
  { keys: ['Esc'], does: 'Back to the list' },
  { keys: ['?'], does: 'This list' },
] as const

/** Where this browser keeps that its agent wants none. */
const OFF = 'porchlight-inbox:no-shortcuts'

/** What shortcuts do beside the features. */
export interface ShortcutTargets {
  /** The sessions that are listed, from the top. */
  readonly listed: () => readonly { readonly $id: string }[]
  readonly showShortcuts: () => void
}

/**
 * Single keys for what an agent does all day, while nothing is being written and no dialog is open. They can be switched
 * off, for whoever speaks to their computer or slips from key to key (WCAG 2.1.4).
 */
export function listenToKeys(
  { account, sessions, conversation }: Features,
  { listed, showShortcuts }: ShortcutTargets,
): void {
  const { $selectedId, $conversation } = conversation.store

  function step(by: 1 | -1): void {
    const rows = listed()
    const index = rows.findIndex(({ $id }) => $id === $selectedId.get())
    const next = rows[index < 0 ? 0 : index + by]
    if (next) open(next.$id)
  }

  function open(sessionId: string): void {
    void conversation.open(sessionId)
    // By its id: which row is marked as the open one is drawn later.
    focus(document.getElementById(sessionId))
  }

  async function claim(): Promise<void> {
    const session = $conversation.get()?.session
    const isFree = session !== undefined && ['bot', 'waiting'].includes(stateOf(session))
    if (isFree) await (await conversation.load())?.move('claim')
  }

  const actions: Readonly<Record<string, () => unknown>> = {
    j: () => step(1),
    ArrowDown: () => step(1),
    k: () => step(-1),
    ArrowUp: () => step(-1),
    n: () => {
      const longest = sessions.store.$waiting.get()[0]
      if (longest) open(longest.$id)
    },
    c: claim,
    r: () => focus(find('.reply textarea')),
    e: () => focus(find('.moves .place:last-child button')),
    '/': () => focus(find('.search input')),
    Escape: () => conversation.open(null),
    '?': showShortcuts,
    ...Object.fromEntries(VIEWS.map((view, index) => [String(index + 1), () => sessions.show(view)])),
  }

  document.addEventListener('keydown', (event) => {
    const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.isComposing
    if (!isPlain || event.defaultPrevented || account.store.$account.get().kind !== 'signed_in') return
    if (document.querySelector('dialog[open], .details[data-open="true"]') !== null) return
    if (isWriting(event.target)) {
      if (event.key === 'Escape' && event.target instanceof HTMLElement) event.target.blur()
      return
    }
    // An arrow scrolls what has the focus, unless that is the list.
    const isScrolling =
      event.key.startsWith('Arrow') && !(event.target instanceof Element && event.target.closest('.list'))
    const action = isScrolling ? undefined : actions[event.key]
    if (action === undefined || (event.key.length === 1 && event.key !== '?' && areShortcutsOff())) return
    event.preventDefault()
    void action()
  })
}

export function areShortcutsOff(): boolean {
  try {
    return localStorage.getItem(OFF) !== null
  } catch {
    return false
  }
}

export function switchShortcuts(isOn: boolean): void {
  try {
    if (isOn) localStorage.removeItem(OFF)
    else localStorage.setItem(OFF, '1')
  } catch {
    // A browser that keeps nothing keeps this neither.
  }
}

function isWriting(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('input:not([type="checkbox"]), textarea, select')
}

function find(selector: string): HTMLElement | null {
  return document.querySelector<HTMLElement>(selector)
}

function focus(element: HTMLElement | null): void {
  element?.focus()
  element?.scrollIntoView({ block: 'nearest' })
}
