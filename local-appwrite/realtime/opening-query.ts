import type { WantedSubscription } from './client-frame.ts'
import { parseSubscriptionQuery } from './subscription-query.ts'

/** Most channels that an address may name. */
const CHANNELS_LIMIT = 1000

/** `queries` of `channel` by slot: `&rows[0][]=…`; dots in a channel's name become underscores, as PHP makes them. */
function queriesBySlot(parameters: URLSearchParams, channel: string): Map<string, string[]> {
  const name = channel.replaceAll('.', '_')
  const slots = new Map<string, string[]>()
  for (const [key, value] of parameters) {
    if (!key.startsWith(`${name}[`)) continue
    const slot = /^\[(\w{1,16})\]\[\d{0,4}\]$/.exec(key.slice(name.length))?.[1]
    if (slot !== undefined) slots.set(slot, [...(slots.get(slot) ?? []), value])
  }
  return slots
}

/**
 * The subscriptions that the address itself names (the protocol before messages): `channels[]`, each with queries
 * in numbered slots. A slot is one subscription; channels without queries share slot 0.
 *
 * @throws InvalidSubscriptionQuery
 */
export function readOpeningSubscriptions(parameters: URLSearchParams): Map<string, WantedSubscription> {
  const slots = new Map<string, { channels: string[]; queries: string[] }>()
  const channels = [...parameters]
    .filter(([key]) => key === 'channels' || /^channels\[\d{0,4}\]$/.test(key))
    .map(([, channel]) => channel)
    .slice(0, CHANNELS_LIMIT)
  for (const channel of channels) {
    const wanted = queriesBySlot(parameters, channel)
    if (wanted.size === 0) wanted.set('0', [])
    for (const [slot, queries] of wanted) {
      const known = slots.get(slot)
      if (known === undefined) slots.set(slot, { channels: [channel], queries })
      else known.channels.push(channel)
    }
  }
  return new Map(
    [...slots].map(([slot, { channels: heard, queries }]) => [
      slot,
      { id: null, channels: heard, queries: queries.map(parseSubscriptionQuery) },
    ]),
  )
}
