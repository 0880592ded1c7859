/**
 * The one script of the snippet: draws the launcher, offers the global `Porchlight`, fetches the panel when somebody
 * is about to open it. Until then no request, no socket, no storage. Whatever happens, nothing is thrown into the page.
 */
import { readTheme, type Theme } from '../contract/theme.ts'
import { createLauncher } from './launcher.ts'
import type { PageCommands } from './page-commands.ts'
import { emit, listen } from './page-events.ts'
import type { PanelHandle, PanelModule } from './panel-host.ts'
import { readOptions } from './read-options.ts'
import { storedName } from './stored-name.ts'

/** The panel's file beside this script: named by the build. */
declare const PANEL_FILE: string

/** What may be anything by name: pages aren't typed. */
type Call = (name: string, ...args: unknown[]) => unknown

declare global {
  interface Window {
    Porchlight?: Partial<PageCommands> & { readonly q?: readonly Parameters<Call>[] }
  }
}

function warn(text: unknown): void {
  // oxlint-disable-next-line eslint/no-console -- whoever embeds the widget has no other place to read this
  console.warn('Porchlight:', text)
}

function start(script: HTMLScriptElement): void {
  const stub = window.Porchlight
  // Included twice: the first one has the floor.
  if (stub?.isReady) return
  const { dataset } = script
  let options = readOptions(dataset)
  if (!options.endpoint || !options.projectId) return warn('data-endpoint and data-project are missing')
  const launcher = createLauncher(options.zIndex)
  const { element, root, button } = launcher
  let panel: Promise<PanelHandle> | undefined
  let isOpen = false
  /** Where the focus was when it opened, and returns to: a door of the page, or nothing that takes it. */
  let opener: Element | null
  let unread = 0
  /** The site's, as an earlier visit left it. */
  let siteTheme: Theme = {}
  let userMeta = {}

  /** Fetches and mounts the panel once; after a failure the next call tries again. */
  const load = () =>
    (panel ??= import(new URL(PANEL_FILE, script.src).href).then(
      ({ mountPanel }: PanelModule) =>
        mountPanel({
          ...launcher,
          dataset,
          options,
          siteTheme,
          emit,
          userMeta,
          close,
          setUnread: (count) => {
            unread = count
          },
        }),
      (thrown: unknown) => {
        panel = undefined
        throw thrown
      },
    ))

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
    if (open) opener = document.activeElement
    emit(open ? 'open' : 'close', {})
    // Opened and closed again while it loaded: the last word counts.
    if (open || panel) void run((mounted) => mounted.setOpen(isOpen))
  }

  function close(): void {
    const hadFocus = root.activeElement
    show(false)
    if (!hadFocus) return
    button.focus()
    if (opener instanceof HTMLElement) opener.focus()
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
    const { theme, rejected } = options
    launcher.applyTheme({ ...siteTheme, ...theme })
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
      options = { ...options, ...readTheme(value) }
      useTheme()
      tell((mounted) => mounted.setTheme(options.theme))
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
      if (name === 'ready' && isAlive()) listener({ type: name, at: Date.now() })
      return listen(name, listener)
    },
    destroy: () => {
      show(false)
      tell((mounted) => mounted.destroy())
      watcher.disconnect()
      element.remove()
      delete window.Porchlight
    },
    isOpen: () => isOpen,
    isReady: () => true,
    getUnread: () => unread,
  }

  // Whatever a page hands over, nothing is thrown into it.
  const call: Call = (name, ...args) => {
    try {
      const command: unknown = Reflect.get(commands, name)
      return typeof command === 'function' ? command(...args) : warn(`no command ${name}`)
    } catch (thrown) {
      return warn(thrown)
    }
  }

  // Beside the body rather than in it: pages that swap their body leave it alone. Should one take it away after all,
  // it comes back a frame later, so that nobody loops.
  const attach = () => document.documentElement.append(element)
  const api = Object.assign(call, commands)
  for (const name of Object.keys(commands))
    Reflect.set(api, name, (...args: unknown[]) => call(name, ...args))
  /** Commands work, and it was not destroyed. */
  const isAlive = () => window.Porchlight === api
  const watcher = new MutationObserver(() => {
    if (!element.isConnected) requestAnimationFrame(() => isAlive() && attach())
  })
  watcher.observe(document.documentElement, { childList: true })

  // The page's own doors, whenever they came.
  addEventListener('click', (event) => {
    const isDoor = event
      .composedPath()
      .some((node) => node instanceof Element && node.hasAttribute('data-porchlight-open'))
    if (isDoor && isAlive()) show(true)
  })
  // Touch enters, too. Only fetched: a failure is said when somebody opens it.
  const prepare = () => void load().catch(() => {})
  Object.assign(button, {
    onclick: commands.toggle,
    onpointerenter: prepare,
    onfocus: prepare,
    hidden: 'hideLauncher' in dataset,
  } satisfies Partial<HTMLButtonElement>)
  let wasOpen: unknown
  try {
    wasOpen = sessionStorage[storedName(options.projectId, 'open')]
    const kept: unknown = JSON.parse(localStorage[storedName(options.projectId, 'theme')])
    siteTheme = readTheme(kept).theme
    // An earlier visit left a chat, which may have got answers since: the panel looks.
    prepare()
  } catch {
    // Storage is blocked, empty, or holds nonsense: nothing is known of an earlier page.
  }
  useTheme()
  attach()
  for (const args of stub?.q ?? []) call(...args)
  window.Porchlight = api
  emit('ready', {})
  if (wasOpen) show(true)
}

try {
  const script = document.currentScript
  if (script instanceof HTMLScriptElement) start(script)
} catch (thrown) {
  warn(thrown)
}
