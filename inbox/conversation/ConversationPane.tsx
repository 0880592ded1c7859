import { useStore } from '@nanostores/preact'
import type { ReadableAtom, WritableAtom } from 'nanostores'
import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { Icon } from '../elements/Icon.tsx'
import { LiveText } from '../elements/LiveText.tsx'
import type { Over } from '../over.ts'
import { arrowLeft, info } from './conversation-icons.ts'
import { Details } from './Details.tsx'
import { Moves } from './Moves.tsx'
import type { KnownOfVisitor } from './known-of-visitor.ts'
import type { PaneProps } from './pane-props.ts'
import { ReplyBox } from './ReplyBox.tsx'
import { Transcript } from './Transcript.tsx'

/** Of the details, which their button controls. */
const DETAILS_ID = 'session-details'

/** The open session: what was said, what can be done with it, the reply, and the details. */
export function ConversationPane(
  props: PaneProps & {
    readonly $over: WritableAtom<Over | null>
    readonly $known: ReadableAtom<KnownOfVisitor | null>
    readonly beside: ComponentChildren
  },
) {
  const { store, actions, $over, $known, beside } = props
  const conversation = useStore(store.$conversation)
  const isBusy = useStore(store.$isBusy)
  const known = useStore($known)
  const pane = useRef<HTMLElement>(null)
  const pressed = useRef<HTMLButtonElement | null>(null)
  const detailsButton = useRef<HTMLButtonElement>(null)
  const hasDetails = useStore($over) === 'details'
  // Whatever closes them, the browser's back button too.
  useEffect(() => {
    if (hasDetails) return () => detailsButton.current?.focus()
    return undefined
  }, [hasDetails])
  // A move takes its own button away, and the focus with it.
  useEffect(() => {
    if (isBusy || pressed.current === null) return
    focusAfter(pressed.current, pane.current)
    pressed.current = null
  }, [isBusy, conversation])
  if (conversation === null) {
    return (
      <section class="conversation" aria-label="Conversation">
        <p class="empty">Loading …</p>
      </section>
    )
  }
  const { session } = conversation
  const name = session.chatName ?? 'No messages'
  return (
    <>
      <section class="conversation" aria-label="Conversation" ref={pane}>
        <header>
          <button
            class="back"
            type="button"
            aria-label="Back to the list"
            onClick={() => void actions.open(null)}
          >
            <Icon path={arrowLeft} />
          </button>
          <h2 dir="auto" tabIndex={-1} title={name}>
            <LiveText>{name}</LiveText>
          </h2>
          <button
            class="show-details"
            type="button"
            aria-label="Show details"
            aria-expanded={hasDetails}
            aria-controls={DETAILS_ID}
            ref={detailsButton}
            onClick={() => $over.set(hasDetails ? null : 'details')}
          >
            <Icon path={info} />
          </button>
          <Moves
            {...props}
            session={session}
            onPress={(button) => {
              pressed.current = button
            }}
          />
        </header>
        <Transcript
          conversation={conversation}
          known={known}
          onOlder={() => void actions.loadOlder()}
          onSuggest={actions.suggestArticle}
          fetchFile={actions.fetchFile}
        />
        <ReplyBox {...props} session={session} />
      </section>
      <Details
        id={DETAILS_ID}
        session={session}
        known={known}
        isOpen={hasDetails}
        beside={beside}
        onClose={() => $over.set(null)}
      />
    </>
  )
}

/** To the reply box, or the heading where there is none; to the button itself when the move failed. */
function focusAfter(button: HTMLButtonElement, pane: HTMLElement | null): void {
  const focused = document.activeElement
  const isElsewhere = focused !== null && focused !== document.body && focused !== button
  if (isElsewhere) return
  const target = button.isConnected ? button : (pane?.querySelector('textarea') ?? pane?.querySelector('h2'))
  target?.focus()
}
