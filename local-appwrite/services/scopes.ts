const PUBLIC = ['global', 'public', 'sessions.write', 'locale.read', 'avatars.read', 'graphql']
const ROWS = ['rows.read', 'rows.write', 'documents.read', 'documents.write', 'files.read', 'files.write']

/** What callers without an identity may ask for; permissions decide about each thing. */
export const GUEST_SCOPES: ReadonlySet<string> = new Set([
  ...PUBLIC,
  ...ROWS,
  'execution.write',
  'executions.write',
])

/** What users may ask for besides. */
export const USER_SCOPES: ReadonlySet<string> = new Set([
  ...GUEST_SCOPES,
  'account',
  'teams.read',
  'teams.write',
  'presences.read',
  'presences.write',
  'execution.read',
  'executions.read',
])

/** Every scope a key can have. */
export const ALL_SCOPES: readonly string[] = [
  ...PUBLIC,
  ...ROWS,
  'users.read',
  'users.write',
  'sessions.read',
  'teams.read',
  'teams.write',
  'databases.read',
  'databases.write',
  'tables.read',
  'tables.write',
  'collections.read',
  'collections.write',
  'attributes.read',
  'attributes.write',
  'columns.read',
  'columns.write',
  'indexes.read',
  'indexes.write',
  'buckets.read',
  'buckets.write',
  'functions.read',
  'functions.write',
  'execution.read',
  'execution.write',
  'executions.read',
  'executions.write',
  'presences.read',
  'presences.write',
  'tokens.read',
  'tokens.write',
  'rules.read',
  'rules.write',
  'health.read',
  'project.read',
  'project.write',
  'platforms.read',
  'platforms.write',
  'keys.read',
  'keys.write',
]
