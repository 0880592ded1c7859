import { useStore } from '@nanostores/preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { stateOf } from '../../contract/session-state.ts'
import type { SessionRow } from '../../contract/tables/sessions.ts'
import type { Agent } from '../inbox-client.ts'
import type { Step } from '../store/conversation.ts'
import type { Parts } from './parts.ts'

/** Nobody chooses a button within this time of seeing it: the press was meant for what was there before. */
const SETTLES_MS = 400

const stepTexts: Record<Step, string> = {
  claim: 'Claim',
  takeOver: 'Take over',
  release: 'Back to the queue',
  returnToBot: 'Return to bot',
  reopen: 'Reopen',
  close: 'Close',
}

/**
 * What the state machine allows, from the end of the row: taking and closing keep a place of their own there, also
 * while they aren't offered. So no step takes the place of the one before it, and the second press of a double click
 * meets nothing.
 */
export function Steps(
  props: Parts & {
    readonly session: SessionRow
    readonly agent: Agent
    readonly onPress: (button: HTMLButtonElement) => void
  },
) {
  const { session } = props
  const isBusy = useStore(props.state.$isBusy)
  const offered = stepsFor(session, props.agent)
  const isSettled = useSettled(session.$id, `${offered.join()} ${isBusy}`)
  const buttons = (...steps: readonly Step[]) =>
    steps.map(
      (step) =>
        offered.includes(step) && (
          <button
            key={step}
            type="button"
            class={['claim', 'reopen'].includes(step) ? 'primary' : ''}
            disabled={isBusy}
            onClick={(event) => {
              // The keyboard's own, without a place, follows the focus.
              if (event.detail > 0 && !isSettled()) return
              props.onPress(event.currentTarget)
              void props.actions.take(step)
            }}
          >
            {stepTexts[step]}
          </button>
        ),
    )
  return (
    <div class="steps">
      {buttons('release', 'returnToBot', 'reopen')}
      <span class="place taking">{buttons('claim', 'takeOver')}</span>
      <span class="place">{buttons('close')}</span>
    </div>
  )
}

/** Tells whether what is shown of a session has been so for a while; of a session that was just opened it has. */
function useSettled(sessionId: string, shown: string): () => boolean {
  const since = useRef({ sessionId: '', at: Number.NEGATIVE_INFINITY })
  useLayoutEffect(() => {
    const at = since.current.sessionId === sessionId ? performance.now() : Number.NEGATIVE_INFINITY
    since.current = { sessionId, at }
  }, [sessionId, shown])
  return () => performance.now() - since.current.at >= SETTLES_MS
}

function stepsFor(session: SessionRow, agent: Agent): readonly Step[] {
  switch (stateOf(session)) {
    case 'bot':
    case 'waiting':
      return ['claim', 'close']
    case 'agent':
      return session.assignedAgent === agent.id ? ['release', 'returnToBot', 'close'] : ['takeOver', 'close']
    case 'closed':
      return ['reopen']
  }
}
