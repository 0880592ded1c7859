import { randomBytes } from 'node:crypto'

import { AppwriteError } from '../services/appwrite-error.ts'
import { type Caller, GUEST_ROLES } from '../services/caller.ts'
import type { RateWindow } from '../services/rate-window.ts'
import type { Broker } from './broker.ts'
import {
  type ClientFrame,
  RealtimeError,
  type WantedPresence,
  type WantedSubscription,
  parseClientFrame,
} from './client-frame.ts'
import { formatSubscriptionQuery } from './subscription-query.ts'

/** Bounds that Appwrite lacks: without them one connection could make the server hold any amount of memory. */
const SUBSCRIPTIONS_LIMIT = 1000
const CHANNELS_LIMIT = 4000

/** What a connection needs to know of users and presences. */
export interface RealtimeServices {
  /** Who a session secret belongs to; null for a bad one. */
  readonly callerOfSession: (session: string) => Caller | null
  /** The account as `GET /account` shows it; null when it is gone. */
  readonly describeUser: (userId: string) => Record<string, unknown> | null
  /** Stores the presence of a user and answers it. Throws an AppwriteError. */
  readonly savePresence: (caller: Caller, presence: WantedPresence) => Promise<Record<string, unknown>>
  /** Removes a presence that `savePresence` answered. */
  readonly removePresence: (presenceId: string) => Promise<void>
}

/** The two things that a connection does to its socket. */
export interface Line {
  send(frame: object): void
  /** Ends the connection without a close frame, once what was sent is out. */
  drop(): void
}

/** Where a connection starts from: who it is, and what its address already subscribes to. */
export interface Opening {
  readonly caller: Caller
  /** Null: the address named no project, so nothing will ever be announced here. */
  readonly projectId: string | null
  /** Subscriptions in the address, one per slot. */
  readonly slots: ReadonlyMap<string, WantedSubscription>
  /** Counts its messages; null: they are not limited. */
  readonly messages: RateWindow | null
}

function userIdOf(caller: Caller): string | null {
  return caller.kind === 'user' ? caller.userId : null
}

/**
 * One connected client: Realtime's message protocol without the socket. Messages must be given one after another,
 * each once the one before has been dealt with.
 */
export class RealtimeClient {
  #caller: Caller
  readonly #broker: Broker<RealtimeClient>
  readonly #services: RealtimeServices
  readonly #line: Line
  readonly #messages: RateWindow | null
  readonly #projectId: string | null
  readonly #presenceIds = new Set<string>()
  readonly #opening: Opening
  /**
   * False before the greeting, when Appwrite does not yet know which project this is, and again once an authentication
   * came before any subscription, which makes it forget.
   */
  #hasProject = false

  constructor(broker: Broker<RealtimeClient>, services: RealtimeServices, line: Line, opening: Opening) {
    this.#broker = broker
    this.#services = services
    this.#line = line
    this.#caller = opening.caller
    this.#messages = opening.messages
    this.#projectId = opening.projectId
    this.#opening = opening
  }

  /** Says `connected`: from here on the client is listened to. What comes before is refused. */
  greet(): void {
    const { caller, projectId, slots } = this.#opening
    const roles = projectId === null ? new Set<string>() : caller.roles
    this.#broker.connect(this, userIdOf(caller), roles)
    this.#hasProject = true
    const ids = new Map<string, string>()
    const channels = new Set<string>()
    for (const [slot, wanted] of slots) {
      const subscription = this.#subscribe(wanted)
      ids.set(slot, subscription.subscriptionId)
      for (const channel of subscription.channels) channels.add(channel)
    }
    const isList = [...ids.keys()].every((slot, index) => slot === String(index))
    this.#line.send({
      type: 'connected',
      data: {
        channels: [...channels].sort(),
        subscriptions: isList ? [...ids.values()] : Object.fromEntries(ids),
        user: this.#describe(caller),
      },
    })
  }

  /** Deals with one message. Refusals are answered, never thrown. */
  async receive(text: string): Promise<void> {
    try {
      if (this.#messages?.take('') === false) throw new RealtimeError(1013, 'Too many messages.')
      await this.#obey(parseClientFrame(text))
    } catch (error) {
      this.#refuse(error)
    }
  }

  /** Forgets the connection and the presences that it announced. */
  async close(): Promise<void> {
    this.#broker.disconnect(this)
    const ids = [...this.#presenceIds]
    this.#presenceIds.clear()
    await Promise.all(ids.map((id) => this.#services.removePresence(id)))
  }

  async #obey(frame: ClientFrame): Promise<void> {
    if (frame.type === 'ping') return this.#line.send({ type: 'pong' })
    if (!this.#hasProject) {
      throw new RealtimeError(1008, 'Missing project context. Reconnect to the project first.')
    }
    switch (frame.type) {
      case 'authentication':
        return this.#authenticate(frame.session)
      case 'subscribe':
        return this.#respond('subscribe', {
          success: true,
          subscriptions: frame.subscriptions.map((wanted) => this.#subscribe(wanted)),
        })
      case 'unsubscribe':
        return this.#respond('unsubscribe', {
          success: true,
          subscriptions: frame.subscriptionIds.map((subscriptionId) => ({
            subscriptionId,
            removed: this.#broker.unsubscribe(this, subscriptionId),
          })),
        })
      case 'presence':
        return this.#announce(frame.presence)
    }
  }

  #authenticate(session: string): void {
    const caller = this.#projectId === null ? null : this.#services.callerOfSession(session)
    if (caller === null || caller.kind !== 'user') throw new RealtimeError(1003, 'Session is not valid.')
    this.#caller = caller
    this.#broker.identify(this, caller.userId, caller.roles)
    if (this.#broker.subscriptionsOf(this).length === 0) this.#hasProject = false
    this.#respond('authentication', { success: true, user: this.#describe(caller) })
  }

  #subscribe({ id, channels, queries }: WantedSubscription) {
    if (
      this.#broker.channelCount(this) + channels.length > CHANNELS_LIMIT ||
      this.#broker.subscriptionsOf(this).length >= SUBSCRIPTIONS_LIMIT
    ) {
      throw new RealtimeError(1013, 'Too many subscriptions.')
    }
    const subscriptionId = id ?? randomBytes(10).toString('hex')
    const heard = this.#broker.subscribe(this, { id: subscriptionId, requested: channels, queries })
    return { subscriptionId, channels: heard, queries: queries.map(formatSubscriptionQuery) }
  }

  async #announce(wanted: WantedPresence): Promise<void> {
    const presence = await this.#services.savePresence(this.#caller, wanted)
    this.#presenceIds.add(String(presence['$id']))
    this.#respond('presence', { presence })
  }

  #describe(caller: Caller): Record<string, unknown> | null {
    return caller.kind === 'user' ? this.#services.describeUser(caller.userId) : null
  }

  #respond(to: string, data: object): void {
    this.#line.send({ type: 'response', data: { to, ...data } })
  }

  #refuse(error: unknown): void {
    const known = error instanceof RealtimeError || error instanceof AppwriteError
    const code = known ? error.code : 500
    this.#line.send({ type: 'error', data: { code, message: known ? error.message : 'Server Error' } })
    if (code === 1008) this.#line.drop()
  }
}

/** The identity of a connection that proves nothing. */
export const GUEST: Caller = {
  kind: 'guest',
  userId: null,
  sessionId: null,
  roles: GUEST_ROLES,
  scopes: new Set(),
}
