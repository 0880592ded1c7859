import { useStore } from '@nanostores/preact'
import { useEffect, useRef } from 'preact/hooks'
import type { Agent } from '../inbox-client.ts'
import type { Parts } from './parts.ts'
import { Icon } from './Icon.tsx'
import { LiveText } from './LiveText.tsx'
import { ReplyBox } from './ReplyBox.tsx'
import { Steps } from './Steps.tsx'
import { Transcript } from './Transcript.tsx'

/** The open session: what was said, what can be done with it, and the reply. */
export function ConversationPane({ state, actions, agent }: Parts & { readonly agent: Agent }) {
  const conversation = useStore(state.$conversation)
  const isBusy = useStore(state.$isBusy)
  const pane = useRef<HTMLElement>(null)
  const pressed = useRef<HTMLButtonElement | null>(null)
  // A step takes its own button away, and the focus with it.
  useEffect(() => {
    if (isBusy || pressed.current === null) return
    focusAfter(pressed.current, pane.current)
    pressed.current = null
  }, [isBusy, conversation])
  if (conversation === null) {
    return (
      <section class="conversation" aria-label="Conversation">
        <p class="empty">Choose a session to read it.</p>
      </section>
    )
  }
  const { session } = conversation
  return (
    <section class="conversation" aria-label="Conversation" ref={pane}>
      <header>
        <button
          class="back"
          type="button"
          aria-label="Back to the list"
          onClick={() => void actions.open(null)}
        >
          <Icon name="arrowLeft" />
        </button>
        <h2 dir="auto" tabIndex={-1}>
          <LiveText>{session.chatName ?? 'No messages'}</LiveText>
        </h2>
        <Steps
          state={state}
          actions={actions}
          agent={agent}
          session={session}
          onPress={(button) => {
            pressed.current = button
          }}
        />
      </header>
      <Transcript conversation={conversation} onOlder={() => void actions.loadOlder()} />
      <ReplyBox state={state} actions={actions} agent={agent} />
    </section>
  )
}

/** To the reply box, or the heading where there is none; to the button itself when the step failed. */
function focusAfter(button: HTMLButtonElement, pane: HTMLElement | null): void {
  const focused = document.activeElement
  const isElsewhere = focused !== null && focused !== document.body && focused !== button
  if (isElsewhere) return
  const target = button.isConnected ? button : (pane?.querySelector('textarea') ?? pane?.querySelector('h2'))
  target?.focus()
}
