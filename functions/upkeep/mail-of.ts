import { readAttachments } from '../../contract/attachment.ts'
import type { MessageRow } from '../../contract/tables/messages.ts'
import type { PacedSessionRow } from '../../contract/tables/sessions.ts'
import type { SettingsRow } from '../../contract/tables/settings.ts'
import { detectLanguage } from '../language/detect-language.ts'
import { languageOf } from '../language/languages.ts'
import { chatAddress, chatMessageId } from '../mail/chat-addresses.ts'
import { domainOf, type SendingSettings } from '../mail/mail-settings.ts'
import { mailTextsIn } from '../mail/mail-texts.ts'
import { replyTokenOf } from '../mail/reply-token.ts'
import type { MailFile, OutgoingMail } from '../mail/send-mail.ts'
import { writeMail, type ToldReply } from '../mail/write-mail.ts'

/** What a mail is made of. */
interface Material {
  readonly sending: SendingSettings
  readonly site: SettingsRow
  readonly session: PacedSessionRow
  readonly to: string
  readonly replies: readonly MessageRow[]
  /** Those of their files that go along, by their ids. */
  readonly files: ReadonlyMap<string, MailFile>
  /** The chat's last messages, oldest first. */
  readonly recent: readonly MessageRow[]
  /** Of the link that opens the chat; null for none. */
  readonly token: string | null
  /** `$sequence` of the newest message that it tells of. */
  readonly upTo: number
}

/** The mail that tells a visitor of replies. */
export function mailOf(material: Material): OutgoingMail {
  const { sending, site, session, to, files, token, upTo } = material
  const replies = material.replies.map((reply) => toldOf(reply, files))
  const { $id: sessionId, chatName } = session
  const { replies: replying, from } = sending
  const addressFor = (purpose: 'reply' | 'stop' | 'bounce') =>
    replying && chatAddress(purpose, sessionId, replying)
  const stopAddress = addressFor('stop')
  const told = { siteName: site.siteName, chatName, replies, link: linkOf(site.siteUrl, token), stopAddress }
  const domain = replying?.domain ?? domainOf(from)
  // Where no answers come in, only the ids must not be guessed from one another.
  const name = replyTokenOf(replying?.secret ?? sessionId, sessionId) ?? sessionId
  return {
    ...writeMail(mailTextsIn(languageSpoken(material)), told),
    to,
    messageId: chatMessageId(name, upTo, domain),
    thread: chatMessageId(name, 0, domain),
    replyTo: addressFor('reply'),
    bouncesTo: addressFor('bounce'),
    stopAddress,
    files: [...files.values()],
  }
}

function toldOf({ authorName, text, attachments }: MessageRow, enclosed: Material['files']): ToldReply {
  const files = readAttachments(attachments).map(({ id, name }) => ({ name, isEnclosed: enclosed.has(id) }))
  return { authorName, text, files }
}

/** As the bot tells it: by what the visitor writes, since `locale` is what the widget speaks; that of the site is next. */
function languageSpoken({ recent, session, site }: Material): string {
  const written = recent.filter(({ sender }) => sender === 'user').map(({ text }) => text ?? '')
  return detectLanguage(written, languageOf(session.locale) ?? languageOf(site.language) ?? 'en')
}

/** The site's page, which finds the token behind the `#`: that is sent to no server. Null without one, or for nonsense. */
function linkOf(siteUrl: string | null, token: string | null): string | null {
  if (siteUrl === null || token === null || !URL.canParse(siteUrl)) return null
  const url = new URL(siteUrl)
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return null
  url.hash = `porchlight=${token}`
  return url.href
}
