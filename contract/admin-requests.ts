/** What bodies and queries of the operator's API must look like. */
import * as z from 'zod/mini'
import { AttachmentIds } from './attachment-requests.ts'
import { isSessionId, isUserId } from './appwrite-ids.ts'
import { isNoteId } from './ids.ts'
import * as limits from './limits.ts'
import { isMailAddress } from './mail-address.ts'
import { readMoment } from './moment.ts'
import { readTag } from './tag.ts'
import {
  MessageId,
  MessageText,
  SAYS_NOTHING,
  saysSomething,
  SeenRequest,
  TextBesideFiles,
  WholeNumber,
} from './chat-requests.ts'
import { PRESENCES } from './tables/agents.ts'
import { changesSchema } from './row-schema.ts'
import { settingsColumns } from './tables/settings.ts'
import { SESSION_STATUSES } from './tables/sessions.ts'

/** A day, or a moment: in UTC from here on. */
const Timestamp = z.pipe(
  z.string().check(
    z.refine((text) => readMoment(text) !== null, 'must be a date and time in ISO 8601'),
    z.describe('A day, or a date and time, in ISO 8601.'),
  ),
  z.transform((text: string) => readMoment(text) ?? text),
)

const Tag = z.pipe(
  z.string().check(
    z.refine((text) => readTag(text) !== null, 'must be a tag'),
    z.describe('A tag, in any case.'),
  ),
  z.transform((text: string) => readTag(text) ?? text),
)

/** `GET /admin/sessions`: every filter narrows further. */
export const SessionListQuery = z.strictObject({
  status: z.optional(z.enum(SESSION_STATUSES)),
  needsHuman: z.optional(z.enum(['true', 'false'])),
  /** `none` for sessions without an agent. */
  agent: z.optional(
    z.string().check(z.refine(isUserId, 'must be a user id or none'), z.describe('A user id, or `none`.')),
  ),
  /** Last seen at or after, and before. */
  since: z.optional(Timestamp),
  until: z.optional(Timestamp),
  /** Words that are all in the chat's name, its newest message or what is known of the visitor, or a session id. */
  search: z.optional(z.string().check(z.trim(), z.minLength(1), z.maxLength(100))),
  /** `with` leaves out the sessions that never got a message, `without` shows only those. */
  messages: z.optional(z.enum(['with', 'without'])),
  /** Those with this tag, the one that got it last first, whatever else is asked for; a page may be shorter than `limit`. */
  tag: z.optional(Tag),
  sort: z.optional(z.enum(['lastSeen', '-lastSeen', 'created', '-created'])),
  limit: z.optional(WholeNumber(1, limits.sessionPageMax)),
  cursor: z.optional(z.string().check(z.maxLength(200))),
})
export type SessionListQuery = z.infer<typeof SessionListQuery>

/** `POST /admin/sessions/:id/assign`. Without an agent, the caller claims it. `transfer` allows it to be assigned already. */
export const AssignRequest = z.strictObject({
  agentId: AgentId(),
  transfer: z.optional(z.boolean()),
  note: z.optional(
    MessageText().check(
      z.describe('A note for agents, stored with the move or not at all: not where nothing changes.'),
    ),
  ),
})
export type AssignRequest = z.infer<typeof AssignRequest>

/** `POST /admin/sessions/:id/join` and `…/leave`. `agentId` only for the bearer of the secret. */
export const ParticipantRequest = z.strictObject({ agentId: AgentId() })
export type ParticipantRequest = z.infer<typeof ParticipantRequest>

/** `POST /admin/sessions/:id/seen`. `agentId` only for the bearer of the secret. */
export const AgentSeenRequest = z.strictObject({ ...SeenRequest.shape, agentId: AgentId() })
export type AgentSeenRequest = z.infer<typeof AgentSeenRequest>

/** `PUT /admin/presence`. `agentId` only for the bearer of the secret. */
export const PresenceRequest = z.strictObject({
  state: z.enum(PRESENCES),
  agentId: AgentId(),
})
export type PresenceRequest = z.infer<typeof PresenceRequest>

/** `POST /admin/sessions/:id/messages`: a reply as an agent. `agentId` only for the bearer of the secret. */
export const ReplyRequest = z
  .strictObject({
    id: z.optional(MessageId()),
    text: TextBesideFiles(),
    attachments: AttachmentIds(),
    agentId: AgentId(),
  })
  .check(z.refine(saysSomething, SAYS_NOTHING))
export type ReplyRequest = z.infer<typeof ReplyRequest>

/** `POST /admin/sessions/:id/notes`: what agents write to each other. */
export const NoteRequest = z.strictObject({
  id: z.optional(
    z
      .string()
      .check(z.refine(isNoteId, 'must be n_ and 32 hex digits'), z.describe('`n_` and 32 hex digits.')),
  ),
  text: MessageText(),
})
export type NoteRequest = z.infer<typeof NoteRequest>

/** `GET /admin/gaps`: questions since then, by default of the last 30 days. */
export const GapsQuery = z.strictObject({ since: z.optional(Timestamp) })
export type GapsQuery = z.infer<typeof GapsQuery>

/** `POST /admin/suggestions/:id/approve`: what of it is to read otherwise. */
export const ApproveRequest = z.strictObject({
  title: z.optional(z.string().check(z.trim(), z.minLength(1), z.maxLength(limits.articleTitleMax))),
  body: z.optional(z.string().check(z.trim(), z.minLength(1), z.maxLength(limits.articleBodyMax))),
  corpus: z.optional(z.string().check(z.trim(), z.minLength(1), z.maxLength(limits.corpusNameMax))),
})
export type ApproveRequest = z.infer<typeof ApproveRequest>

/** `PATCH /admin/settings`: any of the columns of `settings`, of which a Function that isn't asked for them makes no schema. */
export const SettingsRequest = z.lazy(() => changesSchema(settingsColumns))
export type SettingsRequest = z.infer<typeof SettingsRequest>

/** `GET /admin/articles`: those last changed come first. */
export const ArticleListQuery = z.strictObject({
  /** Words that are all in the title. */
  search: z.optional(z.string().check(z.trim(), z.minLength(1), z.maxLength(100))),
  corpus: z.optional(z.string().check(z.trim(), z.minLength(1), z.maxLength(limits.corpusNameMax))),
  limit: z.optional(WholeNumber(1, limits.sessionPageMax)),
  cursor: z.optional(z.string().check(z.maxLength(200))),
})
export type ArticleListQuery = z.infer<typeof ArticleListQuery>

/** `PUT /admin/articles/:id`: the whole article. */
export const ArticleRequest = z.strictObject({
  title: z.string().check(z.trim(), z.minLength(1), z.maxLength(limits.articleTitleMax)),
  body: z.string().check(z.trim(), z.minLength(1), z.maxLength(limits.articleBodyMax)),
  corpus: z.optional(z.string().check(z.trim(), z.minLength(1), z.maxLength(limits.corpusNameMax))),
  url: z.optional(
    z.nullable(
      z
        .string()
        .check(
          z.trim(),
          z.maxLength(limits.urlMax),
          z.refine(isWebAddress, 'must be an address, http or https'),
          z.describe('Where visitors can read it, http or https.'),
        ),
    ),
  ),
  questions: TextList(limits.articleQuestionMax),
  keywords: TextList(limits.articleKeywordMax),
  /** `$updatedAt` of the article as it was read, null for a new one: another's change in between is not overwritten. */
  ifUpdatedAt: z.optional(z.nullable(z.string().check(z.maxLength(40)))),
})
export type ArticleRequest = z.infer<typeof ArticleRequest>

/** How visitors ask for an article, or words for it. */
function TextList(longest: number) {
  return z.optional(
    z
      .array(z.string().check(z.trim(), z.minLength(1), z.maxLength(longest)))
      .check(z.maxLength(limits.articleListMax)),
  )
}

function isWebAddress(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)
}

/** `POST /admin/cleanup`. A dry run unless `dryRun` is false. */
export const CleanupRequest = z.strictObject({
  days: z.optional(z.int().check(z.gte(0), z.lte(limits.cleanupDaysMax))),
  dryRun: z.optional(z.boolean()),
})
export type CleanupRequest = z.infer<typeof CleanupRequest>

/** Whom it is about, or who does it, where that isn't the caller. */
function AgentId() {
  return z.optional(z.string().check(z.refine(isUserId, 'must be a user id')))
}

/** `POST /admin/erase`: whose. A dry run unless `dryRun` is false. */
export const EraseRequest = z
  .strictObject({
    userId: z.optional(z.string().check(z.refine(isUserId, 'must be a user id'))),
    sessionId: z.optional(
      z.string().check(z.refine(isSessionId, 'must be a session id'), z.describe('One of the visitor’s.')),
    ),
    address: z.optional(
      z
        .string()
        .check(
          z.trim(),
          z.refine(isMailAddress, 'must be an e-mail address'),
          z.describe('The one that the visitor left, or that the page knows.'),
        ),
    ),
    dryRun: z.optional(z.boolean()),
    cursor: z.optional(z.string().check(z.maxLength(200), z.describe('`nextCursor` of the call before.'))),
  })
  .check(
    z.refine(
      ({ userId, sessionId, address }) =>
        [userId, sessionId, address].filter((one) => one !== undefined).length === 1,
      'name one of userId, sessionId and address',
    ),
  )
export type EraseRequest = z.infer<typeof EraseRequest>
