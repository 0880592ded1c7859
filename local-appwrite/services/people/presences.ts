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
    const at = formatTime(now)
    for (const { id, value } of presences.all(PARENT)) if (value.expiresAt <= at) presences.remove(PARENT, id)
  }

  function permissionsFor(caller: Caller, userId: string, wanted: readonly string[] | null): string[] {
    if (wanted === null) return isPrivileged(caller) ? [] : ownPermissions(userId)
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
    return db.transaction(() => {
      const now = Date.now()
      sweep(now)
      const before = find(presenceId)
      if (before !== null && !mayDo(caller, 'update', before.$permissions))
        throw new AppwriteError('user_unauthorized')
      const presence: PresenceDocument = {
        $id: presenceId,
        $createdAt: before?.$createdAt ?? formatTime(now),
        $updatedAt: formatTime(now),
        $permissions: permissionsFor(caller, userId, values.permissions),
        userId: before?.userId ?? userId,
        status: values.status ?? before?.status ?? null,
        source,
        expiresAt: readExpiry(values.expiresAt, now),
        metadata: values.metadata ?? before?.metadata ?? {},
      }
      if (before === null) {
        presences.remove(PARENT, presenceId)
        return { presence, sequence: presences.insert(PARENT, presenceId, presence) }
      }
      presences.replace(PARENT, presenceId, presence)
      return { presence, sequence: presences.get(PARENT, presenceId)?.sequence ?? 0 }
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
      const owner = isPrivileged(caller) ? userId : caller.userId
      if (owner === null) throw invalidPresence('userId', 'Param is not optional.')
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
      const presence = find(presenceId)
      if (presence === null || !mayDo(caller, 'read', presence.$permissions))
        throw new AppwriteError('presence_not_found')
      return presenceView(presence)
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
        const before = find(presenceId)
        if (before === null) throw new AppwriteError('presence_not_found')
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
      const presence = find(presenceId)
      if (presence === null) throw new AppwriteError('presence_not_found')
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
