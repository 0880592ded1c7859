import type { Change } from '../services/change.ts'
import { formatTime } from '../store/format-time.ts'
import { encodeJson } from '../store/json.ts'
import { eventsOf } from './channels.ts'

/**
 * Writes the event frames of one change. The change is serialised once; what differs from one connection to the
 * next, the ids of its subscriptions, is put at the end.
 */
export function eventFrames(
  change: Change,
  channels: readonly string[],
  at: number,
): (subscriptionIds: readonly string[]) => Buffer {
  const data = encodeJson({
    events: eventsOf(change),
    channels,
    timestamp: formatTime(at),
    payload: change.payload,
  })
  const head = Buffer.from(`{"type":"event","data":${data.slice(0, -1)},"subscriptions":`)
  // Widgets name their subscriptions alike, so most connections share one frame.
  const frames = new Map<string, Buffer>()
  return (subscriptionIds) => {
    const ids = JSON.stringify(subscriptionIds)
    const known = frames.get(ids)
    if (known !== undefined) return known
    const frame = Buffer.concat([head, Buffer.from(`${ids}}}`)])
    frames.set(ids, frame)
    return frame
  }
}
