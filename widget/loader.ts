/**
 * The one script of the snippet: draws the launcher, offers the global `Porchlight`, fetches the panel when somebody
 * is about to open it. Until then no request, no socket, no storage. Whatever happens, nothing is thrown into the page.
 */
import { createLauncher } from './launcher.ts'
import type { PageCommands } from './page-commands.ts'
import { emit, listen } from './page-events.ts'
import type { PanelHandle, PanelHost, PanelModule, Said } from './panel-host.ts'
import type { Settings } from './read-options.ts'
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

/** Runs on whatever the page hands over: nothing is thrown into it. */
function guarded(work: () => unknown): unknown {
  try {
    return work()
  } catch (thrown) {
    return warn(thrown)
  }
}

/** The tag of the snippet. */
const TAG = 'script[data-project][data-endpoint]'

function start(): void {
  // Modules, jQuery and tag managers run it without its attributes, or as another script.
  const own = document.currentScript
  const tag =
    own?.closest<HTMLScriptElement>(TAG) ??
    document.querySelector<HTMLScriptElement>(TAG) ??
    own?.closest<HTMLScriptElement>('script')
  const stub = window.Porchlight
  // Included twice: the first one has the floor.
  if (stub?.isReady) return
  const base = tag?.src
  let settings: Settings = Object.assign({}, tag?.dataset, stub)
  const close = () => show(false)
  const host: PanelHost = Object.assign(createLauncher(), {
    base,
    settings,
    siteTheme: null,
    said: [],
    unread: 0,
    emit,
    warn,
    close,
    attach,
  })
  const { element, button, layer, trouble, said } = host
  let panel: Promise<PanelHandle> | undefined
  /** Commands from before there were settings. */
  const early = [...(stub?.q ?? [])]
  /** It has settings, and was not destroyed. */
  let isBooted = false
  let isOpen = false
  /** Whether the page replaces its body. */
  let isSwapped = false

  const file = base ? new URL(PANEL_FILE, base).href : PANEL_FILE
  /** Fetches and mounts the panel once, without a tag from beside this script; after a failure the next call tries again. */
  const load = () =>
    (panel ??= import(file)
      .then(({ mountPanel }: PanelModule) => mountPanel(host))
      .catch((thrown: unknown) => {
        panel = undefined
        throw thrown
      }))

  /** Runs on the panel once it is there. Failing to load is said beside the launcher, in the console and as an event. */
  async function run(work: (panel: PanelHandle) => unknown): Promise<void> {
    try {
      trouble.textContent = ''
      await work(await load())
    } catch (thrown) {
      warn(thrown)
      emit('error', { code: 'load_failed' })
      show(false)
      trouble.textContent = 'Loading failed. Try again.'
    }
  }

  function show(open: boolean): void {
    if (isOpen === open) return
    isOpen = open
    emit(open ? 'open' : 'close', {})
    // Opened and closed again while it loaded: the last word counts.
    if (open || panel) void run((mounted) => mounted.setOpen(isOpen))
  }

  function unmount(): void {
    void panel?.then((mounted) => mounted.destroy())
    panel = undefined
  }

  function say(...words: Said): void {
    said.push(words)
    if (panel) void run((mounted) => mounted.hear())
  }

  const sayOpen = (name: 'compose' | 'send' | 'newChat') => (value?: unknown) => {
    say(name, value)
    show(true)
  }

  const commands: PageCommands = {
    boot: (given) => {
      settings = { ...settings, ...given }
      boot()
    },
    open: () => show(true),
    close,
    toggle: () => show(!isOpen),
    show: () => {
      button.hidden = false
    },
    hide: () => {
      button.hidden = true
    },
    setTheme: (theme) => {
      host.applyTheme({ ...host.siteTheme, ...theme, zIndex: settings['zIndex'] })
      say('setTheme', theme)
    },
    setMeta: (change) => say('setMeta', change),
    compose: sayOpen('compose'),
    send: sayOpen('send'),
    newChat: sayOpen('newChat'),
    on: (name, listener) => {
      // Late listeners are ready at once.
      if (name === 'ready' && isBooted) listener({ type: name, at: Date.now() })
      return listen(name, listener)
    },
    destroy: () => {
      close()
      isBooted = false
      unmount()
      watcher.disconnect()
      // Not `remove`, which old libraries of a page replace.
      element.parentNode?.removeChild(element)
      delete window.Porchlight
    },
    isOpen: () => isOpen,
    isReady: () => isBooted,
    getUnread: () => host.unread,
  }

  const call: Call = (name, ...args) =>
    guarded(() => {
      const command: unknown = Reflect.get(commands, name)
      if (typeof command !== 'function') return warn(`no command ${name}`)
      // oxlint-disable-next-line typescript/no-unsafe-call -- one of the functions above, which look at what they are given
      if (isBooted || name === 'boot') return command(...args)
      early.push([name, ...args])
    })
  const api = Object.assign(call, commands)
  for (const name of Object.keys(commands))
    Reflect.set(api, name, (...args: unknown[]) => call(name, ...args))
  /** The launcher, and the page's own doors whenever they came; before the page can do anything about a click. */
  function onClick(event: Event): void {
    const path = event.composedPath()
    if (path.includes(button)) {
      event.stopImmediatePropagation()
      show(!isOpen)
    } else if (
      path.some((node) => node instanceof Element && node.hasAttribute('data-porchlight-open')) &&
      isBooted
    )
      show(true)
  }
  // Touch enters, too. Only fetched: a failure is said when somebody opens it.
  const prepare = () => void load().catch(() => {})

  /**
   * Last in the body, where frameworks that hydrate a whole document expect strangers; beside it once the page has
   * replaced its body, so that the next time leaves it alone.
   */
  function attach(): void {
    const { documentElement, body } = document
    if (!button.onfocus) {
      // New, or `document.open` took all listeners from the page, and from the panel with it.
      unmount()
      Object.assign(button, { onpointerenter: prepare, onfocus: prepare })
      if (isOpen) void run((mounted) => mounted.setOpen(isOpen))
    }
    addEventListener('click', onClick, true)
    ;(isSwapped ? documentElement : body).append(element)
    for (const node of [document, documentElement, body]) watcher.observe(node, { childList: true })
    if (settings['zIndex']) return
    layer.popover = 'manual'
    layer.showPopover?.()
  }

  // Should the page take it away, it comes back a frame later, so that nobody loops.
  const watcher = new MutationObserver(() => {
    if (!element.isConnected)
      requestAnimationFrame(() => {
        isSwapped = true
        if (isBooted && !element.isConnected) guarded(attach)
      })
  })

  function boot(): void {
    const { endpoint, project, theme } = settings
    if (isBooted) return
    if (!endpoint || !project) return warn('data-endpoint and data-project are missing: set, or boot')
    isBooted = true
    button.hidden = 'hideLauncher' in settings
    let wasOpen: unknown
    try {
      // oxlint-disable-next-line typescript/no-unsafe-assignment -- whoever uses a setting looks at it
      settings = { ...(typeof theme === 'string' ? JSON.parse(theme) : theme), ...settings }
      wasOpen = sessionStorage[storedName(project, 'open')]
      // oxlint-disable-next-line typescript/no-unsafe-assignment, typescript/no-unsafe-argument -- nothing that can't be parsed gets on, and the panel looks at each token
      host.siteTheme = JSON.parse(localStorage[storedName(project, 'theme')])
    } catch {
      // Storage is blocked, empty, or holds nonsense: nothing is known of an earlier page.
    }
    host.settings = settings
    host.applyTheme({ ...host.siteTheme, ...settings })
    const begin = () => {
      guarded(attach)
      // An earlier visit left a chat, which may have got answers since: the panel looks.
      if (host.siteTheme) prepare()
      if (wasOpen) show(true)
    }
    // A document that isn't whole yet is no place to hydrate around strangers.
    if (document.readyState === 'loading') addEventListener('DOMContentLoaded', begin)
    else begin()
    catchUp()
    emit('ready', {})
  }

  /** Does what was said before there were settings. */
  function catchUp(): void {
    for (const args of early.splice(0)) call(...args)
  }

  window.Porchlight = api
  catchUp()
  boot()
}

guarded(start)
