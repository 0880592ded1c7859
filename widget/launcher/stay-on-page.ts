import { button, element, layer } from './launcher.ts'
import { host, isOpen, prepare, show, unmount, update } from './panel-loader.ts'
import { guarded } from './warn.ts'

// The launcher's place on a page that swaps its body, hydrates or writes its whole document; and what a click means.

/** It belongs on the page. */
export let isHere = false
/** Whether the page replaces its body. */
let isSwapped = false

// Should the page remove it, it is attached again a moment later, so that nobody loops.
const watcher = new MutationObserver(() => {
  if (!element.isConnected)
    setTimeout(() => {
      isSwapped = true
      if (!element.isConnected) guarded(attach)
    })
})

/** The launcher, and the page's own openers whenever they came; before the page can do anything about a click. */
function onClick(event: Event): void {
  const path = event.composedPath()
  if (path.includes(button)) {
    event.stopImmediatePropagation()
    show(!isOpen)
  } else if (
    isHere &&
    path.some((node) => node instanceof Element && node.hasAttribute('data-porchlight-open'))
  )
    show(true)
}

/**
 * Puts everything where it belongs: last in the body, where frameworks that hydrate a whole document expect strangers;
 * beside it once the page has replaced its body, so that the next time leaves it alone.
 */
function attach(): void {
  // Destroyed, while the panel was still at it.
  if (!isHere) return
  const { documentElement, body } = document
  if (!button.onfocus) {
    // New, or `document.open` took all listeners from the page, and from the panel with it.
    unmount()
    // Touch enters, too.
    // oxlint-disable-next-line unicorn/prefer-add-event-listener -- that these are there tells whether the document is new
    button.onpointerenter = button.onfocus = prepare
  }
  addEventListener('click', onClick, true)
  ;(isSwapped ? documentElement : body).append(element)
  ;[document, documentElement, body].forEach((node) => watcher.observe(node, { childList: true }))
  // What was opened before; and an earlier visit left a chat, which may have got answers since: the panel looks.
  if (isOpen) void update()
  else if (host.siteTheme) prepare()
  if (host.settings['zIndex']) return
  layer.popover = 'manual'
  layer.showPopover?.()
}

/** Puts it on the page. A document that isn't whole yet is no place to hydrate around strangers. */
export function stay(): void {
  isHere = true
  const begin = () => guarded(attach)
  if (document.readyState === 'loading') addEventListener('DOMContentLoaded', begin)
  else begin()
}

/** Takes everything off the page. */
export function leave(): void {
  isHere = false
  unmount()
  watcher.disconnect()
  // Not `remove`, which old libraries of a page replace.
  element.parentNode?.removeChild(element)
}

host.attach = attach
