/** What the operator's API returns. */
import * as z from 'zod/mini'
import { Message, Session as VisitorsSession } from './chat-api.ts'
import { rowSchema } from './row-schema.ts'
import { agentColumns } from './tables/agents.ts'
import { articleColumns, articleHeadingColumns } from './tables/articles.ts'
import { noteColumns } from './tables/notes.ts'
import { handoffColumns, ratingColumns } from './tables/sessions.ts'
import { settingsColumns } from './tables/settings.ts'
import { identityColumns, receiptColumns } from './tables/visitor-marks.ts'
import { suggestionColumns } from './tables/suggestions.ts'

/** What visitors get of it, and what is for agents: building the first again would cost the function's start. */
const Session = z.intersection(
  VisitorsSession,
  rowSchema({ ...handoffColumns, ...ratingColumns, ...receiptColumns, ...identityColumns }),
)
const Agent = rowSchema(agentColumns)
const PresentAgent = z.intersection(
  Agent,
  z.object({
    isPresent: z
      .boolean()
      .check(z.describe('Whether the agent is online, and their inbox has said so within 150 seconds.')),
  }),
)

/** Most recently active first, unless sorted otherwise. */
export const SessionListAnswer = z.readonly(
  z.object({
    sessions: z.readonly(z.array(Session)),
    nextCursor: z
      .nullable(z.string())
      .check(z.describe('Give it as `cursor` for the next page; null on the last.')),
  }),
)
export type SessionListAnswer = z.infer<typeof SessionListAnswer>

const TagList = () => z.readonly(z.array(z.string()))

export const SessionDetailAnswer = z.readonly(
  z.object({ session: Session, tags: TagList().check(z.describe('In alphabetical order.')) }),
)
export type SessionDetailAnswer = z.infer<typeof SessionDetailAnswer>

/** A page, oldest first. */
export const TranscriptAnswer = z.readonly(
  z.object({ messages: z.readonly(z.array(Message)), hasMore: z.boolean() }),
)
export type TranscriptAnswer = z.infer<typeof TranscriptAnswer>

export const SessionChangedAnswer = z.readonly(
  z.object({
    session: Session,
    changed: z.boolean().check(z.describe('False when the session already was as asked.')),
  }),
)
export type SessionChangedAnswer = z.infer<typeof SessionChangedAnswer>

export const ReplyAnswer = z.readonly(
  z.object({ message: Message, session: Session, duplicate: z.boolean() }),
)
export type ReplyAnswer = z.infer<typeof ReplyAnswer>

const Count = () => z.int().check(z.gte(0))

const Stars = () => z.nullable(z.number().check(z.gte(1), z.lte(5)))

/** What happened in an hour or on a day, as `upkeep` has counted it: deleting a session later changes nothing of it. */
const Happened = z.object({
  started: Count().check(z.describe('Sessions that began.')),
  messages: z.readonly(z.object({ visitor: Count(), bot: Count(), agent: Count() })),
  answers: z
    .readonly(
      z.object({
        quote: Count(),
        choices: Count(),
        unknown: Count(),
        otherLanguage: Count(),
        smallTalk: Count(),
        generated: Count(),
      }),
    )
    .check(
      z.describe('Answers of the bot: what an article says, articles to choose from, that it doesn’t know.'),
    ),
  handedOver: Count().check(z.describe('Sessions that the bot gave to people.')),
  askedForPerson: Count().check(z.describe('Visitors who asked for a person.')),
  claimed: Count(),
  closed: Count(),
  expired: Count(),
  reopened: Count(),
  deleted: Count(),
  notReplied: Count().check(z.describe('A person was asked for, and none had replied when it ended.')),
  ratings: z
    .readonly(z.object({ count: Count(), average: Stars(), good: Count() }))
    .check(z.describe('What visitors said of closed chats, in stars from 1 to 5; `good` are four and five.')),
})

const Seconds = () => z.nullable(Count())
const Durations = z.readonly(
  z.object({
    count: Count(),
    averageSeconds: Seconds(),
    medianSeconds: Seconds().check(z.describe('In half of them so long or less, within 19 %.')),
    p90Seconds: Seconds().check(z.describe('In nine of ten so long or less, within 19 %.')),
  }),
)

/** From counters: as many calls of Appwrite however many sessions there are. */
export const StatsAnswer = z.readonly(
  z.object({
    sessions: z.readonly(
      z.object({
        total: Count(),
        // By state.
        bot: Count(),
        waiting: Count(),
        agent: Count(),
        closed: Count(),
        active: Count().check(z.describe('bot + waiting + agent: the counter “Active sessions”.')),
        createdLast24h: Count(),
        empty: Count().check(z.describe('Without a single message.')),
      }),
    ),
    messages: z.readonly(z.object({ total: Count(), createdLast24h: Count() })),
    mostRecentActivity: z.nullable(z.string()).check(z.describe('The newest `lastSeen` of all, or null.')),
    atLeast: z
      .readonly(z.array(z.string()))
      .check(
        z.describe('Names of the counts that are not complete, such as `messages.total`: there may be more.'),
      ),
    workload: z
      .readonly(
        z.array(
          z.readonly(z.object({ agentId: z.string(), name: z.nullable(z.string()), sessions: Count() })),
        ),
      )
      .check(z.describe('Open sessions by agent.')),
    days: z
      .readonly(z.array(z.readonly(z.extend(Happened, { day: z.string() }))))
      .check(z.describe('The last 30 days in UTC on which something happened, the oldest first.')),
    hours: z
      .readonly(z.array(z.readonly(z.extend(Happened, { hour: z.string() }))))
      .check(z.describe('The last 48 hours in UTC in which something happened, such as `2026-01-31T23`.')),
    last30Days: z.readonly(Happened),
    firstReply: Durations.check(
      z.describe('Of the last 30 days: from asking for a person to an agent’s first message.'),
    ),
    expectedWaitSeconds: Seconds().check(
      z.describe('The median of about the last 50 first replies; null when there are fewer than five.'),
    ),
    resolution: Durations.check(
      z.describe('Of the last 30 days: from asking for a person, or an agent’s claim, to the close.'),
    ),
    agents: z
      .readonly(
        z.array(
          z.readonly(
            z.object({
              agentId: z.string(),
              name: z.nullable(z.string()),
              isPresent: z.boolean(),
              open: Count(),
              claims: Count(),
              replies: Count(),
              closes: Count(),
              ratings: z.readonly(z.object({ count: Count(), average: Stars() })),
            }),
          ),
        ),
      )
      .check(z.describe('What each agent has done since counting began, and holds now.')),
  }),
)
export type StatsAnswer = z.infer<typeof StatsAnswer>

/** What would be deleted, or was. */
export const CleanupAnswer = z.readonly(
  z.object({
    dryRun: z.boolean(),
    before: z.string().check(z.describe('Sessions last seen before this moment go.')),
    sessions: Count(),
    messages: Count(),
    more: z
      .boolean()
      .check(
        z.describe(
          'True when more are left than one call deletes: call again. Of a dry run: there are at least so many.',
        ),
      ),
  }),
)
export type CleanupAnswer = z.infer<typeof CleanupAnswer>

/** What would be erased, or was, in this call. */
export const EraseAnswer = z.readonly(
  z.object({
    dryRun: z.boolean(),
    sessions: Count(),
    messages: Count(),
    nextCursor: z
      .nullable(z.string())
      .check(z.describe('Call again with it as `cursor`: there may be more. Null when all is done.')),
  }),
)
export type EraseAnswer = z.infer<typeof EraseAnswer>

export const RemovedAnswer = z.readonly(z.object({ sessionId: z.string(), messages: Count() }))
export type RemovedAnswer = z.infer<typeof RemovedAnswer>

export const AgentsAnswer = z.readonly(z.object({ agents: z.readonly(z.array(PresentAgent)) }))
export type AgentsAnswer = z.infer<typeof AgentsAnswer>

/** The agent as they are known now. */
export const PresenceAnswer = z.readonly(z.object({ agent: PresentAgent }))
export type PresenceAnswer = z.infer<typeof PresenceAnswer>

/** The authenticated caller. */
export const MeAnswer = z.readonly(
  z.object({
    agent: z
      .nullable(z.readonly(z.object({ id: z.string(), name: z.string() })))
      .check(z.describe('Null for the bearer of the secret.')),
    databaseId: z.string(),
  }),
)
export type MeAnswer = z.infer<typeof MeAnswer>

const State = () => z.enum(['ok', 'warn', 'fail'])

export const HealthAnswer = z.readonly(
  z.object({
    status: State().check(z.describe('The worst of all parts.')),
    database: z.literal('ok'),
    version: z.string(),
    upkeep: z
      .nullable(z.readonly(z.object({ at: z.string(), behindSeconds: Count() })))
      .check(
        z.describe(
          'The last run of `upkeep`; null before the first. `behindSeconds` is how long its oldest work left has been due.',
        ),
      ),
    parts: z.readonly(
      z.array(
        z.readonly(
          z.object({
            name: z.enum(['database', 'bot', 'upkeep', 'webhooks', 'mail']),
            state: State(),
            says: z.string(),
            fix: z.nullable(z.string()).check(z.describe('What to do; null where nothing has to be done.')),
            ageSeconds: z
              .nullable(Count())
              .check(z.describe('How long its oldest work has waited; of `upkeep` since when it ran.')),
          }),
        ),
      ),
    ),
  }),
)
export type HealthAnswer = z.infer<typeof HealthAnswer>

const Note = rowSchema(noteColumns)

export const NoteAnswer = z.readonly(z.object({ note: Note }))
export type NoteAnswer = z.infer<typeof NoteAnswer>

/** Oldest first: the newest 100. */
export const NotesAnswer = z.readonly(z.object({ notes: z.readonly(z.array(Note)) }))
export type NotesAnswer = z.infer<typeof NotesAnswer>

export const NoteGoneAnswer = z.readonly(z.object({ deleted: z.literal(true) }))
export type NoteGoneAnswer = z.infer<typeof NoteGoneAnswer>

export const TagsChangedAnswer = z.readonly(
  z.object({
    tags: TagList().check(z.describe('All of the session’s, in alphabetical order.')),
    changed: z.boolean().check(z.describe('False when the session already was as asked.')),
  }),
)
export type TagsChangedAnswer = z.infer<typeof TagsChangedAnswer>

export const TagsAnswer = z.readonly(
  z.object({
    tags: z.readonly(
      z.array(
        z.readonly(
          z.object({
            tag: z.string(),
            sessions: Count(),
            isAtLeast: z.boolean().check(z.describe('True of 5,000: there may be more.')),
          }),
        ),
      ),
    ),
    hasMore: z.boolean().check(z.describe('True when the site has more tags than these 200.')),
  }),
)
export type TagsAnswer = z.infer<typeof TagsAnswer>

const Suggestion = rowSchema(suggestionColumns)

/** An article that an agent made of a reply, and nobody has approved yet. */
export const SuggestionAnswer = z.readonly(z.object({ suggestion: Suggestion }))
export type SuggestionAnswer = z.infer<typeof SuggestionAnswer>

/** The newest first, at most 100. */
export const SuggestionsAnswer = z.readonly(z.object({ suggestions: z.readonly(z.array(Suggestion)) }))
export type SuggestionsAnswer = z.infer<typeof SuggestionsAnswer>

export const SuggestionGoneAnswer = z.readonly(z.object({ deleted: z.literal(true) }))
export type SuggestionGoneAnswer = z.infer<typeof SuggestionGoneAnswer>

export const ArticleAnswer = z.readonly(z.object({ article: rowSchema(articleColumns) }))
export type ArticleAnswer = z.infer<typeof ArticleAnswer>

export const SettingsAnswer = z.readonly(
  z.object({
    settings: rowSchema(settingsColumns),
    mayChange: z.boolean().check(z.describe('Whether the caller may change them.')),
  }),
)
export type SettingsAnswer = z.infer<typeof SettingsAnswer>

export const ArticleListAnswer = z.readonly(
  z.object({
    articles: z.readonly(z.array(rowSchema(articleHeadingColumns))).check(z.describe('Without their texts.')),
    nextCursor: z
      .nullable(z.string())
      .check(z.describe('Give it as `cursor` for the next page; null on the last.')),
  }),
)
export type ArticleListAnswer = z.infer<typeof ArticleListAnswer>

export const ArticleGoneAnswer = z.readonly(z.object({ deleted: z.literal(true) }))
export type ArticleGoneAnswer = z.infer<typeof ArticleGoneAnswer>

/** What the articles should answer and don't, the most asked first. */
export const GapsAnswer = z.readonly(
  z.object({
    gaps: z.readonly(
      z.array(
        z.readonly(
          z.object({
            question: z.string().check(z.describe('The newest of them.')),
            count: Count(),
            lastAskedAt: z.string(),
            asked: z.readonly(
              z.array(
                z.readonly(
                  z.object({
                    text: z.string(),
                    sessionId: z.string(),
                    messageId: z.string(),
                    askedAt: z.string(),
                    why: z
                      .enum(['unknown', 'other_language', 'not_helpful'])
                      .check(
                        z.describe(
                          'The bot had no answer, the articles are in other languages, or the visitor found it not helpful.',
                        ),
                      ),
                  }),
                ),
              ),
            ),
          }),
        ),
      ),
    ),
  }),
)
export type GapsAnswer = z.infer<typeof GapsAnswer>

/** Sent as a text. */
export const MetricsAnswer = z.string()

/** A description of this API in OpenAPI 3.1. */
export const OpenApiAnswer = z.looseObject({ openapi: z.string() })
