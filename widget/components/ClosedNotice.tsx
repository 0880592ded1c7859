import { stateOf } from '../../contract/session-state.ts'
import type { PanelProps } from '../panel/panel-context.ts'
import { RatingSlot } from './RatingSlot.tsx'

/** Above the composer of a closed chat: how it was, whether writing opens it again, and the way to a new one. */
export function ClosedNotice({ panel }: PanelProps) {
  const { session, messages, canReopen, busy } = panel.get()
  if (!session || stateOf(session) !== 'closed') return null
  const { $id } = session
  return (
    <>
      {messages.some(({ sender }) => sender === 'user') && (
        <RatingSlot key={$id} panel={panel} sessionId={$id} />
      )}
      <div class="closed">
        <p>{canReopen ? panel.texts.closed : panel.texts.closedForGood}</p>
        <button
          type="button"
          class="button"
          disabled={busy === 'start'}
          onClick={() => void panel.withMore((more) => more.actions.newChat())}
        >
          {panel.texts.newChat}
        </button>
      </div>
    </>
  )
}
