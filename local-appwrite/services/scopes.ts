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

/** Scopes that keys of a real Appwrite can have besides; what they open is not here. */
export const OTHER_SCOPES: readonly string[] = (
  'mocks.read mocks.write policies.read policies.write project.policies.read project.policies.write ' +
  'project.oauth2.read project.oauth2.write templates.read templates.write stages.read stages.write ' +
  'sites.read sites.write log.read log.write providers.read providers.write topics.read topics.write ' +
  'subscribers.read subscribers.write targets.read targets.write messages.read messages.write webhooks.read ' +
  'webhooks.write assistant.read migrations.read migrations.write schedules.read schedules.write vcs.read ' +
  'vcs.write insights.read insights.write reports.read reports.write backups.policies.read ' +
  'backups.policies.write archives.read archives.write restorations.read restorations.write ' +
  'dedicatedDatabases.execute domains.read domains.write wafRules.read wafRules.write events.read apps.read ' +
  'apps.write oauth2.read oauth2.write oauth2.introspect usage.read'
).split(' ')
