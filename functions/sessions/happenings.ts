import type { Transition, Move } from '../../contract/session-state.ts'
import type { AnswerKind, MessageValues } from '../../contract/tables/messages.ts'
import type { AuditAction } from '../../contract/tables/audit.ts'
import type {
  PacedSessionRow,
  PaceValues,
  SessionRow,
  SessionValues,
} from '../../contract/tables/sessions.ts'
import type { Actor, AuditEntry } from '../repositories/audit.ts'
import type { RemovedMessages } from '../repositories/guarded-writes.ts'
import type { NewNote } from '../repositories/notes.ts'
import type { NewTurn } from '../repositories/turns.ts'

/**
 * Everything that can happen to a session. `record-happening.ts` is the only place that writes one: what follows
 * from a happening (its row in `audit`, a counter) is defined in `step-of.ts`, once.
 */
export type Happening = LooseHappening | GuardedHappening

/** What is one write by itself, or may be several in parallel. */
export type LooseHappening = Started | Withdrawn | Said | Unsaid | Rewritten | Changed

/** What happens only while `onlyWhile` is true of the session, as a whole or not at all. */
export type GuardedHappening = (
  | Answered
  | Wrote
  | Told
  | Finished
  | Retracted
  | Moved
  | Tagged
  | Cleared
  | Removed
) & {
  /** Is asked once all is staged: what it reads then is so, or what changes it fails the commit. */
  readonly onlyWhile: (present: PacedSessionRow) => boolean | Promise<boolean>
  /** The transaction to use, when the caller began one beside other work. */
  readonly transaction?: string | undefined
}

/** A session begins. */
export interface Started {
  readonly kind: 'started'
  readonly sessionId: string
  readonly visitorId: string
  readonly values: Partial<SessionValues>
}

/** One that was created is refused, and removed. */
export interface Withdrawn {
  readonly kind: 'withdrawn'
  readonly sessionId: string
}

/** The visitor sends a message. */
export interface Said {
  readonly kind: 'said'
  readonly sessionId: string
  readonly visitorId: string
  readonly messageId: string
  readonly text: string
  /** As the column takes them; null for none. */
  readonly attachments: string | null
  readonly values: Partial<SessionValues & PaceValues>
  /** What the chat is called from then on, if the row has not changed since it had no name. */
  readonly naming: { readonly chatName: string; readonly unnamedSince: string } | null
  /** The bot's turn that the message opens; null for none. */
  readonly turn: NewTurn | null
}

/** A message of the visitor's is refused after all. What it has changed in the session is taken back by `changed`. */
export interface Unsaid {
  readonly kind: 'unsaid'
  readonly messageId: string
}

/** An answer that is being written grows, or its visitor says what they think of it. */
export interface Rewritten {
  readonly kind: 'rewritten'
  readonly messageId: string
  readonly values: Partial<Pick<MessageValues, 'text' | 'feedback'>>
}

/** Columns change: a name, metadata, what a refused message has left. */
export interface Changed {
  readonly kind: 'changed'
  readonly session: Pick<SessionRow, '$id' | '$updatedAt'>
  readonly values: Partial<SessionValues>
  /** Whether it counts one message less. */
  readonly countsOneLess?: true
  /** Only if the row is still as it was read, or whatever else has happened to it. */
  readonly ifSame: boolean
}

/** The bot or an agent sends a message. */
export interface Answered {
  readonly kind: 'answered'
  readonly session: Whose
  readonly message: Pick<MessageValues, 'text'> &
    Partial<
      Pick<MessageValues, 'authorId' | 'authorName' | 'answerKind' | 'sources' | 'attachments' | 'state'>
    > & {
      readonly id: string
    }
  readonly values: Partial<SessionValues>
  /** The agent's action; an answer of the bot is in the transcript alone, and ends its turn unless it is still being written. */
  readonly by: { readonly sender: 'bot' } | { readonly sender: 'agent'; readonly actor: Actor }
}

/** The visitor's message comes by e-mail. */
export interface Wrote {
  readonly kind: 'wrote'
  readonly session: Whose
  readonly message: { readonly id: string; readonly text: string; readonly attachments: string | null }
  readonly values: Partial<SessionValues>
}

/**
 * What changes no state and says nothing to the visitor: mails that tell of replies go out, or none does any more; an
 * agent takes part, or no longer does; the visitor rates the chat.
 */
export interface Told {
  readonly kind: 'told'
  readonly sessionId: string
  readonly action: Extract<
    AuditAction,
    'mail' | 'mail_failed' | 'mail_bounced' | 'mail_stopped' | 'join' | 'leave' | 'rate'
  >
  readonly actor: Actor
  /** Never a mail's text or address. */
  readonly detail: object
  readonly values: Partial<SessionValues>
}

/** An answer is over; only one that is still being written. */
export interface Finished {
  readonly kind: 'finished'
  readonly sessionId: string
  readonly messageId: string
  readonly message: Pick<MessageValues, 'state'> &
    Partial<Pick<MessageValues, 'text' | 'answerKind' | 'sources'>>
  readonly values: Partial<SessionValues>
  /** The bot's own end. When the visitor stops it, the bot has still to see that. */
  readonly endsTurn?: true
}

/** An answer that nobody finishes, or that is to be written anew, is removed, and counts no more. */
export interface Retracted {
  readonly kind: 'retracted'
  readonly sessionId: string
  readonly messageId: string
  readonly values?: Partial<SessionValues>
}

/** The session changes from one state to another. */
export interface Moved {
  readonly kind: 'moved'
  /** With who had it, where somebody did. */
  readonly session: Whose & Partial<Pick<PacedSessionRow, 'assignedAgent' | 'givenBackBy' | 'participants'>>
  readonly move: Move
  readonly outcome: Extract<Transition, { kind: 'moved' }>
  readonly actor: Actor
  /** What its system message is, where that is known beforehand: the end of a question that nothing answered. */
  readonly report?: { readonly messageId: string; readonly answerKind: AnswerKind }
  /** Columns that change with it. */
  readonly extra?: Partial<SessionValues>
  /** Whether it is given to an agent by the settings. */
  readonly isAutomatic?: true
  /** What else its row in `audit` says. */
  readonly detail?: object
  /** A note for agents that goes with it. */
  readonly note?: NewNote | undefined
  /** Whether the bot's turn ends with it. */
  readonly endsTurn?: true
}

/** It gets a tag, or loses one. */
export interface Tagged {
  readonly kind: 'tagged'
  readonly sessionId: string
  readonly tag: string
  readonly isAdded: boolean
  readonly actor: Actor
}

/** Its messages are deleted, and the session stays. */
export interface Cleared {
  readonly kind: 'cleared'
  readonly sessionId: string
  readonly removed: RemovedMessages
  /** How many that are. */
  readonly messages: number
  readonly actor: Actor
}

/** The session is deleted; its messages follow. */
export interface Removed {
  readonly kind: 'removed'
  readonly sessionId: string
  /** How many messages it had, and when it began. */
  readonly messages: number
  readonly startedAt: string
  readonly actor: Actor
  /** The action that it is a part of. */
  readonly partOf?: AuditEntry | undefined
}

/** A session, and who may read what is written in it. */
export type Whose = Pick<SessionRow, '$id' | 'visitorId'>
