/**
 * The one script of the snippet: draws the launcher, offers the global `Porchlight`, fetches the panel when somebody
 * is about to open it. Until then no request, no socket, no storage. Whatever happens, nothing is thrown into the page.
 */
import { readTheme, type Theme } from '../contract/theme.ts'
import type { UserMetaChange } from '../contract/user-meta.ts'
import { createEventHub } from './event-hub.ts'
import { createLauncher } from './launcher.ts'
import { keepsOpen, keepOpen } from './open-flag.ts'
import type { PageCommands } from './page-commands.ts'
import type { PanelHandle, PanelModule } from './panel-host.ts'
import { readOptions } from './read-options.ts'

/** The panel's files beside this script, its entry first: named by the build. */
declare const PANEL_FILES: readonly string[]

declare global {
  interface Window {
    Porchlight?: Partial<PageCommands> & { readonly q?: readonly ArrayLike<unknown>[] }
  }
}

function warn(text: string): void {
  // oxlint-disable-next-line eslint/no-console -- whoever embeds the widget has no other place to read this
  console.warn(`Porchlight: ${text}`)
}

function start(script: HTMLScriptElement): void {
  const stub = window.Porchlight
  // Included twice: the first one has the floor.
  if (stub?.isReady) return
  const options = readOptions(script.dataset, warn)
  const { endpoint, projectId } = options
  if (!endpoint || !projectId) return warn('the script tag needs data-endpoint and data-project')
  const { emit, on } = createEventHub()
  const { element, root, button, update, applyTheme } = createLauncher(options.zIndex)
  let panel: Promise<PanelHandle> | undefined
  let isOpen = false
  let isGone = false
  let unread = 0
  let { theme } = options
  let userMeta: UserMetaChange = {}

  /** Fetches and mounts the panel once; after a failure the next call tries again. */
  function load(): Promise<PanelHandle> {
    return (panel ??= importPanel().catch((thrown: unknown) => {
      panel = undefined
      throw thrown
    }))
  }

  async function importPanel(): Promise<PanelHandle> {
    // All at once: the entry would ask for the others only when it is there.
    const [main]: PanelModule[] = await Promise.all(
      PANEL_FILES.map((file) => import(new URL(file, script.src).href)),
    )
    if (!main) throw new Error('no panel')
    return main.mountPanel({
      element,
      root,
      options: { ...options, theme },
      emit,
      userMeta,
      close,
      applyTheme,
      setUnread: (count) => {
        unread = count
        update(isOpen, unread)
      },
    })
  }

  /** Runs on the panel once it is there. Failing to load is said in the console and as an event, never thrown. */
  async function run(work: (panel: PanelHandle) => unknown): Promise<void> {
    try {
      await work(await load())
    } catch (thrown) {
      if (isGone) return
      warn(`the panel did not load: ${String(thrown)}`)
      emit('error', { code: 'load_failed' })
      show(false)
    }
  }

  function show(open: boolean): void {
    if (isOpen === open || isGone) return
    isOpen = open
    update(isOpen, unread)
    emit(open ? 'open' : 'close', {})
    // Opened and closed again while it loaded: the last word counts.
    if (open || panel) void run((mounted) => mounted.setOpen(isOpen))
  }

  function close(): void {
    const hadFocus = root.activeElement
    show(false)
    if (hadFocus) button.focus()
  }

  /** Opens, then does something in the panel. */
  function openAnd(work: (panel: PanelHandle) => unknown): void {
    show(true)
    void run(work)
  }

  const commands: PageCommands = {
    open: () => show(true),
    close,
    toggle: () => (isOpen ? close() : show(true)),
    show: () => {
      button.hidden = false
    },
    hide: () => {
      button.hidden = true
    },
    setTheme: (value: Theme) => {
      const read = readTheme(value)
      if (read.rejected[0]) warn(`not a theme: ${read.rejected.join()}`)
      theme = read.theme
      applyTheme(theme)
      if (panel) void run((mounted) => mounted.setTheme(theme))
    },
    setMeta: (change) => {
      userMeta = { ...userMeta, ...change }
      if (panel) void run((mounted) => mounted.setMeta(change))
    },
    compose: (text) => openAnd((mounted) => mounted.compose(`${text}`)),
    send: (text) => openAnd((mounted) => mounted.send(`${text}`)),
    newChat: () => openAnd((mounted) => mounted.newChat()),
    on,
    destroy: () => {
      isGone = true
      watcher.disconnect()
      element.remove()
      void panel?.then((mounted) => mounted.destroy())
      delete window.Porchlight
    },
    isOpen: () => isOpen,
    isReady: () => true,
    getUnread: () => unread,
  }

  function call(name: string, ...args: unknown[]): unknown {
    const command: unknown = Reflect.get(commands, name)
    return typeof command === 'function' ? command(...args) : warn(`there is no command ${name}`)
  }

  function attach(): void {
    if (isGone) return
    if (!element.isConnected) document.body.append(element)
    for (const parent of [document.documentElement, document.body])
      watcher.observe(parent, { childList: true })
  }
  // Pages that swap their body take the launcher away: it comes back, a frame later so that nobody loops.
  const watcher = new MutationObserver(() => {
    if (!element.isConnected) requestAnimationFrame(attach)
  })

  button.onclick = commands.toggle
  // Only fetched: a failure is said when somebody opens it.
  button.onpointerenter = button.onfocus = button.ontouchstart = () => void load().catch(() => {})
  button.hidden = options.hideLauncher
  applyTheme(theme)
  update(isOpen, unread)
  if (document.body) attach()
  else document.addEventListener('DOMContentLoaded', attach)
  addEventListener('pagehide', () => keepOpen(projectId, isOpen && !isGone))
  window.Porchlight = Object.assign(call, commands)
  for (const [name, ...args] of (stub?.q ?? []).map((entry) => Array.from(entry))) call(String(name), ...args)
  emit('ready', {})
  if (keepsOpen(projectId)) show(true)
}

try {
  const script = document.currentScript ?? document.querySelector('script[data-project]')
  if (script instanceof HTMLScriptElement) start(script)
} catch (thrown) {
  warn(String(thrown))
}
