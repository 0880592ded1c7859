/** What tells two versions of one row apart. */
interface Version {
  readonly $updatedAt: string
  /** Of messages. */
  readonly state?: string
}

/**
 * Whether a version of a row replaces the stored one: responses, events and reads overtake each other, so
 * the one that was written last wins, whichever came last. Of two that were written in the same millisecond the
 * finished one is the later one.
 */
export function isNewer(version: Version, held: Version | undefined): boolean {
  if (!held || version.$updatedAt !== held.$updatedAt) return !held || version.$updatedAt > held.$updatedAt
  return held.state === 'streaming' && version.state !== 'streaming'
}
