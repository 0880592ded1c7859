/**
 * The one script of the snippet: draws the launcher, offers the global `Porchlight`, fetches the panel when somebody
 * is about to open it. Until then no request, no socket, no storage. Whatever happens, nothing is thrown into the page.
 */
import { readTheme } from '../contract/theme.ts'
import { createLauncher } from './launcher.ts'
import { openFlag } from './open-flag.ts'
import type { PageCommands } from './page-commands.ts'
import { emit, listen } from './page-events.ts'
import type { PanelHandle, PanelModule } from './panel-host.ts'
import { readOptions } from './read-options.ts'

/** The panel's file beside this script: named by the build. */
declare const PANEL_FILE: string

declare global {
  interface Window {
    Porchlight?: Partial<PageCommands> & { readonly q?: readonly ArrayLike<unknown>[] }
  }
}

function warn(text: unknown): void {
  // oxlint-disable-next-line eslint/no-console -- whoever embeds the widget has no other place to read this
  console.warn('Porchlight:', text)
}

function start(script: HTMLScriptElement): void {
  const page = window
  const stub = page.Porchlight
  // Included twice: the first one has the floor.
  if (stub?.isReady) return
  const { dataset } = script
  const options = readOptions(dataset)
  if (!options.endpoint || !options.projectId) return warn('data-endpoint and data-project are missing')
  const { element, root, button, applyTheme } = createLauncher(options.zIndex)
  let panel: Promise<PanelHandle> | undefined
  let isOpen = false
  let unread = 0
  let { theme, rejected } = options
  let userMeta = {}
  /** Set once commands work. */
  let api: Window['Porchlight']

  /** Fetches and mounts the panel once; after a failure the next call tries again. */
  const load = () =>
    (panel ??= importPanel().catch((thrown: unknown) => {
      panel = undefined
      throw thrown
    }))

  async function importPanel(): Promise<PanelHandle> {
    const { mountPanel }: PanelModule = await import(new URL(PANEL_FILE, script.src).href)
    return mountPanel({
      element,
      root,
      button,
      dataset,
      options: { ...options, theme },
      emit,
      userMeta,
      close,
      applyTheme,
      setUnread: (count) => {
        unread = count
      },
    })
  }

  /** Runs on the panel once it is there. Failing to load is said in the console and as an event, never thrown. */
  async function run(work: (panel: PanelHandle) => unknown): Promise<void> {
    try {
      await work(await load())
    } catch (thrown) {
      warn(thrown)
      emit('error', { code: 'load_failed' })
      show(false)
    }
  }

  function show(open: boolean): void {
    if (isOpen === open) return
    isOpen = open
    emit(open ? 'open' : 'close', {})
    // Opened and closed again while it loaded: the last word counts.
    if (open || panel) void run((mounted) => mounted.setOpen(isOpen))
  }

  function close(): void {
    const hadFocus = root.activeElement
    show(false)
    if (hadFocus) button.focus()
  }

  /** Does it in the panel if that is there; if not, it is mounted with what was said until then. */
  function tell(work: (panel: PanelHandle) => unknown): void {
    if (panel) void run(work)
  }

  /** Opens, then does something in the panel. */
  function openAnd(work: (panel: PanelHandle) => unknown): void {
    show(true)
    tell(work)
  }

  function useTheme(): void {
    applyTheme(theme)
    if (rejected[0]) warn('not a theme: ' + rejected.join())
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
    setTheme: (value) => {
      ;({ theme, rejected } = readTheme(value))
      useTheme()
      tell((mounted) => mounted.setTheme(theme))
    },
    setMeta: (change) => {
      userMeta = { ...userMeta, ...change }
      tell((mounted) => mounted.setMeta(change))
    },
    compose: (text) => openAnd((mounted) => mounted.compose(text)),
    send: (text) => openAnd((mounted) => mounted.send(text)),
    newChat: () => openAnd((mounted) => mounted.newChat()),
    on: (name, listener) => {
      // Late listeners are ready at once.
      if (name === 'ready' && api) listener({ type: name, at: Date.now() })
      return listen(name, listener)
    },
    destroy: () => {
      show(false)
      tell((mounted) => mounted.destroy())
      watcher.disconnect()
      element.remove()
      delete page.Porchlight
    },
    isOpen: () => isOpen,
    isReady: () => true,
    getUnread: () => unread,
  }

  function call(name: unknown, ...args: unknown[]): unknown {
    const command: unknown = Reflect.get(commands, String(name))
    return typeof command === 'function' ? command(...args) : warn('no command ' + String(name))
  }

  // Beside the body rather than in it: pages that swap their body leave it alone. Should one take it away after all,
  // it comes back a frame later, so that nobody loops.
  const attach = () => document.documentElement.append(element)
  const watcher = new MutationObserver(() => {
    if (!element.isConnected) requestAnimationFrame(() => page.Porchlight === api && attach())
  })
  watcher.observe(document.documentElement, { childList: true })

  button.addEventListener('click', commands.toggle)
  // Touch enters, too. Only fetched: a failure is said when somebody opens it.
  const prepare = () => void load().catch(() => {})
  button.addEventListener('pointerenter', prepare)
  button.addEventListener('focus', prepare)
  button.hidden = 'hideLauncher' in dataset
  useTheme()
  attach()
  for (const [name, ...args] of (stub?.q ?? []).map((entry) => Array.from(entry))) call(name, ...args)
  api = page.Porchlight = Object.assign(call, commands)
  emit('ready', {})
  try {
    if (sessionStorage.getItem(openFlag(options.projectId))) show(true)
  } catch {
    // Storage is blocked: it begins closed.
  }
}

try {
  const script = document.currentScript
  if (script instanceof HTMLScriptElement) start(script)
} catch (thrown) {
  warn(thrown)
}
