import { boot } from './boot.ts'
import { forgetVisitor } from './forget-visitor.ts'
import { applyTheme, button } from './launcher.ts'
import type { Call, PageCommands } from './page-commands.ts'
import { ready, type WidgetEvent } from './page-events.ts'
import { host, isOpen, enqueue, show } from './panel-loader.ts'
import { stub } from './snippet.ts'
import { isHere, leave } from './stay-on-page.ts'
import { guarded, warn } from './warn.ts'

// The global `Porchlight`: each command by its name and as a method. Before there are settings nothing is shown or
// fetched; what was called by then has its effect as soon as they are there.

/** What the panel does whenever it comes, and, from `compose` on, in front of the visitor: these are answered then. */
const FOR_PANEL = [
  'setMeta',
  'setLocale',
  'identify',
  'logout',
  'compose',
  'send',
  'newChat',
  'article',
] as const

const commands: Record<string, unknown> = {
  boot,
  open: () => show(true),
  close: host.close,
  toggle: () => show(!isOpen),
  show: () => {
    button.hidden = false
  },
  hide: () => {
    button.hidden = true
  },
  setTheme: (theme) => {
    Object.assign(host.settings, theme)
    applyTheme({ ...host.siteTheme, ...theme, zIndex: host.settings['zIndex'] })
    enqueue('setTheme', theme)
  },
  on: (name: string, listener: (event: WidgetEvent) => void) => {
    // Late listeners are ready at once.
    if (name === 'ready' && ready) listener(ready)
    const type = `porchlight:${name}` as const
    const tell = ({ detail }: CustomEvent<WidgetEvent>) => listener(detail)
    addEventListener(type, tell)
    return () => removeEventListener(type, tell)
  },
  destroy: () => {
    show(false)
    leave()
    delete window.Porchlight
  },
  isOpen: () => isOpen,
  isReady: () => isHere,
  getUnread: () => host.unread,
  getStatus: () => host.status,
  getUnavailableReason: () => host.reason,
} satisfies Omit<PageCommands, (typeof FOR_PANEL)[number]>

FOR_PANEL.forEach((name, index) => {
  commands[name] = (value: unknown) =>
    new Promise<string | null>((done) => {
      enqueue(name, value, done)
      if (index > 3) show(true)
      // It is kept for the panel, which nobody may open.
      else done(null)
      if (index === 3) forgetVisitor()
    })
})

/** Puts the commands on the page, and starts if the tag or earlier settings are all that is needed. */
export function offerCommands(): void {
  for (const name in commands) Object.assign(call, { [name]: call.bind(null, name) })
  window.Porchlight = call
  stub?.q?.splice(0).forEach((args) => call(...args))
  boot()
}

const call: Call = (name, ...args) =>
  guarded(() => {
    const command = commands[name]
    // oxlint-disable-next-line typescript/no-unsafe-call -- one of the functions above, which look at what they are given
    return typeof command === 'function' ? command(...args) : warn(`no command ${name}`)
  })
