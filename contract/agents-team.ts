/** The Appwrite team whose members answer visitors and use the inbox. */
export const AGENTS_TEAM_ID = 'agents'

/** Members with this role, or Appwrite's own `owner`, change the settings of the site. */
export const ADMIN_ROLE = 'admin'
