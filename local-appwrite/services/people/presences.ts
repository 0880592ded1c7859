import type { Database } from '../../store/database.ts'
import type { PresenceDocument, PresenceDocuments } from '../../store/documents/presence-documents.ts'
import { formatTime } from '../../store/format-time.ts'
import { rolesAllowed } from '../../store/permission-text.ts'
import type { Filter } from '../../store/tables/query.ts'
import { AppwriteError } from '../appwrite-error.ts'
import { type Caller, isPrivileged } from '../caller.ts'
import type { Change, Publish } from '../change.ts'
import { isId } from '../is-id.ts'
import { mayDo, parsePermissions, requireGrantable, ROW_ACTIONS } from '../permissions.ts'
import { type FieldTypes, parseFieldQueries } from '../queries/field-queries.ts'
import { uniqueId } from '../unique-id.ts'
import {
  checkPresence,
  invalidPresence,
  ownPermissions,
  type PresenceValues,
  presenceView,
  readExpiry,
} from './presence-values.ts'

/** Expired presences are cleared away at most this often, in ms. */
const SWEEP_EVERY_MS = 60_000
/** How long they stay after their end, unseen but with their rights, as until Appwrite's daily upkeep. In ms. */
const KEPT_MS = 24 * 3_600_000
const PRESENCE_FIELDS: FieldTypes = {
  userId: 'text',
  status: 'text',
  source: 'text',
  expiresAt: 'time',
}
const PARENT = ''

/** Who is there, and what they are doing: short-lived records with permissions of their own. */
export function createPresenceService(dependencies: {
  readonly db: Database
  readonly presences: PresenceDocuments
  readonly publish: Publish
}) {
  const { db, presences, publish } = dependencies
  let lastSweep = 0

  const find = (presenceId: string): PresenceDocument | null => {
    const found = presences.get(PARENT, presenceId)?.value ?? null
    return found === null || found.expiresAt <= formatTime() ? null : found
  }
  const readable = (caller: Caller, presenceId: string): PresenceDocument => {
    const presence = find(presenceId)
    if (presence === null || !mayDo(caller, 'read', presence.$permissions))
      throw new AppwriteError('presence_not_found')
    return presence
  }
  /** What is stored under an id, or else the one presence that a user has; also when it is over. */
  const storedFor = (presenceId: string, userId: string): PresenceDocument | null =>
    presences.get(PARENT, presenceId)?.value ?? presences.ofUser(userId)

  const announce = (
    action: Change['action'],
    presence: PresenceDocument,
    payload: Record<string, unknown>,
  ): void => {
    publish({
      action,
      resource: { kind: 'presence', presenceId: presence.$id },
      payload,
      readRoles: rolesAllowed(presence.$permissions, 'read'),
      causedBy: presence.userId,
    })
  }

  /** Inside a transaction. */
  const sweep = (now: number): void => {
    if (now - lastSweep < SWEEP_EVERY_MS) return
    lastSweep = now
    const at = formatTime(now - KEPT_MS)
    for (const { id, value } of presences.all(PARENT)) if (value.expiresAt <= at) presences.remove(PARENT, id)
  }

  function permissionsFor(caller: Caller, userId: string, wanted: readonly string[] | null): string[] {
    if (wanted === null) return ownPermissions(userId)
    const permissions = parsePermissions(wanted, ROW_ACTIONS).sort()
    requireGrantable(caller, permissions)
    return permissions
  }

  async function upsert(
    caller: Caller,
    source: PresenceDocument['source'],
    presenceId: string,
    userId: string,
    values: PresenceValues,
  ): Promise<{ presence: PresenceDocument; sequence: number }> {
    checkPresence(values)
    if (!isId(presenceId)) throw invalidPresence('presenceId', 'UID must contain at most 36 chars.')
    const now = Date.now()
    const expiresAt = readExpiry(values.expiresAt, now)
    return db.transaction(() => {
      sweep(now)
      const before = storedFor(presenceId, userId)
      if (before !== null && !mayDo(caller, 'update', before.$permissions))
        throw new AppwriteError('user_unauthorized')
      const id = before?.$id ?? presenceId
      const presence: PresenceDocument = {
        $id: id,
        $createdAt: before?.$createdAt ?? formatTime(now),
        $updatedAt: formatTime(now),
        $permissions: permissionsFor(caller, userId, values.permissions),
        userId: before?.userId ?? userId,
        status: values.status ?? before?.status ?? null,
        source,
        expiresAt,
        metadata: values.metadata ?? (source === 'rest' ? {} : (before?.metadata ?? {})),
      }
      if (before === null) return { presence, sequence: presences.insert(PARENT, id, presence) }
      presences.replace(PARENT, id, presence)
      return { presence, sequence: presences.get(PARENT, id)?.sequence ?? 0 }
    })
  }

  async function removeStored(presenceId: string): Promise<void> {
    const removed = await db.transaction(() => {
      const presence = find(presenceId)
      presences.remove(PARENT, presenceId)
      return presence
    })
    if (removed !== null) announce('delete', removed, presenceView(removed))
  }

  return {
    /** Makes or replaces a presence by REST; only keys may name another user. */
    async put(caller: Caller, presenceId: string, userId: string | null, values: PresenceValues) {
      if (!isPrivileged(caller) && userId !== null)
        throw new AppwriteError('general_unauthorized_scope', 'Only keys can name the user of a presence.')
      const owner = isPrivileged(caller) ? userId : caller.userId
      if (owner === null) throw new AppwriteError('general_bad_request', 'A key has to name a userId.')
      const { presence } = await upsert(caller, 'rest', presenceId, owner, values)
      const view = presenceView(presence)
      announce('upsert', presence, view)
      return view
    },

    /**
     * Makes or replaces a presence of a connected user. The answer has the sequence number too.
     *
     * @throws AppwriteError user_unauthorized for guests
     */
    async putLive(
      caller: Caller,
      presenceId: string | null,
      values: PresenceValues,
    ): Promise<Record<string, unknown>> {
      if (caller.kind !== 'user') throw new AppwriteError('user_unauthorized')
      const id = presenceId ?? uniqueId()
      const { presence, sequence } = await upsert(caller, 'realtime', id, caller.userId, values)
      const view = { ...presenceView(presence), $sequence: String(sequence) }
      announce('upsert', presence, view)
      return view
    },

    get(caller: Caller, presenceId: string): Record<string, unknown> {
      return presenceView(readable(caller, presenceId))
    },

    list(caller: Caller, queries: readonly string[]) {
      const query = parseFieldQueries(queries, PRESENCE_FIELDS)
      const alive = {
        kind: 'column',
        attribute: 'expiresAt',
        method: 'greaterThan',
        values: [formatTime()],
      } satisfies Filter
      const page = presences.list(
        PARENT,
        { ...query, filters: [...query.filters, alive] },
        isPrivileged(caller) ? null : { roles: caller.roles },
      )
      if (page === null) throw new AppwriteError('general_cursor_not_found')
      return { total: page.total, presences: page.items.map(({ value }) => presenceView(value)) }
    },

    /** Changes what is named and keeps the rest. */
    async update(
      caller: Caller,
      presenceId: string,
      values: PresenceValues,
    ): Promise<Record<string, unknown>> {
      checkPresence(values)
      const presence = await db.transaction(() => {
        const before = readable(caller, presenceId)
        if (!mayDo(caller, 'update', before.$permissions)) throw new AppwriteError('user_unauthorized')
        const after: PresenceDocument = {
          ...before,
          $updatedAt: formatTime(),
          status: values.status ?? before.status,
          metadata: values.metadata ?? before.metadata,
          expiresAt: values.expiresAt === null ? before.expiresAt : readExpiry(values.expiresAt, Date.now()),
          $permissions:
            values.permissions === null
              ? before.$permissions
              : permissionsFor(caller, before.userId, values.permissions),
        }
        presences.replace(PARENT, presenceId, after)
        return after
      })
      const view = presenceView(presence)
      announce('update', presence, view)
      return view
    },

    async remove(caller: Caller, presenceId: string): Promise<void> {
      const presence = readable(caller, presenceId)
      if (!mayDo(caller, 'delete', presence.$permissions)) throw new AppwriteError('user_unauthorized')
      await removeStored(presenceId)
    },

    /** Removes a presence whose connection is gone. */
    removeLive: removeStored,

    /** Removes what connections of an earlier run of the server left behind. */
    async clearLive(): Promise<void> {
      await db.transaction(() => {
        for (const { id, value } of presences.all(PARENT))
          if (value.source === 'realtime') presences.remove(PARENT, id)
      })
    },
  }
}

export type PresenceService = ReturnType<typeof createPresenceService>
