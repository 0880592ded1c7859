import { render } from 'preact'
import { openStorage } from '../client/browser-storage.ts'
import { createChatClient } from '../client/chat-client.ts'
import { watchWake } from '../client/page-wake.ts'
import { parseTheme } from '../contract/theme.ts'
import { createLook } from './apply-look.ts'
import { Panel } from './components/Panel.tsx'
import { followViewport } from './follow-viewport.ts'
import { lazyPart } from './lazy-part.ts'
import type { PanelContext } from './panel-context.ts'
import type { PanelHandle, PanelHost } from './panel-host.ts'
import { createChat } from './store/chat.ts'
import { watchOtherTabs } from './store/join-other-tab.ts'
import { panelStyles } from './styles.ts'

/** How often words such as "2 min ago" are looked at again while the panel is open. */
const TICK_MS = 1000

/** Builds the panel in the launcher's shadow root. Nothing is asked of the server until it is opened. */
export function mountPanel(host: PanelHost): PanelHandle {
  const { root, element, options, emit } = host
  const conversation = lazyPart(async () => {
    const part = await import('./conversation.tsx')
    addStyles(part.styles)
    return part
  })
  const chat = createChat({
    client: createChatClient(options, conversation.load),
    storage: openStorage(options.projectId),
    emit,
    theme: options.theme,
    userMeta: host.userMeta,
    corpora: options.corpora,
    onWake: watchWake,
  })
  const more = lazyPart(async () => {
    const part = await import('./more.tsx')
    addStyles(part.styles)
    return { ...part, actions: part.createChatActions(chat.parts) }
  })
  const panel: PanelContext = {
    chat,
    conversation: { ...conversation, load: () => conversation.load().finally(draw) },
    more,
    withMore: async (work) => {
      try {
        await work(await more.load())
      } catch {
        chat.set({ problem: 'network' })
      }
      draw()
    },
    close: host.close,
  }

  const frame = document.createElement('div')
  // Before the launcher, so that Tab meets the panel first and the button that closes it last.
  root.prepend(frame)
  addStyles(panelStyles)
  const look = createLook(element)
  const stops = [look.stop, followViewport(element), watchOtherTabs(chat.parts), chat.stop]

  function addStyles(text: string): void {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(text)
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet]
  }

  /** The site's settings, the tag, the session: each overrides the one before. */
  function applyTheme(): void {
    const { settings, theme, session } = chat.state()
    const shown = { ...settings?.theme, ...theme, ...parseTheme(session?.theme ?? null) }
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
      render(<Panel panel={panel} />, frame)
    })
  }

  chat.parts.context.store.subscribe((state, before) => {
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
  render(<Panel panel={panel} />, frame)

  let ticks: ReturnType<typeof setInterval> | undefined
  let begun = false
  return {
    setOpen: (isOpen) => {
      clearInterval(ticks)
      chat.setOpen(isOpen)
      if (!isOpen) return
      render(<Panel panel={panel} />, frame)
      ticks = setInterval(draw, TICK_MS)
      // On touch the composer would bring up the keyboard before anything was read.
      const first = matchMedia('(pointer: coarse)').matches ? 'h2' : 'textarea'
      frame.querySelector<HTMLElement>(`${first}, h2`)?.focus()
      if (begun) return
      begun = true
      // A stored session has messages: their part can come along with them.
      if (chat.parts.context.memory.sessionId() !== null) void panel.conversation.load().catch(() => {})
      void chat.begin()
    },
    compose: (text) => chat.setDraft(text),
    send: (text) => {
      if (text.trim()) chat.send(text.trim())
    },
    newChat: () => panel.withMore(({ actions }) => actions.newChat()),
    setTheme: (theme) => {
      chat.set({ theme })
      return panel.withMore(({ actions }) => actions.change({ theme }))
    },
    setMeta: (change) => {
      chat.set({ userMeta: { ...chat.state().userMeta, ...change } })
      return panel.withMore(({ actions }) => actions.change({ userMeta: change }))
    },
    destroy: () => {
      clearInterval(ticks)
      for (const stop of stops) stop()
      render(null, frame)
    },
  }
}
