import * as z from 'zod'

import {
  InvalidSubscriptionQuery,
  type SubscriptionQuery,
  parseSubscriptionQuery,
} from './subscription-query.ts'

/** What a client may ask of Realtime. */
export type ClientFrame =
  | { readonly type: 'ping' }
  | { readonly type: 'authentication'; readonly session: string }
  | { readonly type: 'subscribe'; readonly subscriptions: readonly WantedSubscription[] }
  | { readonly type: 'unsubscribe'; readonly subscriptionIds: readonly string[] }
  | { readonly type: 'presence'; readonly presence: WantedPresence }

/** A subscription as asked for; without an id it gets one. */
export interface WantedSubscription {
  readonly id: string | null
  readonly channels: readonly string[]
  readonly queries: readonly SubscriptionQuery[]
}

/** A presence as asked for; what is not named is kept from before (permissions are not). */
export type WantedPresence = z.infer<typeof presenceData>

/** A refusal that the client is told in an error frame. */
export class RealtimeError extends Error {
  override readonly name = 'RealtimeError'
  /** 0, or one of WebSocket's: 1003 not understood, 1008 not allowed (ends the connection), 1013 too many. */
  readonly code: 0 | 1003 | 1008 | 1013

  constructor(code: RealtimeError['code'], message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}

/** Longest id of a subscription that is taken, in characters. */
const SUBSCRIPTION_ID_LIMIT = 128

const subscribeData = z.array(
  z.object({
    subscriptionId: z.optional(z.string().max(SUBSCRIPTION_ID_LIMIT)),
    channels: z.array(z.string()),
    queries: z.optional(z.array(z.string())),
  }),
)
const unsubscribeData = z.array(z.object({ subscriptionId: z.string() }))
const authenticationData = z.object({ session: z.string().min(1) })
const presenceData = z.object({
  presenceId: z.optional(z.string()),
  status: z.optional(z.string()),
  metadata: z.optional(z.record(z.string(), z.unknown())),
  permissions: z.optional(z.array(z.string())),
  expiresAt: z.optional(z.nullable(z.string())),
})

function invalid(message: string, cause?: unknown): RealtimeError {
  return new RealtimeError(1003, message, cause === undefined ? undefined : { cause })
}

function read<T>(schema: z.ZodType<T>, data: unknown, what: string): T {
  const parsed = schema.safeParse(data)
  if (!parsed.success) throw invalid(`Payload is not valid for ${what}.`)
  return parsed.data
}

function readQueries(texts: readonly string[]): SubscriptionQuery[] {
  try {
    return texts.map(parseSubscriptionQuery)
  } catch (error) {
    if (error instanceof InvalidSubscriptionQuery) throw invalid(error.message, error)
    throw error
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw invalid('Message format is not valid.', cause)
  }
}

/**
 * Reads one message of a client.
 *
 * @throws RealtimeError 1003 for everything that is no known message; 0 for JSON that is a bare text, number or
 * boolean, as Appwrite answers it.
 */
export function parseClientFrame(text: string): ClientFrame {
  const message = parseJson(text)
  if (message === null) throw invalid('Message format is not valid.')
  if (typeof message !== 'object') throw new RealtimeError(0, 'Message must be an object.')
  const type = 'type' in message ? message.type : undefined
  const data = 'data' in message ? message.data : undefined
  switch (type) {
    case 'ping':
      return { type }
    case 'authentication':
      return { type, session: read(authenticationData, data, type).session }
    case 'subscribe':
      return {
        type,
        subscriptions: read(subscribeData, data, type).map(({ subscriptionId, channels, queries }) => ({
          id: subscriptionId === undefined || subscriptionId === '' ? null : subscriptionId,
          channels,
          queries: readQueries(queries ?? []),
        })),
      }
    case 'unsubscribe':
      return { type, subscriptionIds: read(unsubscribeData, data, type).map((one) => one.subscriptionId) }
    case 'presence':
      return { type, presence: read(presenceData, data, type) }
    default:
      throw invalid('Message type is not valid.')
  }
}
