/**
 * Every number that more than one part must agree on. Units are in the names; a number without a unit counts things.
 * Sizes of text are in characters (code points), as Appwrite counts them. Import it as `* as limits`: a browser's bundle
 * then contains the numbers that it uses, and no others.
 */
export { messageTextMax } from './message-text-max.ts'
/** The seeds' rule: a chat is named after the first 40 characters of its first message. */
export const chatNameMax = 40
/** A request's body in bytes; 4,000 characters of any script fit with their JSON escapes. */
export const requestBodyMaxBytes = 32_768
export const userMetaKeysMax = 32
export const userMetaKeyMax = 40
export const userMetaValueMax = 500
/** A language tag, as long as RFC 5646 requires implementations to accept. In characters. */
export const localeMax = 35
export const corporaMax = 8
export const corpusNameMax = 64
export const authorNameMax = 80
export const articleTitleMax = 200
export const articleBodyMax = 60_000
export const articleQuestionMax = 200
export const articleKeywordMax = 80
/** Questions, and keywords, of one article. */
export const articleListMax = 50
/** Of what a visitor looks for in the articles, in characters; and how many are listed, by the settings' names or by themselves. */
export const helpSearchMax = 200
export const helpListMax = 100
/** What one address may ask of the articles in a minute: who types asks with each pause. */
export const helpCallsPerMinute = 240
/** Rows that the index of the articles is divided into, and what one of them holds: some hundred thousand articles. */
export const segmentCount = 16
export const segmentMax = 8_000_000
export const urlMax = 2000
export const sourcesMax = 4000
/** Messages in one page of a transcript. */
export const messagePageDefault = 30
export const messagePageMax = 100
/** Notes of one session that are listed. */
export const notesMax = 100
/** A tag's length, how many one session has, and how many of a site are listed. */
export const tagMax = 40
export const tagsPerSession = 20
export const knownTagsMax = 200
/** Sessions in one page of a list. */
export const sessionPageDefault = 50
export const sessionPageMax = 200
/** A visitor's own list. */
export const ownSessionsMax = 50
/** How many messages the bot looks back on (seed 004: memory window). */
export const memoryWindow = 10
/** Idle time until a session expires (seed 004: one hour). */
export const sessionTimeoutMinutes = 60
/** A closed session takes a new message, and is open again, for this long. */
export const reopenWindowMinutes = 24 * 60
/** How long sessions and their messages are kept (seed 004: 30 days). */
export const retentionDays = 30
/** The most days that a cleanup accepts: a century. */
export const cleanupDaysMax = 36_500
/** A session that never got a message is cleared after this long. */
export const emptySessionMinutes = 24 * 60
/** Messages of one session in any minute, and starts of one address or visitor in an hour, and of a site in a day. */
export const messagesPerMinute = 20
export const startsPerHour = 120
export const startsPerDay = 20_000
export const pausedTextMax = 300
/** The bot's texts that a site rewords, as JSON text; so long that Appwrite stores it outside of the row, which is full soon. */
export const botTextsMax = 20_000
/** When a site's people are there, as JSON text. */
export const hoursMax = 2000
/** Wrong admin secrets of one address in ten minutes. */
export const wrongSecretsPer10Minutes = 10
/** Of a language model, in a day: some 15 answers in a session, and 1,000 on a site. */
export const modelTokensPerSession = 50_000
/** As many answers of a slow one; a request reserves 45 seconds and gives back what it doesn't take. */
export const modelSecondsPerSession = 600
export const modelTokensPerDay = 3_000_000
/** A turn that has waited longer in the line is answered without a model, which would let the others wait. */
export const modelWaitMaxSeconds = 3
/** A turn of the bot that was started this often is given up: the session is handed to a person. */
export const turnAttemptsMax = 3
/** A turn that is open for longer has lost its bot, whose function ends within 30 seconds. */
export const turnLostAfterSeconds = 60
/** An event that the site's own server hasn't taken for so long is given up. */
export const deliveryHours = 24
/** How long a visitor may overlook a reply until it goes out by e-mail, and how many of those one address gets in an hour. */
export const mailAfterMinutes = 5
export const mailsPerHour = 6
/** A reply that is older than this goes out no more: mail was set up, or works again, only since. */
export const mailTooLateHours = 24
/** Tries to send a mail, until operators are told that it failed. */
export const mailAttemptsMax = 4
/** For this long no mail goes to an address that mails bounced from. */
export const mailBounceDays = 90
/** A mail that comes in, with all that is attached; what Appwrite's executions take. */
export const mailMaxBytes = 10_000_000
/** Mails that come in about one chat in an hour. */
export const mailsInPerHour = 20
/** How old the signature of a mail that comes in may be. */
export const mailSignatureSeconds = 300
/** An e-mail address, RFC 5321. */
export const mailAddressMax = 254
export const siteUrlMax = 500
/** A link in a mail opens the chat once, for this long. */
export const linkHours = 24
/** Links that don't open anything, of one address in ten minutes. */
export const wrongLinksPer10Minutes = 10
/** How often an agent's inbox says that the agent is there, and how long that is believed: two may get lost. */
export const heartbeatSeconds = 60
export const presenceSeconds = 150
/** Sessions that an agent is given, and how long one of them may go unanswered. */
export const maxChatsPerAgent = 4
export const takeBackAfterSeconds = 300
/** How many agents a session can be given back by and still name them: the latest. */
export const givenBackByMax = 20
/** Agents in a session beside the one who holds it. */
export const participantsMax = 10
/** Characters of a token by which the site's server says who a visitor is. */
export const identityTokenMax = 4096
