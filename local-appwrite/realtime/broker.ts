import type { Change } from '../services/change.ts'
import { channelsOf, resolveChannels } from './channels.ts'
import { type SubscriptionQuery, matchesQuery } from './subscription-query.ts'

/** What one subscription of a connection asks for: any of the channels, and all of the queries. */
export interface Subscription {
  readonly id: string
  /** As the client named them; `account` is resolved for whoever the connection is at the time. */
  readonly requested: readonly string[]
  readonly queries: readonly SubscriptionQuery[]
}

interface Connection {
  userId: string | null
  roles: ReadonlySet<string>
  /** In order of subscribing. */
  readonly subscriptions: Map<string, Listening>
}

/** Channels, each with the queries that hold for it. */
type Channels = ReadonlyMap<string, readonly SubscriptionQuery[]>

/** What is heard under one id: the channels as they were asked for, and as they are resolved. */
interface Listening {
  readonly asked: Channels
  readonly channels: Channels
}

/** A connection that must hear of a change, and the ids of its subscriptions that it matches. */
export interface Delivery<Id> {
  readonly connection: Id
  readonly subscriptionIds: readonly string[]
}

/**
 * Knows which connection wants to hear of what, and nothing of sockets. `Id` names a connection. The work of a
 * change grows with the connections on its channels, not with all of them.
 */
export class Broker<Id> {
  readonly #connections = new Map<Id, Connection>()
  /** channel → connections → how many of their subscriptions name it. */
  readonly #listeners = new Map<string, Map<Id, number>>()

  connect(id: Id, userId: string | null, roles: ReadonlySet<string>): void {
    this.#connections.set(id, { userId, roles, subscriptions: new Map() })
  }

  disconnect(id: Id): void {
    for (const subscriptionId of this.subscriptionsOf(id)) this.unsubscribe(id, subscriptionId)
    this.#connections.delete(id)
  }

  /**
   * Adds a subscription. One of an id that is there already adds its channels to it, and gives those that it names again
   * its own queries, as on Appwrite. Answers the channels of what was asked for.
   */
  subscribe(id: Id, subscription: Subscription): readonly string[] {
    const connection = this.#connections.get(id)
    if (connection === undefined) return []
    const before = connection.subscriptions.get(subscription.id)
    const asked = new Map(before?.asked)
    for (const channel of subscription.requested) asked.set(channel, subscription.queries)
    const resolved = resolveChannels(subscription.requested, connection.userId)
    const channels = new Map(before?.channels)
    for (const channel of resolved) {
      if (!channels.has(channel)) this.#listen(channel, id)
      channels.set(channel, subscription.queries)
    }
    connection.subscriptions.set(subscription.id, { asked, channels })
    return resolved
  }

  /** False when there was no such subscription. */
  unsubscribe(id: Id, subscriptionId: string): boolean {
    const connection = this.#connections.get(id)
    const subscription = connection?.subscriptions.get(subscriptionId)
    if (connection === undefined || subscription === undefined) return false
    connection.subscriptions.delete(subscriptionId)
    for (const channel of subscription.channels.keys()) this.#forget(channel, id)
    return true
  }

  /** Ids of the connection's subscriptions, in order of subscribing. */
  subscriptionsOf(id: Id): string[] {
    return [...(this.#connections.get(id)?.subscriptions.keys() ?? [])]
  }

  /** How many channels the connection listens on, counted for each subscription. */
  channelCount(id: Id): number {
    let count = 0
    for (const { asked, channels } of this.#connections.get(id)?.subscriptions.values() ?? [])
      count += Math.max(asked.size, channels.size)
    return count
  }

  /** Binds the connection, and what it is subscribed to, to another identity. */
  identify(id: Id, userId: string | null, roles: ReadonlySet<string>): void {
    const connection = this.#connections.get(id)
    if (connection === undefined) return
    connection.roles = roles
    connection.userId = userId
    for (const subscriptionId of this.subscriptionsOf(id)) {
      const asked = connection.subscriptions.get(subscriptionId)?.asked ?? []
      this.unsubscribe(id, subscriptionId)
      this.subscribe(id, { id: subscriptionId, requested: [], queries: [] })
      for (const [channel, queries] of asked)
        this.subscribe(id, { id: subscriptionId, requested: [channel], queries })
    }
  }

  /** Gives every connection of a user the roles that it holds from now on. */
  changeRoles(userId: string, roles: ReadonlySet<string>): void {
    for (const connection of this.#connections.values()) {
      if (connection.userId === userId) connection.roles = roles
    }
  }

  /** True when a connection of this user is open. */
  hasUser(userId: string): boolean {
    for (const connection of this.#connections.values()) if (connection.userId === userId) return true
    return false
  }

  /** Who must hear of the change: one delivery per connection, naming all its matching subscriptions. */
  match(change: Change, channels: readonly string[] = channelsOf(change)): Delivery<Id>[] {
    const announced = new Set(channels)
    const candidates = new Set<Id>()
    for (const channel of announced) {
      for (const id of this.#listeners.get(channel)?.keys() ?? []) candidates.add(id)
    }
    const deliveries: Delivery<Id>[] = []
    for (const id of candidates) {
      const connection = this.#connections.get(id)
      if (connection === undefined || !change.readRoles.some((role) => connection.roles.has(role))) continue
      const subscriptionIds: string[] = []
      for (const [subscriptionId, { channels: wanted }] of connection.subscriptions) {
        const isWanted = [...wanted].some(
          ([channel, queries]) =>
            announced.has(channel) && queries.every((query) => matchesQuery(query, change.payload)),
        )
        if (isWanted) subscriptionIds.push(subscriptionId)
      }
      if (subscriptionIds.length > 0) deliveries.push({ connection: id, subscriptionIds })
    }
    return deliveries
  }

  #listen(channel: string, id: Id): void {
    const listeners = this.#listeners.get(channel) ?? new Map<Id, number>()
    listeners.set(id, (listeners.get(id) ?? 0) + 1)
    this.#listeners.set(channel, listeners)
  }

  #forget(channel: string, id: Id): void {
    const listeners = this.#listeners.get(channel)
    if (listeners === undefined) return
    const left = (listeners.get(id) ?? 1) - 1
    if (left > 0) listeners.set(id, left)
    else listeners.delete(id)
    if (listeners.size === 0) this.#listeners.delete(channel)
  }
}
