import type { Table } from '../table.ts'
import {
  handoffColumns,
  mailColumns,
  paceColumns,
  ratingColumns,
  sessionColumns,
  SESSIONS_TABLE_ID,
} from './sessions.ts'
import { agentSeenColumns, identityColumns, identityKeyColumns, receiptColumns } from './visitor-marks.ts'

/** Apart from the columns that browsers read, which have no use for the table itself. */
const allColumns = {
  ...sessionColumns,
  ...paceColumns,
  ...mailColumns,
  ...handoffColumns,
  ...ratingColumns,
  ...agentSeenColumns,
  ...receiptColumns,
  ...identityColumns,
  ...identityKeyColumns,
}

/** One chat. The visitor reads their own by row permission, members of the team `agents` read all; nobody but Functions writes. */
export const sessions = {
  id: SESSIONS_TABLE_ID,
  name: 'Sessions',
  permissions: ['read("team:agents")'],
  rowSecurity: true,
  columns: allColumns,
  indexes: [
    { key: 'by_last_seen', type: 'key', columns: ['lastSeen'], orders: ['DESC'] },
    {
      key: 'by_status',
      type: 'key',
      columns: ['status', 'needsHuman', 'lastSeen'],
      orders: ['ASC', 'ASC', 'DESC'],
    },
    { key: 'by_needs_human', type: 'key', columns: ['needsHuman', 'lastSeen'], orders: ['ASC', 'DESC'] },
    // The one who has waited longest.
    {
      key: 'by_waiting',
      type: 'key',
      columns: ['status', 'needsHuman', 'waitingSince'],
      orders: ['ASC', 'ASC', 'ASC'],
    },
    { key: 'by_agent', type: 'key', columns: ['assignedAgent', 'lastSeen'], orders: ['ASC', 'DESC'] },
    { key: 'by_visitor', type: 'key', columns: ['visitorId', 'lastSeen'], orders: ['ASC', 'DESC'] },
    // The chats of somebody whom the site's server names.
    {
      key: 'by_verified_hash',
      type: 'key',
      columns: ['verifiedIdHash', 'lastSeen'],
      orders: ['ASC', 'DESC'],
    },
    { key: 'by_expiry', type: 'key', columns: ['status', 'expiresAt'], orders: ['ASC', 'ASC'] },
    { key: 'by_mail_due', type: 'key', columns: ['mailDueAt'], orders: ['ASC'] },
    { key: 'by_message_count', type: 'key', columns: ['messageCount', 'lastSeen'], orders: ['ASC', 'ASC'] },
    { key: 'search_chat_name', type: 'fulltext', columns: ['chatName'] },
    { key: 'search_preview', type: 'fulltext', columns: ['preview'] },
    // An agent looks for a person by name or address.
    { key: 'search_user_meta', type: 'fulltext', columns: ['userMeta'] },
    { key: 'search_verified_name', type: 'fulltext', columns: ['verifiedName'] },
    { key: 'search_verified_email', type: 'fulltext', columns: ['verifiedEmail'] },
  ],
} as const satisfies Table
