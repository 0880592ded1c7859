/** What the panel leaves to the browser. */
const QUIET =
  'copy cut beforeinput selectstart contextmenu mousedown mouseup dblclick auxclick pointerup touchstart touchmove touchend wheel'

/**
 * What happens in the panel is none of the page's business: focus traps of its modals, shortcuts, clipboard handlers and
 * scroll locks never learn of it. The window hears first, so that even those who listen while events come down miss
 * them; what the panel itself acts on is told inside of its shadow root alone.
 *
 * @param takesFiles whether files that are dropped or pasted go anywhere
 * @returns how to stop
 */
export function keepEvents(
  element: HTMLElement,
  takesFiles: () => boolean,
  give: (files: readonly File[]) => void,
): () => void {
  const listening = new AbortController()
  const hear = (types: string, handle: (event: Event) => void, passive: boolean) => {
    for (const type of types.split(' ')) {
      const options = { capture: true, passive, signal: listening.signal }
      addEventListener(type, (event) => event.composedPath().includes(element) && handle(event), options)
    }
  }
  hear(QUIET, stop, true)
  hear('click keydown keyup keypress pointerdown focus focusin focusout', repeat, false)
  hear(
    'dragenter dragover drop paste',
    (event) => {
      stop(event)
      const data = event instanceof DragEvent ? event.dataTransfer : pasted(event)
      if (!data?.types.includes('Files')) return
      // They would take the page's place; words may be dropped into the composer, and pasted.
      if (event.type !== 'paste' || takesFiles()) event.preventDefault()
      data.dropEffect = takesFiles() ? 'copy' : 'none'
      // The browser takes the list away with the event.
      if (takesFiles() && data.files.length > 0) give([...data.files])
    },
    false,
  )
  return () => listening.abort()
}

function stop(event: Event): void {
  event.stopImmediatePropagation()
}

/** The same event once more, from its target to the shadow root; what stops its effect there stops the first one's. */
function repeat(event: Event): void {
  stop(event)
  const asBefore = { get: (it: Event, name: string): unknown => name !== 'composed' && Reflect.get(it, name) }
  const again: unknown = Reflect.construct(event.constructor, [event.type, new Proxy(event, asBefore)])
  if (!(again instanceof Event)) return
  const isLeftAlone = event.composedPath()[0]?.dispatchEvent(again)
  // A click that is dispatched has its effect by itself.
  if (!isLeftAlone || event.type === 'click') event.preventDefault()
}

function pasted(event: Event): DataTransfer | null {
  return event instanceof ClipboardEvent ? event.clipboardData : null
}
