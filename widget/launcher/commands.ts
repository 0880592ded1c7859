import { boot } from './boot.ts'
import { applyTheme, button } from './launcher.ts'
import type { Call, PageCommands } from './page-commands.ts'
import { listen } from './page-events.ts'
import { host, isOpen, enqueue, show } from './panel-loader.ts'
import { stub } from './snippet.ts'
import { isHere, leave } from './stay-on-page.ts'
import { guarded, warn } from './warn.ts'

// The global `Porchlight`: each command by its name and as a method. Calls before there are settings wait for them.

const early = [...(stub?.q ?? [])]

function enqueueAndOpen(name: 'compose' | 'send' | 'newChat') {
  return (value?: unknown) => {
    enqueue(name, value)
    show(true)
  }
}

const commands: PageCommands = {
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
    applyTheme({ ...host.siteTheme, ...theme, zIndex: host.settings['zIndex'] })
    enqueue('setTheme', theme)
  },
  setMeta: (change) => enqueue('setMeta', change),
  compose: enqueueAndOpen('compose'),
  send: enqueueAndOpen('send'),
  newChat: enqueueAndOpen('newChat'),
  on: (name, listener) => {
    // Late listeners are ready at once.
    if (name === 'ready' && isHere) listener({ type: name, at: Date.now() })
    return listen(name, listener)
  },
  destroy: () => {
    show(false)
    leave()
    delete window.Porchlight
  },
  isOpen: () => isOpen,
  isReady: () => isHere,
  getUnread: () => host.unread,
}

/** Puts the commands on the page, and starts if the tag or earlier settings are all that is needed. */
export function offerCommands(): void {
  for (const name in commands) Reflect.set(call, name, (...args: unknown[]) => call(name, ...args))
  window.Porchlight = call
  listen('ready', catchUp)
  catchUp()
  boot()
}

const call: Call = (name, ...args) =>
  guarded(() => {
    const command: unknown = Reflect.get(commands, name)
    if (typeof command !== 'function') return warn(`no command ${name}`)
    // oxlint-disable-next-line typescript/no-unsafe-call -- one of the functions above, which look at what they are given
    if (isHere || name === 'boot') return command(...args)
    early.push([name, ...args])
  })

function catchUp(): void {
  for (const args of early.splice(0)) call(...args)
}
