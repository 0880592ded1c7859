import { useStore } from '@nanostores/preact'
import { useEffect } from 'preact/hooks'
import * as limits from '../../contract/limits.ts'
import { stateOf } from '../../contract/session-state.ts'
import type { SessionRow } from '../../contract/tables/sessions.ts'
import type { Agent } from '../agent.ts'
import { LiveText } from '../elements/LiveText.tsx'
import type { HandoffActions } from './handoff-actions.ts'
import type { Colleague, Handoff, HandoffStore } from './handoff-store.ts'

interface Props {
  readonly store: HandoffStore
  readonly actions: HandoffActions
  readonly agent: Agent
  readonly session: SessionRow
}

/** Who works on the open session, taking part in it, and giving it to somebody else. */
export function HandoffPanel(props: Props) {
  const { store, actions, agent, session } = props
  const { readColleagues } = actions
  const colleagues = useStore(store.$colleagues)
  const handoff = useStore(store.$handoff)
  const participants = handoff?.participants ?? []
  const isBusy = useStore(store.$isBusy)
  const state = stateOf(session)
  useEffect(() => void readColleagues(), [readColleagues, session.$id])
  if (state === 'closed') return handoff && <Rating {...handoff} />
  const isPart = participants.includes(agent.id)
  const names = participants.map((id) => colleagues?.find((one) => one.id === id)?.name ?? id)
  return (
    <>
      {state === 'agent' && (
        <p class="participants">
          {names.length > 0 && <LiveText>{`Also here: ${names.join(', ')}`}</LiveText>}{' '}
          {session.assignedAgent !== agent.id && (
            <button
              type="button"
              disabled={isBusy}
              onClick={() => void (isPart ? actions.leave() : actions.join())}
            >
              {isPart ? 'Leave' : 'Join'}
            </button>
          )}
        </p>
      )}
      <GiveForm key={session.$id} {...props} colleagues={colleagues ?? []} isBusy={isBusy} />
    </>
  )
}

function GiveForm({
  store,
  actions,
  session,
  colleagues,
  isBusy,
}: Props & { readonly colleagues: readonly Colleague[]; readonly isBusy: boolean }) {
  const { to: chosen, note } = useStore(store.$giveDrafts)[session.$id] ?? { to: '', note: '' }
  const others = colleagues
    .filter(({ id }) => id !== session.assignedAgent)
    .sort(
      (one, other) => Number(other.isPresent) - Number(one.isPresent) || one.name.localeCompare(other.name),
    )
  // Who got it meanwhile is no choice any more; the note stays.
  const to = others.some(({ id }) => id === chosen) ? chosen : ''
  const submit = (event: Event) => {
    event.preventDefault()
    void actions.give(to, note)
  }
  return (
    <form class="note-form" onSubmit={submit}>
      <select
        aria-label="Give to"
        value={to}
        onChange={(event) => actions.draft(session.$id, { to: event.currentTarget.value, note })}
      >
        <option value="">Give to …</option>
        {others.map(({ id, name, isPresent }) => (
          <option key={id} value={id}>
            {isPresent ? name : `${name} (away)`}
          </option>
        ))}
      </select>
      {(to !== '' || note !== '') && (
        <textarea
          aria-label="Note for the handover"
          placeholder="What they should know. Visitors don’t see it."
          rows={2}
          maxLength={limits.messageTextMax}
          value={note}
          dir="auto"
          onInput={(event) => actions.draft(session.$id, { to: chosen, note: event.currentTarget.value })}
        />
      )}
      {to !== '' && (
        <button type="submit" disabled={isBusy}>
          Give
        </button>
      )}
    </form>
  )
}

function Rating({ rating, ratingComment }: Pick<Handoff, 'rating' | 'ratingComment'>) {
  if (rating === null) return null
  return (
    <section class="rating" aria-label="Rating">
      <p>
        <LiveText>{`Rated ${rating} of 5 stars`}</LiveText>
      </p>
      {ratingComment !== null && (
        <p dir="auto">
          <LiveText>{ratingComment}</LiveText>
        </p>
      )}
    </section>
  )
}
