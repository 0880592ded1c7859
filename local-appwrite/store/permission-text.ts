/** What a permission may allow. `write` is an abbreviation that is never stored. */
export type Action = 'read' | 'create' | 'update' | 'delete'

/** The roles that stored permissions (`read("user:ID")`) give the action to. */
export function rolesAllowed(permissions: readonly string[], action: Action): string[] {
  const prefix = `${action}("`
  return permissions.filter((text) => text.startsWith(prefix)).map((text) => text.slice(prefix.length, -2))
}
