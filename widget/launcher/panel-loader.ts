import { importPanel } from './import-panel.ts'
import { applyTheme, button, element, layer, root, trouble } from './launcher.ts'
import { emit } from './page-events.ts'
import type { PanelHandle, PanelHost, QueuedCommand } from './panel-host.ts'
import { stub, tag } from './snippet.ts'
import { warn } from './warn.ts'

// The panel as the launcher knows it: fetched once, when somebody is about to open it.

/** What the panel gets. `attach` is added by `stay-on-page.ts`. */
export const host: PanelHost = {
  element,
  root,
  button,
  layer,
  applyTheme,
  settings: Object.assign({}, tag?.dataset, stub),
  siteTheme: null,
  q: [],
  unread: 0,
  emit,
  warn,
  close: () => show(false),
}

let panel: Promise<PanelHandle> | undefined
export let isOpen = false

function load(): Promise<PanelHandle> {
  return (panel ??= importPanel().then(({ mountPanel }) => mountPanel(host)))
}

/** The next call tries again. */
function forget(): void {
  panel = undefined
}

/** Fetches and mounts it, to be there in time; a failure is shown when somebody opens it. */
export function prepare(): void {
  load().catch(forget)
}

/** Brings the panel to what it should be. Failing to load is shown beside the launcher, in the console and as an event. */
export async function update(): Promise<void> {
  try {
    trouble.textContent = ''
    // Opened and closed again while it loaded: the last call counts.
    ;(await load()).update(isOpen)
  } catch (thrown) {
    forget()
    warn(thrown)
    emit('error', { code: (host.reason = 'load_failed') })
    show(false)
    trouble.textContent = 'Loading failed. Try again. '
    const { contact } = host.settings
    if (!contact) return
    const mail = document.createElement('a')
    mail.href = 'mailto:' + (mail.textContent = contact)
    trouble.append(mail)
  }
}

export function show(open: boolean): void {
  if (isOpen === open) return
  isOpen = open
  emit(open ? 'open' : 'close')
  // Else it is brought to that once it belongs on the page.
  if (element.isConnected && (open || panel)) void update()
}

/** Queues a command for the panel, which runs it now or once it is loaded. */
export function enqueue(...command: QueuedCommand): void {
  host.q.push(command)
  if (panel) void update()
}

/** Takes away the panel, but not whether it should be open. */
export function unmount(): void {
  void panel?.then((mounted) => mounted.destroy())
  forget()
}
