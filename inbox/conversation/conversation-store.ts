import { atom } from 'nanostores'
import type { MessageRow } from '../../contract/tables/messages.ts'
import type { CannedReply } from './canned-replies.ts'
import type { SessionRow } from '../../contract/tables/sessions.ts'

/** The open conversation. */
export interface Conversation {
  readonly session: SessionRow
  /** Oldest first, by `$sequence`. */
  readonly messages: readonly MessageRow[]
  readonly hasOlder: boolean
  readonly isLoading: boolean
}

export type ConversationStore = ReturnType<typeof createConversationStore>

export function createConversationStore() {
  return {
    $selectedId: atom<string | null>(null),
    $conversation: atom<Conversation | null>(null),
    /** What is being written, by session. */
    $drafts: atom<Readonly<Record<string, string>>>({}),
    /** Replies that agents send often, as they were read last; null until then. */
    $cannedReplies: atom<readonly CannedReply[] | null>(null),
    /** Who may reply in the open session beside its agent: their ids. */
    $participants: atom<readonly string[]>([]),
    /** While a move is under way. */
    $isBusy: atom(false),
    /** The sessions to which a reply is under way. */
    $replying: atom<ReadonlySet<string>>(new Set()),
  }
}
