import { createHash } from 'node:crypto'
import type { Script } from 'node:vm'
import { createModelServer } from './appwrite-model/server.ts'
import type { RowChange } from './appwrite-model/rows.ts'
import type { ModelAgent } from './appwrite-model/people.ts'
import { openAgentPage, type AgentPage } from './agent-page.ts'
import { createBrowser, type Browser } from './browser.ts'
import { CALM, createFaults } from './faults.ts'
import { createFunctionHost } from './function-host.ts'
import { createNetwork } from './network.ts'
import type { Outcome, Said } from './outcome.ts'
import { createOwner, currentOwner, type Owner } from './owner.ts'
import type { Action, Plan } from './plan.ts'
import { countedButNotShown } from './properties.ts'
import { seededRandom } from './seeded-random.ts'
import { createVirtualClock } from './virtual-clock.ts'
import { installGlobals } from './virtual-globals.ts'
import { openVisitorTab, type VisitorTab } from './visitor-tab.ts'

const START = Date.UTC(2026, 0, 5, 9)
const DATABASE = 'chat'
const TARGET = { endpoint: 'http://appwrite.test/v1', projectId: 'p', databaseId: DATABASE }
const AGENTS: readonly ModelAgent[] = ['Ana', 'Ben'].map((name) => ({
  userId: `agent-${name}`,
  name,
  email: `${name}@porchlight.test`,
  password: 'a password',
}))
/** Long enough for every retry, poll and upkeep to have come round. */
const CALM_MS = 5 * 60_000
/** Looks that a wrong count leads to have ended by then. */
const COUNTED_MS = 25_000
const UPKEEP_EVERY_MS = 5 * 60_000
/** Agents who claim at once have looked at the session for so long. */
const RUSH_MS = 500
/** In calm it comes more often, so that all of its second and third tries have come round as well. */
const UPKEEP_IN_CALM_MS = 65_000

/** Lives a plan from its first step until calm has returned. */
export async function runWorld(plan: Plan, bundle: (functionId: string) => Script): Promise<Outcome> {
  const random = seededRandom(plan.seed)
  const clock = createVirtualClock(START)
  const faults = createFaults(random.fork('faults'))
  const changes: RowChange[] = []
  const broken: string[] = []
  const said: Said[] = []
  const cleared = new Set<string>()
  const ids = random.fork('ids')
  const browsers: Browser[] = []
  const tabs: VisitorTab[] = []
  const ownerBrowser = new Map<Owner, Browser>()
  const listeners = new Map<Owner, Map<string, Set<(event: unknown) => void>>>()
  const log: string[] = []

  const server = createModelServer({
    databaseId: DATABASE,
    projectId: TARGET.projectId,
    agents: AGENTS,
    now: clock.now,
    newId: () =>
      Array.from({ length: 5 }, () => ids.between(0, 0xffff).toString(16).padStart(4, '0')).join(''),
    becomeVisible: () =>
      clock.sleep(faults.happens('rowLate') ? random.between(20, 900) : random.between(1, 6)),
    execute: (execution) => host.execute(execution),
    changed: (change) => {
      changes.push(change)
      watch(change)
      if (change.tableId === 'turns' && change.action === 'create' && !faults.happens('triggerLost')) {
        const { row } = change
        const body = {
          ...row.data,
          $id: row.$id,
          $sequence: row.$sequence,
          $createdAt: row.$createdAt,
          $updatedAt: row.$updatedAt,
        }
        const headers = {
          'x-appwrite-trigger': 'event',
          'x-appwrite-event': `databases.${DATABASE}.collections.turns.documents.${row.$id}.create`,
        }
        host.executeLater(
          { functionId: 'bot', method: 'POST', path: '/', headers, body: JSON.stringify(body) },
          random.between(30, 70),
        )
      }
    },
  })

  const holders = new Map<string, string | null>()

  /** Rules that hold at every moment. */
  function watch({ action, tableId, row }: RowChange): void {
    if (tableId === 'sessions') {
      const agent = row.data['assignedAgent']
      const holder = row.data['status'] === 'agent_assigned' && typeof agent === 'string' ? agent : null
      const before = holders.get(row.$id) ?? null
      // Nobody transfers a session here.
      if (before !== null && holder !== null && holder !== before) {
        broken.push(`${row.$id} went from ${before} to ${holder} without having been free`)
      }
      holders.set(row.$id, holder)
    }
    if (tableId !== 'messages' || action !== 'create' || row.data['sender'] !== 'bot') return
    const session = server.rows.rows('sessions').get(String(row.data['sessionId']))
    // The message and the session's own change are one step, in which the message comes first.
    if (session?.data['status'] !== 'active' || session.data['needsHuman'] === true) {
      broken.push(`the bot spoke in a session that is ${String(session?.data['status'])}: ${row.$id}`)
    }
  }

  const host = createFunctionHost({
    clock,
    random: random.fork('functions'),
    faults,
    bundle,
    ask: (request) => server.handle(request),
    log: (line) => log.push(line),
  })
  const browserOf = (owner: Owner) => ownerBrowser.get(owner) ?? null
  const network = createNetwork({ clock, random: random.fork('network'), faults, server, browserOf })

  const ownBrowser = () => {
    const owner = currentOwner()
    return owner === null ? null : browserOf(owner)
  }
  const restore = installGlobals({
    clock,
    random: random.fork('values'),
    fetch: network.fetch,
    WebSocket: network.WebSocket,
    navigator: () => ({ locks: ownBrowser()?.locks, onLine: ownBrowser()?.isOnline ?? true }),
    storage: () => ownBrowser()?.disk ?? null,
    listen: (type, listener, isOn) => {
      const owner = currentOwner()
      if (owner === null) return
      if (type === 'storage') {
        const all = browserOf(owner)?.listeners
        if (isOn) all?.add({ owner, listener })
        return
      }
      const byType = listeners.get(owner) ?? new Map<string, Set<(event: unknown) => void>>()
      listeners.set(owner, byType)
      const own = byType.get(type) ?? new Set()
      byType.set(type, own)
      if (isOn) own.add(listener)
      else own.delete(listener)
    },
  })

  function dispatch(browser: Browser, type: string): void {
    for (const owner of browser.tabs) {
      for (const listener of listeners.get(owner)?.get(type) ?? [])
        clock.after(1, () => listener({ type }), owner)
    }
  }

  function at<T>(items: readonly T[], position: number): T | undefined {
    return items.length === 0 ? undefined : items[position % items.length]
  }

  function newOwner(browser: Browser, name: string, skewMs: number): Owner {
    const owner = createOwner('tab', name, skewMs)
    browser.tabs.add(owner)
    ownerBrowser.set(owner, browser)
    return owner
  }

  function openTab(browser: Browser): VisitorTab {
    const skewMs = random.pick([0, 0, -3_600_000, 90_000]) ?? 0
    const tab = openVisitorTab(newOwner(browser, `${browser.name}.${tabs.length}`, skewMs), browser, TARGET)
    tabs.push(tab)
    return tab
  }

  function living(browser: Browser | undefined): VisitorTab[] {
    return tabs.filter((tab) => tab.browser === browser && tab.owner.isAlive)
  }

  let pages: AgentPage[] = []

  function act(action: Action): void {
    switch (action.kind) {
      case 'say': {
        const tab = at(living(at(browsers, action.browser)), action.tab)
        if (tab === undefined) return
        for (let count = 0; count < action.count; count++) {
          const text = `${random.pick(['Do you take PayPal?', 'How long does shipping take?', 'thanks', 'nonsense']) ?? ''} #${said.length}`
          if (tab.get().phase === 'failed' || !tab.get().canReopen) return
          said.push({ text, by: 'visitor', browser: tab.browser.name, tab: tab.owner.name })
          tab.do((chat) => chat.send(text))
        }
        return
      }
      case 'open_tab': {
        const browser = at(browsers, action.browser)
        if (browser !== undefined && living(browser).length < 3) openTab(browser)
        return
      }
      case 'kill_tab':
      case 'reload': {
        const tab = at(living(at(browsers, action.browser)), action.tab)
        if (tab === undefined) return
        tab.browser.closeTab(tab.owner)
        if (action.kind === 'reload') openTab(tab.browser)
        return
      }
      case 'ask_for_person':
      case 'close':
      case 'new_chat':
      case 'clear': {
        const tab = at(living(at(browsers, action.browser)), action.tab)
        const sessionId = tab?.get().session?.$id
        if (tab === undefined || sessionId === undefined) return
        if (action.kind === 'clear') cleared.add(sessionId)
        tab.do((chat, actions) => {
          switch (action.kind) {
            case 'ask_for_person':
              return chat.askForPerson()
            case 'close':
              return actions.closeSession()
            case 'new_chat':
              return actions.newChat()
            case 'clear':
              return actions.clear()
          }
        })
        return
      }
      case 'offline':
      case 'online': {
        const browser = at(browsers, action.browser)
        if (browser === undefined) return
        browser.isOnline = action.kind === 'online'
        dispatch(browser, action.kind)
        return
      }
      case 'rush':
        return rush(action.session)
      case 'cut_sockets':
        return network.cutAll()
      case 'mute_sockets':
        return network.muteAll()
      case 'kill_functions':
        for (const id of ['chat', 'bot', 'admin', 'upkeep']) host.kill(id)
        return
      case 'run_upkeep':
        return upkeep()
      case 'claim':
      case 'reply':
      case 'return_to_bot':
      case 'release':
      case 'close_session':
      case 'reopen':
        return byAgent(action)
      default:
        action satisfies never
    }
  }

  function byAgent(action: Extract<Action, { readonly agent: number }>): void {
    const page = at(pages, action.agent)
    const open = page?.features.conversation.store.$conversation.get()?.session ?? null
    const target = at(page?.features.sessions.store.$sessions.get() ?? [], action.session)
    if (page === undefined) return
    if (action.kind === 'claim') {
      if (target === undefined) return
      page.do(async (actions) => {
        await actions.open(target.$id)
        await actions.move('claim')
      })
      return
    }
    if (open === null) return
    switch (action.kind) {
      case 'reply': {
        const { $isBusy, $drafts } = page.features.conversation.store
        if ($isBusy.get() || ($drafts.get()[open.$id] ?? '') !== '') return
        const text = `a reply #${said.length}`
        if (open.assignedAgent !== page.agent.userId || open.status !== 'agent_assigned') return
        said.push({ text, by: 'agent', browser: page.browser.name, tab: page.owner.name })
        page.do((actions) => {
          actions.draft(open.$id, text)
          return actions.reply()
        })
        return
      }
      case 'return_to_bot':
        return page.do((actions) => actions.move('returnToBot'))
      case 'release':
        return page.do((actions) => actions.move('release'))
      case 'close_session':
        return page.do((actions) => actions.move('close'))
      case 'reopen':
        return page.do((actions) => actions.move('reopen'))
      default:
        action.kind satisfies never
    }
  }

  function rush(session: number): void {
    const target = at(pages[0]?.features.sessions.store.$sessions.get() ?? [], session)
    if (target === undefined) return
    for (const page of pages) {
      page.do((actions) => actions.open(target.$id))
      // By then both have it open.
      clock.after(RUSH_MS, () => page.do((actions) => actions.move('claim')), page.owner)
    }
  }

  function upkeep(): void {
    host.executeLater(
      {
        functionId: 'upkeep',
        method: 'POST',
        path: '/',
        headers: { 'x-appwrite-trigger': 'schedule' },
        body: '',
      },
      1,
    )
  }

  try {
    server.put('settings', 'site', {
      corpora: ['shop'],
      createSessionOn: plan.createOn,
      messagesPerMinute: plan.messagesPerMinute,
    })
    ARTICLES.forEach(([title, body], index) =>
      server.put('articles', `article-${index}`, { corpus: 'shop', title, body, url: null }),
    )
    for (const name of ['one', 'two']) {
      const browser = createBrowser(name, clock, faults)
      browsers.push(browser)
      openTab(browser)
    }
    pages = AGENTS.map((agent) => {
      const browser = createBrowser(`desk of ${agent.name}`, clock, faults)
      return openAgentPage(newOwner(browser, `inbox of ${agent.name}`, 0), browser, agent, TARGET)
    })
    // Faults begin once everybody is there.
    do await clock.run(3000)
    while (pages.some(({ features }) => features.account.store.$account.get().kind !== 'signed_in'))
    faults.set(plan.rates)
    let sinceUpkeep = 0
    for (const { afterMs, action } of plan.steps) {
      await clock.run(afterMs)
      sinceUpkeep += afterMs
      if (sinceUpkeep > UPKEEP_EVERY_MS) {
        sinceUpkeep = 0
        upkeep()
      }
      act(action)
    }
    await clock.run(2000)
    faults.set(CALM)
    for (const browser of browsers) {
      if (!browser.isOnline) {
        browser.isOnline = true
        dispatch(browser, 'online')
      }
      // The visitor comes back: what an earlier page left unsent is there.
      if (living(browser).length === 0) openTab(browser)
    }
    await clock.run(COUNTED_MS)
    broken.push(...countedButNotShown({ server, tabs, pages }, clock.now(), network.calmFor))
    for (let passed = 0; passed < CALM_MS; passed += UPKEEP_IN_CALM_MS) {
      await clock.run(UPKEEP_IN_CALM_MS)
      upkeep()
    }
    await clock.run(90_000)
    const fingerprint = createHash('sha256')
    for (const { action, tableId, row } of changes) {
      fingerprint.update(
        `${action} ${tableId} ${row.$id} ${row.$sequence} ${row.$updatedAt} ${JSON.stringify(row.data)}\n`,
      )
    }
    for (const tab of tabs) fingerprint.update(JSON.stringify([tab.owner.isAlive, tab.get()]))
    for (const line of log)
      if (/Error|internal|caused by/.test(line)) broken.push(`a function failed: ${line.slice(0, 600)}`)
    return {
      server,
      said,
      browsers,
      tabs: tabs.filter((tab) => tab.owner.isAlive),
      pages,
      changes,
      broken,
      cleared,
      faults: faults.counts(),
      fingerprint: fingerprint.digest('hex'),
    }
  } finally {
    for (const browser of browsers) for (const tab of browser.tabs) browser.closeTab(tab)
    for (const page of pages) page.browser.closeTab(page.owner)
    restore()
  }
}

const ARTICLES = [
  ['Payment', 'We take Visa, Mastercard and PayPal.'],
  ['Shipping times', 'Shipping takes 2 to 3 working days.'],
] as const
