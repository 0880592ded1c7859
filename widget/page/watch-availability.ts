import type { PanelHost } from '../launcher/panel-host.ts'
import type { UnavailableReason } from '../launcher/widget-events.ts'
import type { ChatState } from '../store/chat-state.ts'
import type { Store } from '../store/store.ts'

/**
 * Keeps what the page may ask for up to date, and tells it of each change.
 *
 * @param isKept whether what the visitor has said survives the page
 */
export function watchAvailability(
  host: PanelHost,
  { get, subscribe }: Pick<Store<ChatState>, 'get' | 'subscribe'>,
  isKept: () => boolean,
): void {
  function look(): void {
    const status = get().settings?.status
    const reason = reasonFor(get(), isKept())
    if (status === host.status && reason === host.reason) return
    Object.assign(host, { status, reason })
    host.emit('availability', { status, reason })
  }

  subscribe(look)
  look()
}

/** The most serious of the reasons that there are. */
export function reasonFor(
  { phase, problem, hasBegun, outbox, messages, connection }: ChatState,
  isKept: boolean,
): UnavailableReason | undefined {
  if (phase === 'failed') {
    return problem === 'origin_not_allowed' ? 'origin_not_allowed' : 'remote_config_failed'
  }
  if (phase === 'loading' && hasBegun) return 'remote_config_pending'
  const codes = [problem, ...outbox.map(({ failure }) => failure)]
  if (codes.includes('not_accepting')) return 'disabled_in_project'
  if (messages.length > 0 && !isKept) return 'storage_blocked'
  return connection === 'polling' ? 'realtime_blocked' : undefined
}
