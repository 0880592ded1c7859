import { htmlOfText } from '../../contract/html-of-text.ts'
import * as limits from '../../contract/limits.ts'
import { wordsOfMarkup } from '../../contract/words-of-markup.ts'
import type { MailTexts } from './locales/texts.ts'

/** What a mail tells of. */
export interface Told {
  readonly siteName: string | null
  readonly chatName: string | null
  /** An agent's replies, oldest first. */
  readonly replies: readonly ToldReply[]
  /** Opens the chat; null for none. */
  readonly link: string | null
  /** Where a wish for no more mails goes; null where no mail comes in. */
  readonly stopAddress: string | null
}

export interface ToldReply {
  readonly authorName: string | null
  readonly text: string | null
  /** Names of its files, and whether the mail carries them; the others are in the chat. */
  readonly files?: readonly { readonly name: string; readonly isEnclosed: boolean }[]
}

/** A mail's words, as plain text and as HTML. */
export interface Written {
  readonly subject: string
  readonly text: string
  readonly html: string
}

/** Ends of lines and other signs without a glyph. A header with one of these would go on as another. */
const CONTROL = /[\p{Cc}\p{Cf}\u2028\u2029]+/gu

/** What people wrote, as one line of a header. */
export function headerText(text: string): string {
  return text.replace(CONTROL, ' ').trim()
}

export function writeMail(texts: MailTexts, told: Told): Written {
  const site = told.siteName === null ? null : headerText(told.siteName)
  const chatName = told.chatName === null ? null : headerText(told.chatName)
  const isAnswerable = told.stopAddress !== null
  const below = [
    ...(isAnswerable ? [texts.howToAnswer] : []),
    ...(told.link === null ? [] : [`${texts.openChat}: ${told.link}`, texts.linkNote(limits.linkHours)]),
    texts.why,
    ...(told.stopAddress === null ? [] : [`${texts.stop}: ${told.stopAddress}`]),
  ]
  const replies = told.replies.map((reply) => ({
    author: headerText(reply.authorName ?? texts.someone),
    said: reply.text?.trim() ? reply.text : null,
    files: fileLines(reply, texts, told.link),
  }))
  return {
    subject: texts.subject(site, chatName),
    text: [
      ...(isAnswerable ? [`--- ${texts.answerAbove} ---`] : []),
      texts.intro(site),
      ...replies.map(({ author, said, files }) =>
        [`${author}:`, ...(said === null ? [] : [wordsOfMarkup(said)]), ...files].join('\n'),
      ),
      below.join('\n'),
    ].join('\n\n'),
    html: htmlOf(texts, told, site, replies),
  }
}

/** A line for each file of a reply. */
function fileLines(
  { files = [] }: ToldReply,
  { openChat }: MailTexts,
  link: string | null,
): readonly string[] {
  return files.map(({ name, isEnclosed }) => {
    const where = isEnclosed || link === null ? '' : ` (${openChat}: ${link})`
    return `📎 ${headerText(name)}${where}`
  })
}

function htmlOf(
  texts: MailTexts,
  { link, stopAddress }: Told,
  site: string | null,
  replies: readonly {
    readonly author: string
    readonly said: string | null
    readonly files: readonly string[]
  }[],
): string {
  const small = (content: string) => `<p style="color:#666;font-size:13px">${content}</p>`
  return [
    '<!doctype html><meta charset="utf-8"><div style="font-family:sans-serif;max-width:600px">',
    ...(stopAddress === null ? [] : [small(`--- ${escaped(texts.answerAbove)} ---`)]),
    `<p>${escaped(texts.intro(site))}</p>`,
    ...replies.map(
      ({ author, said, files }) =>
        `<p><strong>${escaped(author)}</strong></p>` +
        (said === null ? '' : htmlOfText(said, escaped)) +
        (files.length === 0 ? '' : `<p>${files.map(escaped).join('<br>')}</p>`),
    ),
    ...(link === null
      ? []
      : [
          `<p><a href="${escaped(link)}">${escaped(texts.openChat)}</a></p>`,
          small(escaped(texts.linkNote(limits.linkHours))),
        ]),
    ...(stopAddress === null ? [] : [small(escaped(texts.howToAnswer))]),
    small(
      escaped(texts.why) +
        (stopAddress === null ? '' : ` <a href="mailto:${escaped(stopAddress)}">${escaped(texts.stop)}</a>`),
    ),
    '</div>',
  ].join('\n')
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Text as HTML shows it. */
export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign)
}
