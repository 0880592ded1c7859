import type { ChatErrorCode } from '../../client/chat-error.ts'
import type { Connection } from '../../client/connection-state.ts'
import type { Attachment } from '../../contract/attachment.ts'
import type { SiteSettings, Wait } from '../../contract/chat-api.ts'
import type { MessageRow } from '../../contract/tables/messages.ts'
import type { SessionRow } from '../../contract/tables/sessions.ts'
import type { Theme } from '../../contract/theme.ts'
import type { UserMetaChange } from '../../contract/user-meta.ts'

/** A message of the visitor that the server has not confirmed. */
export interface OutgoingMessage {
  /** The row's id, the same in every attempt. */
  readonly id: string
  /** Null until there is a session to send it to. */
  readonly sessionId: string | null
  readonly text: string
  readonly attachments?: readonly Attachment[]
  /** When the visitor sent it, by the server's clock, in milliseconds since 1970. */
  readonly at: number
  /** Its place among those that wait: a count, because clocks go back. */
  readonly order: number
  /** An attempt was begun: it may be stored, whatever came of that. */
  readonly isTried: boolean
  /** What the last attempt met, until one succeeds; null while it waits for the first. */
  readonly failure: ChatErrorCode | null
  /** When it is sent by itself, by the server's clock, where the server set that; else it is retried periodically. */
  readonly retryAt?: number | null
  /** The owner's notice with the failure. */
  readonly told?: string | null
}

/** A file beside the draft. */
export interface DraftFile {
  readonly id: string
  readonly name: string
  /** How much of it has left, from 0 to 1. */
  readonly share: number
  /** Null until all of it is there. */
  readonly attachment: Attachment | null
  /** Why it can't be sent; null while it can. */
  readonly failure: ChatErrorCode | null
}

/** What the panel asks the visitor to confirm or to fill in. */
export type Question = 'rename' | 'clear' | 'delete' | 'close'

/** An action that is under way, so that it isn't started twice. */
export type Act = Question | 'escalate' | 'start' | 'message'

export interface OwnSession {
  readonly row: SessionRow
  /** Messages that this browser hasn't shown. */
  readonly unseen: number
}

/** Everything that components show. Actions write it, nobody else. */
export interface ChatState {
  readonly isOpen: boolean
  /** How far the panel is; after a failure what the visitor wrote is kept, and it can be tried again. */
  readonly phase: 'loading' | 'ready' | 'failed'
  /** What failed, until the next action. Failed sends are shown beside the message instead. */
  readonly problem: ChatErrorCode | null
  readonly settings: SiteSettings | null
  /** Null before the first session, and between two. */
  readonly session: SessionRow | null
  /** Of the session, by `$sequence`. */
  readonly messages: readonly MessageRow[]
  readonly hasOlder: boolean
  readonly loadingOlder: boolean
  /** Of every session, in the order in which they were sent. */
  readonly outbox: readonly OutgoingMessage[]
  readonly draft: string
  /** What is to go with the draft, from when the part that takes files is there. */
  readonly files?: readonly DraftFile[]
  /** The draft goes by itself once its files are there. */
  readonly isSendAwaited?: boolean
  readonly connection: Connection
  /** Since when reads have failed, by this machine's clock in milliseconds; null while they work. */
  readonly offlineSince: number | null
  /** What who waits for a person may expect; null unless somebody waits, and until it is known. */
  readonly wait: Wait | null
  /** Whether the visitor has said how the session was, in whichever browser. */
  readonly isRated: boolean
  /** False once the server has refused to open the closed session again. */
  readonly canReopen: boolean
  readonly busy: Act | null
  /** When the visitor last had an answer written anew, by the server's clock: the question is older. */
  readonly askedAt: number
  /** Messages of others that arrived while the panel was closed. */
  readonly unread: number
  /** What the page set: how a session looks and begins. */
  readonly theme: Theme
  readonly userMeta: UserMetaChange
  /** Who the site's own server says the visitor is, and the token that proves it when a session starts. */
  readonly identity?: { readonly subject: string; readonly token: string } | null
  /** Empty leaves them to the site's settings. */
  readonly corpora: readonly string[]
  /** Of the panel's texts. */
  readonly locale: string
  /** The language that the page has chosen while it was open, to be kept; null leaves it to the next page. */
  readonly chosenLocale: string | null
  /** The panel was opened, and the site's settings were requested. */
  readonly hasBegun: boolean
  readonly menuIsOpen: boolean
  readonly question: Question | null
  readonly view: 'chat' | 'sessions' | 'help'
  /** Whether messages with markup are formatted, once that is known. After a failure they are read as they were typed. */
  readonly richText?: 'there' | 'failed'
  /** Whether there is something to show below the greeting. */
  readonly hasHome?: boolean | undefined
  /** Null while the list is read. */
  readonly ownSessions: readonly OwnSession[] | null
}

export const initialState: ChatState = {
  isOpen: false,
  phase: 'loading',
  problem: null,
  settings: null,
  session: null,
  messages: [],
  hasOlder: false,
  loadingOlder: false,
  outbox: [],
  draft: '',
  connection: 'connecting',
  offlineSince: null,
  wait: null,
  isRated: false,
  canReopen: true,
  busy: null,
  askedAt: 0,
  unread: 0,
  theme: {},
  userMeta: {},
  corpora: [],
  locale: 'en',
  chosenLocale: null,
  hasBegun: false,
  menuIsOpen: false,
  question: null,
  view: 'chat',
  ownSessions: null,
}
