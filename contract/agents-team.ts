/** The Appwrite team whose members answer visitors and use the inbox. */
export const AGENTS_TEAM_ID = 'agents'
