import { useStore } from '@nanostores/preact'
import { LiveText } from '../elements/LiveText.tsx'
import type { PresenceActions } from './presence-actions.ts'
import type { PresenceStore } from './presence-store.ts'

interface Props {
  readonly store: PresenceStore
  readonly actions: PresenceActions
}

/** Whether the agent is there, and how they change that. */
export function PresenceSwitch({ store, actions }: Props) {
  const presence = useStore(store.$presence)
  if (presence === null) return null
  const isOnline = presence === 'online'
  return (
    <button
      type="button"
      role="switch"
      class="presence"
      aria-checked={isOnline}
      title={isOnline ? 'Visitors see that somebody is there' : 'You get no new chats by yourself'}
      onClick={() => void actions.choose(isOnline ? 'away' : 'online')}
    >
      <LiveText>{isOnline ? 'Online' : 'Away'}</LiveText>
    </button>
  )
}
