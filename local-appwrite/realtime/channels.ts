import type { Change, ChangedResource } from '../services/change.ts'

/** One part of an event's name: a word, and the id that follows it if there is one. */
type Step = readonly [word: string, id?: string]

const ACTIONS_WITH_CHANNELS: ReadonlySet<string> = new Set(['create', 'update', 'upsert', 'delete'])

/** Every way to write a path of steps with any of its ids replaced by `*`; the one with all ids comes first. */
function withWildcards(steps: readonly Step[]): string[] {
  return steps.reduce<string[]>(
    (paths, [word, id]) => {
      const ends = id === undefined ? [word] : [`${word}.${id}`, `${word}.*`]
      return paths.flatMap((path) => ends.map((end) => (path === '' ? end : `${path}.${end}`)))
    },
    [''],
  )
}

/** All events of one path: its own name, then each shorter one, each with all wildcards. */
function eventsOfPath(steps: readonly Step[]): string[] {
  return steps.flatMap((_, index) => withWildcards(steps.slice(0, steps.length - index)))
}

function pathsOf(resource: ChangedResource, action: string): readonly (readonly Step[])[] {
  switch (resource.kind) {
    case 'row': {
      const { databaseId, tableId, rowId, byCommit } = resource
      const asRow: readonly Step[] = [
        ['databases', databaseId],
        ['tables', tableId],
        ['rows', rowId],
        [action],
      ]
      const asDocument: readonly Step[] = [
        ['databases', databaseId],
        ['collections', tableId],
        ['documents', rowId],
        [action],
      ]
      return [
        ...(byCommit ? [asRow, asDocument] : [asDocument, asRow]),
        [['tablesdb', databaseId], ['tables', tableId], ['rows', rowId], [action]],
      ]
    }
    case 'file':
      return [[['buckets', resource.bucketId], ['files', resource.fileId], [action]]]
    case 'execution':
      return [[['functions', resource.functionId], ['executions', resource.executionId], [action]]]
    case 'user':
      return [userPath(resource, action)]
    case 'team':
      return [[['teams', resource.teamId], [action], ...partSteps(resource.part)]]
    case 'membership': {
      const { teamId, membershipId, part } = resource
      return [[['teams', teamId], ['memberships', membershipId], [action], ...partSteps(part)]]
    }
    case 'presence':
      return [[['presences', resource.presenceId], [action]]]
  }
}

function partSteps(part: string | undefined): readonly Step[] {
  return part === undefined ? [] : [[part]]
}

function userPath(
  { userId, part }: Extract<ChangedResource, { kind: 'user' }>,
  action: string,
): readonly Step[] {
  switch (part.kind) {
    case 'user':
      return [['users', userId], [action]]
    case 'attribute':
      return [['users', userId], [action], [part.name]]
    case 'session':
      return [
        ['users', userId],
        part.sessionId === '' ? ['sessions'] : ['sessions', part.sessionId],
        [action],
      ]
  }
}

/**
 * Names of the events that a change is, most exact first, with every wildcard and in both families of names
 * (tables and rows, collections and documents). Functions subscribe to these names.
 */
export function eventsOf({ resource, action }: Change): string[] {
  return [...new Set(pathsOf(resource, action).flatMap(eventsOfPath))]
}

function plainChannelsOf(resource: ChangedResource): readonly string[] {
  switch (resource.kind) {
    case 'row': {
      const { databaseId, tableId, rowId } = resource
      const rows = [
        `databases.${databaseId}.tables.${tableId}.rows`,
        `databases.${databaseId}.collections.${tableId}.documents`,
        `tablesdb.${databaseId}.tables.${tableId}.rows`,
      ]
      return ['rows', 'documents', ...rows, ...rows.map((channel) => `${channel}.${rowId}`)]
    }
    case 'file': {
      const files = `buckets.${resource.bucketId}.files`
      return ['files', files, `${files}.${resource.fileId}`]
    }
    case 'execution':
      return ['executions', `executions.${resource.executionId}`, `functions.${resource.functionId}`]
    case 'user':
      return ['account', `account.${resource.userId}`]
    case 'team':
      return ['teams', `teams.${resource.teamId}`]
    case 'membership':
      return ['memberships', `memberships.${resource.membershipId}`]
    case 'presence':
      return ['presences', `presences.${resource.presenceId}`]
  }
}

/** Sessions are announced on the account's channels, but the action is the session's, not the account's. */
function isOfChannelItself(resource: ChangedResource): boolean {
  return resource.kind !== 'user' || resource.part.kind !== 'session'
}

/** Channels that a change is announced on: each plain one, and each with the action at its end. */
export function channelsOf({ resource, action }: Change): string[] {
  const plain = plainChannelsOf(resource)
  if (!isOfChannelItself(resource) || !ACTIONS_WITH_CHANNELS.has(action)) return [...plain]
  return [...plain, ...plain.map((channel) => `${channel}.${action}`)]
}

/**
 * What a connection is subscribed to when it asks for `requested`: `account` also brings the user's own channel,
 * and channels of other accounts are left out. Sorted, without repetitions.
 */
export function resolveChannels(requested: readonly string[], userId: string | null): string[] {
  const channels = new Set<string>()
  for (const channel of requested) {
    if (channel === 'account') {
      channels.add(channel)
      if (userId !== null) channels.add(`account.${userId}`)
    } else if (!channel.startsWith('account.')) channels.add(channel)
    else if (ACTIONS_WITH_CHANNELS.has(channel.slice('account.'.length))) channels.add(channel)
  }
  return [...channels].sort()
}
