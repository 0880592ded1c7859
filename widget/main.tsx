import { render } from 'preact'
import type { SessionChange } from '../client/chat-client.ts'
import { ChatError, codeOf } from '../client/chat-error.ts'
import type { FunctionAnswer } from '../client/execute-function.ts'
import { parseTheme, readTheme } from '../contract/theme.ts'
import { createLook } from './apply-look.ts'
import { begin } from './begin.ts'
import { Panel } from './components/Panel.tsx'
import { dressLauncher } from './dress-launcher.ts'
import { hasDraft, hasWritten } from './has-written.ts'
import { lazyPart } from './lazy-part.ts'
import type { PageGuard } from './page.ts'
import type { PanelContext } from './panel-context.ts'
import type { PanelHandle, PanelHost } from './panel-host.ts'
import { readOptions } from './read-options.ts'
import { initialState, type ChatState } from './store/chat-state.ts'
import { startRequest } from './store/start-request.ts'
import { createStore } from './store/store.ts'
import { panelStyles } from './styles.ts'

/** How often words such as "2 min ago" are looked at again while the panel is open. */
const TICK_MS = 1000
/** Who looks at the open panel this long may well write: what sends is fetched then, if not before. */
const PREPARE_MS = 1000

/** Builds the panel in the launcher's shadow root. Nothing is asked of the server until it is opened. */
export function mountPanel(host: PanelHost): PanelHandle {
  const { element, root, emit, said } = host
  const options = readOptions(host.settings, host.base ?? location.href)
  const { theme, corpora } = options
  const siteTheme = readTheme(host.siteTheme).theme
  const store = createStore<ChatState>({ ...initialState, theme, corpora })
  const { get, set } = store
  let begun: Promise<FunctionAnswer> | null = null
  let isGone = false
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
    stops.push(chat.stop)
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
    set({ problem: null })
    try {
      await work()
    } catch (thrown) {
      set({ problem: codeOf(thrown), ...(get().phase !== 'ready' && { phase: 'failed' }) })
    }
    draw()
  }

  async function start(): Promise<void> {
    // Somebody who has written before goes on with that; the same part tries again after a failure.
    if (hasWritten(options.projectId) || hasDraft(options.projectId) || conversation.get()) {
      return panel.withChat((chat) => chat.begin())
    }
    begun = (await begin(options, store, () => startRequest(get())))?.begun ?? null
  }

  const frame = document.createElement('div')
  // Before the launcher, so that Tab meets the panel first and the button that closes it last.
  host.layer.prepend(frame)
  addStyles(panelStyles)
  const look = createLook(element)
  const drawLauncher = dressLauncher(host.button)
  let guard: PageGuard | undefined
  async function shelter(): Promise<void> {
    const { guardAgainstPage, tryAgain, carryDraft, styles } = await import('./page.ts')
    if (isGone) return
    addStyles(styles)
    guard = guardAgainstPage(host, {
      projectId: options.projectId,
      isOpen: () => get().isOpen,
      focusFirst,
    })
    guard.setOpen(get().isOpen)
    // After the guard, which forgets at the end of the page that the panel was open, unless somebody has written.
    stops.push(
      tryAgain(store, panel),
      carryDraft(options.projectId, store, () => hasWritten(options.projectId)),
    )
  }
  shelter().catch(ignore)
  /** Where the focus was when it opened, and returns to: a door of the page, or nothing that takes it. */
  let opener: Element | null = null

  function addStyles(text: string): void {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(text)
    root.adoptedStyleSheets.push(sheet)
  }

  /** The site's settings, the tag, the session: each overrides the one before. */
  function applyTheme(): void {
    const { settings, theme: own, session } = get()
    const shown = { ...(settings?.theme ?? siteTheme), ...own, ...parseTheme(session?.theme ?? null) }
    look.apply(shown)
    host.applyTheme({ zIndex: host.settings['zIndex'], ...shown })
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
      host.unread = state.unread
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
  drawLauncher(false, 0)
  applyTheme()
  warnOf(options.rejected)

  function warnOf(rejected: readonly string[]): void {
    if (rejected[0]) host.warn(`theme: ${rejected.join()}`)
  }

  let hasBegun = false
  /** What the page says later than the session's start is kept with it. */
  async function keep(change: SessionChange): Promise<void> {
    if (hasBegun) await panel.withMore(({ actions }) => actions.change(change))
  }

  /** Does what the page said, in its order; what belongs into an open panel waits for that. */
  function hear(): void {
    for (;;) {
      const next = said[0]
      if (!next || !(get().isOpen || next[0].startsWith('set'))) return
      said.shift()
      if (next[0] === 'setMeta') {
        set({ userMeta: { ...get().userMeta, ...next[1] } })
        void keep({ userMeta: next[1] })
        continue
      }
      const [name, value] = next
      const text = typeof value === 'string' ? value.trim() : ''
      if (name === 'setTheme') {
        const { theme: own, rejected } = readTheme(value)
        warnOf(rejected)
        set({ theme: own })
        void keep({ theme: own })
      } else if (name === 'compose') panel.setDraft(text)
      else if (name === 'newChat') void panel.withMore(({ actions }) => actions.newChat())
      else if (text) void panel.withChat((chat) => chat.send(text))
    }
  }

  let ticks: ReturnType<typeof setInterval> | undefined
  let preparing: ReturnType<typeof setTimeout> | undefined
  function stopClocks(): void {
    clearInterval(ticks)
    clearTimeout(preparing)
  }
  if (hasWritten(options.projectId)) {
    import('./unread.ts').then(
      ({ watchUnread }) => stops.push(watchUnread(options, store, () => conversation.get() !== null)),
      ignore,
    )
  }
  hear()
  return {
    setOpen: (isOpen) => {
      stopClocks()
      const hadFocus = root.activeElement
      if (isOpen) opener = hadFocus ? null : document.activeElement
      set(isOpen ? { isOpen, unread: 0 } : { isOpen })
      render(<Panel panel={panel} />, frame)
      guard?.setOpen(isOpen)
      if (!isOpen) {
        if (!hadFocus) return
        host.button.focus()
        if (opener instanceof HTMLElement) opener.focus()
        return
      }
      conversation.get()?.chat.markSeen()
      ticks = setInterval(draw, TICK_MS)
      preparing = setTimeout(panel.prepare, PREPARE_MS)
      focusFirst()
      if (!hasBegun) {
        hasBegun = true
        void start()
      }
      hear()
    },
    hear,
    destroy: () => {
      isGone = true
      stopClocks()
      stopParts()
      look.stop()
      guard?.stop()
      render(null, frame)
      frame.parentNode?.removeChild(frame)
      // The launcher's own stays.
      root.adoptedStyleSheets = root.adoptedStyleSheets.slice(0, 1)
    },
  }
}

function unreachable(cause: unknown): never {
  throw new ChatError('network', 'part', 0, { cause })
}

function ignore(): void {
  // A failure is said when the part is used; without `page` the panel is only less sheltered.
}
