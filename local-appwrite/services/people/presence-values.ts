import type { PresenceDocument } from '../../store/documents/presence-documents.ts'
import { formatTime } from '../../store/format-time.ts'
import { encodeJson } from '../../store/json.ts'
import { AppwriteError } from '../appwrite-error.ts'
import { countCharacters } from '../characters.ts'

/** Longest status, in characters; how long a presence lasts unless said, and at most, in ms (Appwrite 1.9). */
const STATUS_LIMIT = 255
const LIFETIME_MS = 15 * 60_000
const LIFETIME_LIMIT_MS = 30 * 24 * 3_600_000
/** Longest metadata, as JSON text. */
const METADATA_LIMIT = 65_535

/** What a presence is set to; what is null stays as it was, except permissions, which are reset. */
export interface PresenceValues {
  readonly status: string | null
  readonly permissions: readonly string[] | null
  readonly metadata: Record<string, unknown> | null
  readonly expiresAt: string | null
}

/** The refusal of a value of a presence. */
export function invalidPresence(name: string, why: string): AppwriteError {
  return new AppwriteError('general_argument_invalid', `Invalid \`${name}\` param: ${why}`)
}

/**
 * When a presence ends: as asked for, or after the usual time.
 *
 * @throws AppwriteError general_argument_invalid
 */
export function readExpiry(text: string | null, now: number): string {
  if (text === null) return formatTime(now + LIFETIME_MS)
  const time = /^\d{4}-\d\d-\d\d/.test(text) ? Date.parse(text) : Number.NaN
  if (!(time > now && time <= now + LIFETIME_LIMIT_MS)) {
    throw invalidPresence('expiresAt', 'Value must be a date in the future, at most 30 days ahead.')
  }
  return formatTime(time)
}

/** False for what is too long, or nested more deeply than can be written. */
function isStorable(metadata: Record<string, unknown>): boolean {
  try {
    return encodeJson(metadata).length <= METADATA_LIMIT
  } catch (error) {
    if (error instanceof RangeError) return false
    throw error
  }
}

/** @throws AppwriteError general_argument_invalid */
export function checkPresence(values: PresenceValues): void {
  if (values.status !== null && countCharacters(values.status) > STATUS_LIMIT) {
    throw invalidPresence('status', `Value must be no longer than ${STATUS_LIMIT} chars.`)
  }
  if (values.metadata !== null && !isStorable(values.metadata)) {
    throw invalidPresence('metadata', 'Value is too long.')
  }
}

/** What someone gets who names no permissions; Appwrite keeps the abbreviation `write` here. */
export function ownPermissions(userId: string): string[] {
  return ['delete', 'read', 'update', 'write'].map((action) => `${action}("user:${userId}")`)
}

/** Data as PHP writes it back: what has no keys, or only those of a list, is a list. */
function asPhp(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  const isList = Object.keys(value).every((key, place) => key === String(place))
  if (isList) return Object.values(value).map(asPhp)
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, asPhp(inner)]))
}

/** A presence as the REST routes show it. */
export function presenceView(presence: PresenceDocument): Record<string, unknown> {
  const { $id, $createdAt, $updatedAt, $permissions, userId, status, source, expiresAt, metadata } = presence
  const common = { $id, $createdAt, $updatedAt, $permissions, userId, status, source, expiresAt }
  return { ...common, metadata: asPhp(metadata) }
}
