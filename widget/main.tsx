import { render } from 'preact'
import type { SessionChange } from '../client/chat-client.ts'
import { backoffMs } from '../client/backoff.ts'
import { ChatError, codeOf } from '../client/chat-error.ts'
import type { FunctionAnswer } from '../client/execute-function.ts'
import { parseTheme } from '../contract/theme.ts'
import { createLook } from './apply-look.ts'
import { begin } from './begin.ts'
import { Panel } from './components/Panel.tsx'
import { dressLauncher } from './dress-launcher.ts'
import { followViewport } from './follow-viewport.ts'
import { lazyPart } from './lazy-part.ts'
import type { PanelContext } from './panel-context.ts'
import type { PanelHandle, PanelHost } from './panel-host.ts'
import { initialState, type ChatState } from './store/chat-state.ts'
import { startRequest } from './store/start-request.ts'
import { createStore } from './store/store.ts'
import { storedName } from './stored-name.ts'
import { panelStyles } from './styles.ts'

/** How often words such as "2 min ago" are looked at again while the panel is open. */
const TICK_MS = 1000
/** Who looks at the open panel this long may well write: what sends is fetched then, if not before. */
const PREPARE_MS = 1000

/** Builds the panel in the launcher's shadow root. Nothing is asked of the server until it is opened. */
export function mountPanel(host: PanelHost): PanelHandle {
  const { root, element, options, emit, userMeta } = host
  const { theme } = options
  const corpora = host.dataset['corpora']?.match(/[^\s,]+/g) ?? []
  const store = createStore<ChatState>({ ...initialState, theme, userMeta, corpora })
  const { get, set } = store
  let begun: Promise<FunctionAnswer> | null = null
  let isGone = false
  let failedStarts = 0
  let restart: ReturnType<typeof setTimeout> | undefined
  /** Of the parts that run by themselves. */
  const stops: (() => void)[] = []
  const stopParts = () => {
    for (const stop of stops) stop()
  }

  const importConversation = () => import('./conversation.tsx').catch(unreachable)
  const conversation = lazyPart(async () => {
    const part = await importConversation()
    addStyles(part.styles)
    const storage = part.openStorage(options.projectId)
    const chat = part.createChat({
      client: part.createChatClient(options),
      storage,
      tab: part.openTab(options.projectId, storage),
      store,
      emit,
      begun,
    })
    stops.push(
      chat.stop,
      part.carryDraft(options.projectId, store, () => hasWritten(options.projectId)),
    )
    if (isGone) stopParts()
    else void chat.begin()
    draw()
    return { ...part, chat }
  })
  const more = lazyPart(async () => {
    const [part, { chat }] = await Promise.all([import('./more.tsx').catch(unreachable), conversation.load()])
    addStyles(part.styles)
    return { ...part, actions: part.createChatActions(chat.parts) }
  })
  const panel: PanelContext = {
    get,
    set,
    now: () => conversation.get()?.chat.now() ?? Date.now(),
    begin: () => {
      set({ phase: 'loading', problem: null })
      void start()
    },
    close: host.close,
    setDraft: (draft) => {
      set({ draft })
      // Whoever writes is about to send.
      if (draft) conversation.load().then(({ chat }) => chat.setDraft(get().draft), ignore)
    },
    conversation,
    prepare: () => void importConversation().catch(ignore),
    more,
    withChat: (work) => attempt(async () => work((await conversation.load()).chat)),
    withMore: (work) => attempt(async () => work(await more.load())),
  }

  async function attempt(work: () => Promise<unknown>): Promise<void> {
    // It is tried again: what was said of the connection is said anew, or not.
    if (get().problem === 'network') set({ problem: null })
    try {
      await work()
    } catch (thrown) {
      set({ problem: codeOf(thrown) })
    }
    draw()
  }

  /** Tries again by itself until it has worked: nobody may be there to press a button. */
  async function start(): Promise<void> {
    clearTimeout(restart)
    await tryStart()
    if (isGone || get().phase === 'ready') failedStarts = 0
    else restart = setTimeout(() => get().phase !== 'ready' && void start(), backoffMs(++failedStarts))
  }

  async function tryStart(): Promise<void> {
    // Somebody who has written before goes on with that; the same part tries again after a failure.
    if (hasWritten(options.projectId) || hasDraft(options.projectId) || conversation.get()) {
      return panel.withChat((chat) => chat.begin())
    }
    begun = (await begin(options, store, () => startRequest(get())))?.begun ?? null
  }

  const frame = document.createElement('div')
  // Before the launcher, so that Tab meets the panel first and the button that closes it last.
  root.prepend(frame)
  addStyles(panelStyles)
  const look = createLook(element)
  const drawLauncher = dressLauncher(host.button)
  const unfollow = followViewport(element)

  function addStyles(text: string): void {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(text)
    root.adoptedStyleSheets.push(sheet)
  }

  /** The site's settings, the tag, the session: each overrides the one before. */
  function applyTheme(): void {
    const { settings, theme: own, session } = get()
    const shown = { ...(settings?.theme ?? host.siteTheme), ...own, ...parseTheme(session?.theme ?? null) }
    look.apply(shown)
    host.applyTheme(shown)
  }

  let isDrawing = false
  /** All changes of one turn in one go. */
  function draw(): void {
    if (isDrawing) return
    isDrawing = true
    queueMicrotask(() => {
      isDrawing = false
      if (isGone) return
      render(<Panel panel={panel} />, frame)
      if (get().view === shownView) return
      shownView = get().view
      focusFirst()
    })
  }

  let shownView = get().view
  function focusFirst(): void {
    // On touch the composer would bring up the keyboard before anything was read.
    const first = matchMedia('(pointer: coarse)').matches ? 'h2' : 'textarea'
    ;(frame.querySelector<HTMLElement>(first) ?? frame.querySelector('h2'))?.focus()
  }

  store.subscribe((state, before) => {
    drawLauncher(state.isOpen, state.unread)
    if (state.unread !== before.unread) {
      host.setUnread(state.unread)
      emit('unread', { count: state.unread })
    }
    if (
      state.settings !== before.settings ||
      state.theme !== before.theme ||
      state.session?.theme !== before.session?.theme
    ) {
      applyTheme()
    }
    draw()
  })
  applyTheme()

  /** What the page says later than the session's start is kept with it. */
  async function keep(change: SessionChange): Promise<void> {
    if (hasBegun) await panel.withMore(({ actions }) => actions.change(change))
  }

  const onHide = () => {
    // Only with something to come back to: looking around leaves no trace.
    const name = storedName(options.projectId, 'open')
    try {
      if (get().isOpen && hasWritten(options.projectId)) sessionStorage.setItem(name, '1')
      else sessionStorage.removeItem(name)
    } catch {
      // Storage is blocked: the next page begins closed.
    }
  }
  const onOnline = () => {
    if (get().phase === 'failed') panel.begin()
  }
  addEventListener('pagehide', onHide)
  addEventListener('online', onOnline)
  let ticks: ReturnType<typeof setInterval> | undefined
  let preparing: ReturnType<typeof setTimeout> | undefined
  function stopClocks(): void {
    clearInterval(ticks)
    clearTimeout(preparing)
  }
  let hasBegun = false
  if (hasWritten(options.projectId)) {
    import('./unread.ts').then(
      ({ watchUnread }) => stops.push(watchUnread(options, store, () => conversation.get() !== null)),
      ignore,
    )
  }
  return {
    setOpen: (isOpen) => {
      stopClocks()
      set(isOpen ? { isOpen, unread: 0 } : { isOpen })
      render(<Panel panel={panel} />, frame)
      if (!isOpen) return
      conversation.get()?.chat.markSeen()
      ticks = setInterval(draw, TICK_MS)
      preparing = setTimeout(panel.prepare, PREPARE_MS)
      focusFirst()
      if (hasBegun) return
      hasBegun = true
      void start()
    },
    compose: (text) => panel.setDraft(asText(text)),
    send: (text) => {
      const words = asText(text).trim()
      if (words) void panel.withChat((chat) => chat.send(words))
    },
    newChat: () => panel.withMore(({ actions }) => actions.newChat()),
    setTheme: (next) => {
      set({ theme: next })
      return keep({ theme: next })
    },
    setMeta: (change) => {
      set({ userMeta: { ...get().userMeta, ...change } })
      return keep({ userMeta: change })
    },
    destroy: () => {
      isGone = true
      clearTimeout(restart)
      stopClocks()
      removeEventListener('pagehide', onHide)
      removeEventListener('online', onOnline)
      stopParts()
      look.stop()
      unfollow()
      render(null, frame)
    },
  }
}

/** Pages that aren't typed may hand in anything. */
function asText(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function unreachable(cause: unknown): never {
  throw new ChatError('network', 'a part of the panel', 0, { cause })
}

function ignore(): void {
  // A failure is said when the part is used.
}

/** Whether an earlier page stored a visitor, or a message that never reached the server; false where storage is blocked. */
function hasWritten(projectId: string): boolean {
  if (hasStored(() => localStorage, storedName(projectId, 'visitor'))) return true
  try {
    return Object.keys(localStorage).some((key) => key.startsWith(storedName(projectId, 'outbox:')))
  } catch {
    return false
  }
}

/** Whether the page before this one left a draft. */
function hasDraft(projectId: string): boolean {
  return hasStored(() => sessionStorage, storedName(projectId, 'draft'))
}

function hasStored(storage: () => Storage, name: string): boolean {
  try {
    return storage().getItem(name) !== null
  } catch {
    return false
  }
}
