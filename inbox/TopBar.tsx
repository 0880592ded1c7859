import type { ComponentChildren } from 'preact'
import { useStore } from '@nanostores/preact'
import { useEffect, useRef } from 'preact/hooks'
import type { Agent } from './agent.ts'
import { Icon } from './elements/Icon.tsx'
import * as icons from './elements/icons.ts'
import { LiveText } from './elements/LiveText.tsx'
import type { Features } from './features.ts'
import type { Link } from './page-store.ts'

const linkTexts: Record<Link | 'unreached', string> = {
  live: 'Live',
  polling: 'Every 5 s',
  offline: 'Offline',
  unreached: 'Not reached',
}

interface Props {
  readonly features: Features
  readonly agent: Agent
  /** What is there once the rest of the page is. */
  readonly later: ComponentChildren
}

/** Who is here, how fresh the page is, refresh and sign out. */
export function TopBar({ features, agent, later }: Props) {
  const { page, account, sessions, statistics } = features
  const isReached = useStore(account.store.$isReached)
  const way = useStore(page.$link)
  const link = isReached || way === 'offline' ? way : 'unreached'
  const refreshedAt = useStore(sessions.store.$refreshedAt)
  const heading = useRef<HTMLHeadingElement>(null)
  // The form that had the focus is gone.
  useEffect(() => heading.current?.focus(), [])
  const refresh = () => {
    void features.refresh()
    void statistics.read()
  }
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
      {later}
      <button type="button" class="refresh" aria-label="Refresh sessions" onClick={refresh}>
        <Icon path={icons.refresh} /> <span>Refresh</span>
      </button>
      <span class="me">{agent.name}</span>
      <button type="button" onClick={() => void account.signOut()}>
        Sign out
      </button>
    </header>
  )
}
