import { atom } from 'nanostores'
import { render } from 'preact'
import { readHash, writeHash } from './address.ts'
import { App, type ConversationPart } from './App.tsx'
import { connectAgent } from './connect-agent.ts'
import { createCalls, createFeatures, type Features } from './features.ts'
import { readInboxConfig, type InboxConfig } from './inbox-config.ts'
import { keepCounting } from './keep-counting.ts'
import { keepUpToDate, type Listen } from './keep-up-to-date.ts'
import { listenLate } from './listen-late.ts'
import { loadStyles } from './load-styles.ts'
import { watchPolicy } from './watch-policy.ts'

/** Puts the page together: config → calls → features → components. */
function start(root: HTMLElement, config: InboxConfig): void {
  const { connection, session } = connectAgent(config)
  const $part = atom<ConversationPart | null>(null)
  const listening = Promise.withResolvers<Listen>()
  const opened = readHash(location.hash)
  let first = opened.sessionId
  const features = createFeatures(createCalls(connection, session), opened.view, async (...wiring) => {
    const [later] = await Promise.all([import('./later-part.ts'), loadStyles('later.css')])
    later.keepDrafts(config.projectId, features)
    later.callAttention(features)
    listening.resolve(later.listenToRows(connection, features))
    const actions = later.connectConversation(connection, ...wiring)
    $part.set({ ConversationPane: later.ConversationPane, Report: later.Report, actions })
    return actions
  })

  whileSignedIn(features, () => {
    const updates = keepUpToDate(listenLate(listening.promise), features, (link) =>
      features.page.$link.set(link),
    )
    const counting = keepCounting(features.statistics.read)
    // The one of the address, or the one that was open when the account session ended.
    const sessionId = features.conversation.store.$selectedId.get() ?? first
    first = null
    if (sessionId !== null) void features.conversation.open(sessionId)
    return () => {
      updates()
      counting()
    }
  })
  rememberAddress(features)
  watchPolicy(config.endpoint, features.page)
  fetchLaterPart(features)

  render(<App features={features} $part={$part} />, root)
  void features.account.enter()
}

/** @param begin gives how to end it */
function whileSignedIn({ account }: Features, begin: () => () => void): void {
  let end: (() => void) | null = null
  account.store.$account.listen(({ kind }) => {
    if (kind === 'signed_in') end ??= begin()
    else {
      end?.()
      end = null
    }
  })
}

function rememberAddress({ sessions, conversation }: Features): void {
  const { $view } = sessions.store
  const { $selectedId } = conversation.store
  const remember = () => history.replaceState(null, '', writeHash($view.get(), $selectedId.get()))
  $view.listen(remember)
  $selectedId.listen(remember)
}

/** Once the list is there: what an agent does next waits for nothing, and the list didn't wait for it. */
function fetchLaterPart({ sessions, conversation }: Features): void {
  const stop = sessions.store.$sessions.listen((list) => {
    if (list === null) return
    stop()
    void conversation.load()
  })
}

const root = document.getElementById('inbox')
if (root) {
  readInboxConfig().then(
    (config) => start(root, config),
    (error: unknown) => {
      root.textContent = error instanceof Error ? error.message : String(error)
    },
  )
}
