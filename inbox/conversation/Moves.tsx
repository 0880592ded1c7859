import { useStore } from '@nanostores/preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { stateOf } from '../../contract/session-state.ts'
import type { SessionRow } from '../../contract/tables/sessions.ts'
import type { Agent } from '../agent.ts'
import type { AgentMove } from './agent-move.ts'
import type { PaneProps } from './pane-props.ts'

/** Nobody chooses a button within this time of seeing it: the press was meant for what was there before. */
const SETTLES_MS = 400

const moveTexts: Record<AgentMove, string> = {
  claim: 'Claim',
  takeOver: 'Take over',
  release: 'Back to the queue',
  returnToBot: 'Return to bot',
  reopen: 'Reopen',
  close: 'Close',
}

/**
 * What the state machine allows, from the end of the row: taking and closing keep a place of their own there, also
 * while they aren't offered. So no button takes the place of the one before it, and the second press of a double click
 * meets nothing.
 */
export function Moves(
  props: PaneProps & {
    readonly session: SessionRow
    readonly onPress: (button: HTMLButtonElement) => void
  },
) {
  const { session } = props
  const isBusy = useStore(props.store.$isBusy)
  const offered = movesFor(session, props.agent)
  const isSettled = useSettled(session.$id, `${offered.join()} ${isBusy}`)
  const buttons = (...moves: readonly AgentMove[]) =>
    moves.map(
      (move) =>
        offered.includes(move) && (
          <button
            key={move}
            type="button"
            class={['claim', 'reopen'].includes(move) ? 'primary' : ''}
            disabled={isBusy}
            onClick={(event) => {
              // The keyboard's own, without a place, follows the focus.
              if (event.detail > 0 && !isSettled()) return
              props.onPress(event.currentTarget)
              void props.actions.move(move)
            }}
          >
            {moveTexts[move]}
          </button>
        ),
    )
  return (
    <div class="moves">
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

function movesFor(session: SessionRow, agent: Agent): readonly AgentMove[] {
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
