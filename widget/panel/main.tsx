import { render } from 'preact'
import { Panel } from '../components/Panel.tsx'
import { launcherState } from './launcher-state.ts'
import { followTheme } from './follow-theme.ts'
import { chosenLocale, hasWritten } from './has-written.ts'
import { warnOfTheme } from './warn-of-theme.ts'
import { panelTexts } from '../locales/en/panel.ts'
import { createWords } from './words.ts'
import { panelFocus } from './panel-focus.ts'
import type { PanelHandle, PanelHost } from '../launcher/panel-host.ts'
import { panelParts, type MountedPanel } from './panel-parts.ts'
import { readOptions } from './read-options.ts'
import { loadPageGuard } from './load-page-guard.ts'
import { initialState, type ChatState } from '../store/chat-state.ts'
import { createStore } from '../store/store.ts'
import { panelStyles } from './styles.ts'

/** How often words such as "2 min ago" are looked at again while the panel is open. */
const TICK_MS = 1000
/** Who looks at the open panel this long may well write: what sends is fetched then, if not before. */
const PREPARE_MS = 1000

/** The panel doesn't wait longer for its texts and for what runs the page's commands: it is English until they come. */
const WAIT_MS = 1000

/**
 * Builds the panel in the launcher's shadow root, in the visitor's language. Nothing but its texts is requested until
 * it is opened.
 */
export async function mountPanel(host: PanelHost): Promise<PanelHandle> {
  const { root } = host
  const options = readOptions(host.settings, import.meta.url)
  const { theme, corpora } = options
  const store = createStore<ChatState>({ ...initialState, theme, corpora })
  const { get, set } = store
  const frame = document.createElement('div')
  const stops: (() => void)[] = []
  let isGone = false
  let isDrawing = false
  let shownView = get().view
  let ticks: ReturnType<typeof setInterval> | undefined
  let preparing: ReturnType<typeof setTimeout> | undefined

  const words = createWords((locale, dir) => {
    Object.assign(host.layer, { lang: locale, dir })
    set({ locale })
  })
  words.add('panel', panelTexts)
  const mounted: MountedPanel = { host, options, store, words, addStyles, draw, onGone }
  const panel = panelParts(mounted)
  const focus = panelFocus(host, frame)
  const drawLauncher = launcherState(host.button, panel.texts)

  function onGone(...later: (() => void)[]): boolean {
    if (!isGone) stops.push(...later)
    else for (const stop of later) stop()
    return !isGone
  }

  function addStyles(text: string): void {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(text)
    root.adoptedStyleSheets.push(sheet)
  }

  function drawNow(): void {
    render(<Panel panel={panel} />, frame)
  }

  /** All changes of one turn in one go. */
  function draw(): void {
    if (isDrawing) return
    isDrawing = true
    queueMicrotask(() => {
      isDrawing = false
      if (isGone) return
      drawNow()
      if (get().view === shownView) return
      shownView = get().view
      focus.first()
    })
  }

  function setOpen(isOpen: boolean): void {
    stopClocks()
    const moveFocus = focus.change(isOpen)
    set(isOpen ? { isOpen, unread: 0 } : { isOpen })
    drawNow()
    guardPage(isOpen)
    moveFocus()
    if (!isOpen) return
    panel.conversation.get()?.chat.markSeen()
    ticks = setInterval(draw, TICK_MS)
    preparing = setTimeout(panel.prepare, PREPARE_MS)
    if (get().hasBegun) return
    set({ hasBegun: true })
    panel.begin()
  }

  /** Fetched with the first of them; after a failure they wait for the next. */
  async function runCommands(): Promise<void> {
    if (!host.q[0]) return
    const part = await import('../commands/run-commands.ts').catch(() => null)
    if (!isGone) void part?.runCommands(host, panel)
  }

  function stopClocks(): void {
    clearInterval(ticks)
    clearTimeout(preparing)
  }

  await Promise.race([
    Promise.all([
      words.speak(options.locale, chosenLocale(options.projectId)),
      // What the page said of its visitor goes with the session's start.
      runCommands(),
    ]),
    new Promise((resolve) => setTimeout(resolve, WAIT_MS)),
  ])
  // Before the launcher, so that Tab meets the panel first and the button that closes it last.
  host.layer.prepend(frame)
  addStyles(panelStyles)
  const look = followTheme(host, store)
  const guardPage = loadPageGuard(mounted, look, panel, focus.first)
  onGone(stopClocks, look.stop)
  store.subscribe(({ isOpen, unread }, before) => {
    drawLauncher(isOpen, unread)
    if (unread !== before.unread) {
      host.unread = unread
      host.emit('unread', { count: unread })
    }
    draw()
  })
  drawLauncher(false, 0)
  warnOfTheme(host.warn, options.rejected)
  if (hasWritten(options.projectId)) {
    import('./unread.ts').then(
      ({ watchUnread }) =>
        onGone() && onGone(watchUnread(options, store, () => panel.conversation.get() !== null)),
      () => {}, // The badge only appears later: with the panel.
    )
  }
  return {
    update: (isOpen) => {
      if (isOpen !== get().isOpen) setOpen(isOpen)
      void runCommands()
    },
    destroy: () => {
      isGone = true
      for (const stop of stops) stop()
      render(null, frame)
      frame.parentNode?.removeChild(frame)
      // The launcher's own stays.
      root.adoptedStyleSheets = root.adoptedStyleSheets.slice(0, 1)
    },
  }
}
