import { useStore } from '@nanostores/preact'
import { useEffect, useRef } from 'preact/hooks'
import type { Agent } from '../inbox-client.ts'
import type { Link } from '../store/inbox-state.ts'
import type { Parts } from './parts.ts'
import { Icon } from './Icon.tsx'
import { LiveText } from './LiveText.tsx'

const linkTexts: Record<Link | 'unreached', string> = {
  live: 'Live',
  polling: 'Every 5 s',
  offline: 'Offline',
  unreached: 'Not reached',
}

/** Who is here, how fresh the page is, refresh and sign out. */
export function TopBar({ state, actions, agent }: Parts & { readonly agent: Agent }) {
  const isReached = useStore(state.$isReached)
  const way = useStore(state.$link)
  const link = isReached || way === 'offline' ? way : 'unreached'
  const refreshedAt = useStore(state.$refreshedAt)
  const alerts = useStore(state.$alerts)
  const heading = useRef<HTMLHeadingElement>(null)
  // The door had the focus, and is gone.
  useEffect(() => heading.current?.focus(), [])
  return (
    <header class="top">
      <h1 ref={heading} tabIndex={-1}>
        Inbox
      </h1>
      <span
        class="link"
        data-link={link}
        title={refreshedAt ? `Last read ${refreshedAt.toLocaleTimeString()}` : ''}
      >
        <LiveText>{linkTexts[link]}</LiveText>
      </span>
      <button type="button" onClick={() => void actions.refreshNow()}>
        <Icon name="refresh" /> Refresh sessions
      </button>
      <button
        type="button"
        title="A sound, and a notification where the browser allows it, when a visitor needs you and this page isn’t looked at"
        onClick={actions.toggleAlerts}
      >
        <LiveText>{alerts ? 'Alerts on' : 'Alerts off'}</LiveText>
      </button>
      <span class="me">{agent.name}</span>
      <button type="button" onClick={() => void actions.signOut()}>
        Sign out
      </button>
    </header>
  )
}
