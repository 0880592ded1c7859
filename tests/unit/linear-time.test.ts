import { describe, it, vi } from 'vitest'
import type { ArticleRow } from '../../contract/tables/articles.ts'
import type { MessageRow } from '../../contract/tables/messages.ts'
import { createSearch } from '../../functions/bot/search.ts'
import { libraryOf } from '../../functions/articles/library.ts'
import { indexArticle } from '../../functions/articles/index-article.ts'
import { readCandidate } from '../../functions/articles/read-candidate.ts'
import { splitPassages } from '../../functions/articles/split-passages.ts'
import { detectLanguage } from '../../functions/language/detect-language.ts'
import { LANGUAGES } from '../../functions/language/languages.ts'
import { wordsOf } from '../../functions/language/words.ts'
import { readIntent } from '../../functions/bot/intents/read-intent.ts'
import { newHtmlText } from '../../functions/mail/reading/new-html-text.ts'
import { newText } from '../../functions/mail/reading/new-text.ts'
import { summaryOf } from '../../functions/sessions/escalation-summary.ts'
import { isMailAddress } from '../../contract/mail-address.ts'
import { headerText } from '../../functions/mail/write-mail.ts'
import { cleanName } from '../../functions/attachments/clean-name.ts'
import { chatNameOf, previewOf } from '../../functions/sessions/preview.ts'
import { decodeText } from '../../scripts/articles/decode-text.ts'
import { readFrontMatter } from '../../scripts/articles/front-matter.ts'
import { readArticles } from '../../scripts/articles/read-articles.ts'
import { plainText } from '../../scripts/terminal/plain-text.ts'
import { textTable } from '../../scripts/terminal/text-table.ts'
import { wrapText } from '../../scripts/terminal/wrap-text.ts'
import { otherDestination } from '../../contract/link-destination.ts'
import { formatText } from '../../contract/rich-text.ts'
import { tokenize } from '../../contract/text-tokens.ts'
import { formatArticle } from '../../widget/rich-text/format-article.ts'
import { wordsOfMarkup } from '../../contract/words-of-markup.ts'
import { message } from '../support/chat-rows.ts'
import { expectLinear } from '../support/expect-linear.ts'

/** A mail is many times as long as a message. */
const mailReaders: Readonly<Record<string, (text: string) => unknown>> = {
  'what is new in a mail': newText,
  'the text of a mail of HTML': newHtmlText,
  'what is new in a mail of HTML': (text) => newText(newHtmlText(text)),
}
/** Four times of it are about half of what is looked at. */
const MAIL_SIZE = 40_000

/** Everything that reads what others wrote. */
const readers: Readonly<Record<string, (text: string) => unknown>> = {
  'the bot’s reading of what is wanted': (text) => readIntent(text, false),
  'the bot’s reading of a yes': (text) => readIntent(text, true),
  'the bot’s index of articles': (text) => indexArticle(article(text)),
  'the bot’s passages of an article': splitPassages,
  'the bot’s guess of a language': (text) => detectLanguage([text], 'en'),
  ...Object.fromEntries(
    LANGUAGES.map((language) => [
      `the bot’s words of a text, ${language}`,
      (text: string) => wordsOf(text, language),
    ]),
  ),
  'the bot’s look at an article': (text) => readCandidate(article(text), 1, asked, 'en', true),
  'the bot’s search': (text) => shop({ text, language: 'en', before: null }),
  'the bot’s search with a question before': (text) => shop({ text: 'Visa?', language: 'en', before: text }),
  'an address for mails': isMailAddress,
  'a name in a mail’s head': headerText,
  ...mailReaders,
  'the links of a message': tokenize,
  'the name of a file': (text) => cleanName(text, ['png']),
  'the blocks of a message': (text) => formatText(text, tokenize),
  'a message without its marks': wordsOfMarkup,
  'the host of a link': (text) => otherDestination(text, 'https://example.com/'),
  'an article as the panel shows it': (text) => formatArticle(text, tokenize),
  'a preview': (text) => previewOf('user', { text }),
  'a chat’s name': (text) => chatNameOf({ text }),
  'an agent’s summary': (text) => summaryOf([said(text)]),
  'a line of a terminal': (text) => plainText(text),
  'lines of a terminal': (text) => plainText(text, { keepLines: true }),
  'wrapping in a terminal': (text) => wrapText(plainText(text, { keepLines: true }), 80, '  '),
  'a table in a terminal': (text) =>
    textTable([{ title: 'A', value: (row: string) => row, shrinkTo: 8 }], [text], 80),
  'the encoding of an article': (text) => decodeText(Buffer.from(text)),
  'front matter': refusing(readFrontMatter),
  'an article in Markdown': refusing((text) => readArticles('a.md', text, 'shop')),
}

/** Each makes a text of about some characters, of a kind that patterns go back and forth in. */
const texts: Readonly<Record<string, (size: number) => string>> = {
  'blanks before a letter': (size) => `${' '.repeat(size)}x`,
  'blanks between': (size) => `a${' '.repeat(size)}x`,
  'a phrase and blanks': (size) => `talk to${' '.repeat(size)}x`,
  'a wish and blanks': (size) => `want${' '.repeat(size)}x`,
  'a beginning of a phrase again and again': (size) => 'talk to a real '.repeat(size / 15),
  'a wish again and again': (size) => 'get me the '.repeat(size / 11),
  'a transfer again and again': (size) => 'put me through to some live '.repeat(size / 28),
  'an agreement and more': (size) => `yes${', yes'.repeat(size / 5)}\nx`,
  'line ends and tabs': (size) => '\n\t'.repeat(size / 2),
  'line ends and tabs before a letter': (size) => `a${'\n\t'.repeat(size / 2)}x\n`,
  'line ends': (size) => `${'\n'.repeat(size)}x`,
  'an address of dots and brackets': (size) => `http://${'.('.repeat(size / 2)}`,
  'addresses one in another': (size) => 'http://'.repeat(size / 7),
  'an address that ends in dots': (size) => `http://a${'.'.repeat(size)}x`,
  'bare hosts before glued words': (size) => `http://${'a'.repeat(size)}を`,
  'glued words of a path': (size) => `http://a/${'を'.repeat(size)}`,
  'glued words with blanks of ASCII': (size) => `http://a.b/${':/を'.repeat(size / 3)}`,
  'hosts and glued words': (size) => '://a.b/を'.repeat(size / 8),
  'half a mail address': (size) => 'a.'.repeat(size / 2),
  'half a mail address without dots': (size) => 'a'.repeat(size),
  'a mail address without its end': (size) => `a@${'b-'.repeat(size / 2)}`,
  'mail addresses glued': (size) => 'a@b.c@'.repeat(size / 6),
  'brackets one in another': (size) => `http://a/${'('.repeat(size / 2)}${')'.repeat(size / 2)}`,
  'brackets that don’t match': (size) => `http://a/${'(['.repeat(size / 2)}`,
  'square brackets alone': (size) => '['.repeat(size),
  underscores: (size) => `_http://a/${'_'.repeat(size)}x`,
  stars: (size) => `http://a/${'*'.repeat(size)}x`,
  quotes: (size) => `"${'\\"'.repeat(size / 2)}`,
  'straight and curly quotes': (size) => `'’`.repeat(size / 2),
  'words with apostrophes': (size) => `it's `.repeat(size / 5),
  'combining marks': (size) => `a${'\u0301'.repeat(size)}`,
  'letters with marks': (size) => 'e\u0301'.repeat(size / 2),
  'joined emoji': (size) => '👩‍'.repeat(size / 3),
  'halves of pairs': (size) => '\ud83d'.repeat(size),
  flags: (size) => '🇩'.repeat(size / 2),
  'escapes without an end': (size) => '\u001b]'.repeat(size / 2),
  'an escape without an end': (size) => `\u001b]${'a'.repeat(size)}\u001b`,
  'colours without an end': (size) => `\u001b[${'0;'.repeat(size / 2)}\n`,
  'colours of blanks': (size) => '\u001b[ '.repeat(size / 3),
  'eight-bit escapes without an end': (size: number) => `${'\u009d'.repeat(size)}\u001b`,
  'carriage returns': (size) => '\r'.repeat(size),
  sentences: (size) => 'a. '.repeat(size / 3),
  'one long word': (size) => 'x'.repeat(size),
  'many words': (size) => Array.from({ length: size / 6 }, (_, index) => `w${index}`).join(' '),
  'front matter without an end': (size) => `---\n${'a: b\n'.repeat(size / 5)}`,
  'front matter of blanks': (size) => `---\na:${' '.repeat(size)}x\n---\nx`,
  'front matter of blanks before its end': (size) => `---${' '.repeat(size)}x`,
  'a title of blanks and signs': (size) => `---\ntitle: x${' '.repeat(size)}x\n---\nx`,
  'a quoted title without its end': (size) => `---\ntitle: "${'\\a'.repeat(size / 2)}\n---\nx`,
  'a title in single quotes without its end': (size) => `---\ntitle: '${"''".repeat(size / 2)}x\n---\nx`,
  'a quoted title and blanks': (size) => `---\ntitle: "a"${' '.repeat(size)}x\n---\nx`,
  'lines of names': (size) => `---\n${'a'.repeat(size)}\n---\nx`,
  'a heading of blanks': (size) => `# a${' '.repeat(size)}x`,
  'a heading of signs': (size) => `# a${' #'.repeat(size / 2)}x`,
  headings: (size) => '# a\n'.repeat(size / 4),
  'lines that might be underlined': (size) => 'a\n=x\n'.repeat(size / 5),
  'an underline of blanks': (size) => `a\n=${' '.repeat(size)}x`,
  'blocks of code without an end': (size) => '```\n'.repeat(size / 4),
  'fences of growing length': (size) =>
    Array.from({ length: Math.sqrt(size * 2) }, (_, index) => '`'.repeat(index + 3)).join('\n'),
  'a fence without an end': (size) => '`'.repeat(size),
  'fences that nothing closes': (size) => '```a\n'.repeat(size / 5),
  'fences of shrinking length': (size) =>
    Array.from({ length: Math.sqrt(size) }, (_, index) => '`'.repeat(Math.sqrt(size) - index + 3)).join('\n'),
  'marks that open': (size) => ' *a **b _c ~~d'.repeat(size / 14),
  'marks that close': (size) => 'a* b** c_ d~~ '.repeat(size / 14),
  'emphasis one in another': (size) => `${'*a **b '.repeat(size / 14)}${'c** d* '.repeat(size / 14)}`,
  'marks without words': (size) => '*_'.repeat(size / 2),
  'code of growing length': (size) =>
    Array.from({ length: Math.sqrt(size * 2) }, (_, index) => '`'.repeat(index)).join('a'),
  'links to nowhere one in another': (size) => '[a](http://@['.repeat(size / 13),
  'links with brackets that aren’t closed': (size) => `[a](http://a${'(b)'.repeat(size / 3)}`,
  'links with hidden hosts': (size) => '[a](http://a@b)'.repeat(size / 15),
  'items of a list': (size) => '- a\n  - b\n'.repeat(size / 10),
  'items and blank lines': (size) => `- a${'\n'.repeat(size / 2)}b${'\n- a'.repeat(size / 8)}`,
  'items that are none': (size) => `-${' '.repeat(size)}`,
  'quotes one in another': (size) => `${'>'.repeat(size / 2)}\n`.repeat(2),
  'numbers of an address': (size) => '1.'.repeat(size / 2),
  'ends of links without a beginning': (size) => '](a)'.repeat(size / 4),
  'beginnings of links': (size) => '[a]('.repeat(size / 4),
  'pictures in their addresses': (size) => '![a]('.repeat(size / 5),
  'lines as long as a wrapped one': (size) => `${'a '.repeat(30)}\n`.repeat(size / 61),
  'cells of a table': (size) => `|${' a |'.repeat(size / 4)}`,
  'introductions without an end': (size) => 'On 1.1. a@b.c\n'.repeat(size / 14),
  'introductions with nothing behind': (size) => 'On 1.1. a@b.c wrote:\n'.repeat(size / 21),
  'introductions before quotes': (size) => '1@:\n>\n'.repeat(size / 6),
  'introductions before blank lines': (size) =>
    `${'1@: 1:11 wrote:\n'.repeat(size / 32)}${'\n'.repeat(size / 2)}`,
  'heads of mails': (size) => 'From: a\nTo: b\n'.repeat(size / 14),
  'quoted lines': (size) => '> a\n'.repeat(size / 4),
  'lines of programs': (size) => 'Sent from my \n'.repeat(size / 14),
  'tags without an end': (size) => '<p '.repeat(size / 3),
  'hidden elements without an end': (size) => '<script></'.repeat(size / 10),
  'quotes in quotes': (size) => '<blockquote>a'.repeat(size / 13),
  'comments without an end': (size) => '<!--'.repeat(size / 4),
  'entities without an end': (size) => '&#'.repeat(size / 2),
  'words with hyphens': (size) => 'a-'.repeat(size / 2),
  codes: (size) => 'a-1/2.3,4:'.repeat(size / 10),
  'words that are nearly one': (size) => 'shippign '.repeat(size / 9),
  'blocks of code with headings': (size) => '```\n# a\n```\n'.repeat(size / 12),
}

// What counts is CPU time, which a busy machine gives out slowly.
vi.setConfig({ testTimeout: 60_000 })

describe.each(Object.entries(readers))('%s takes no longer than its text is long', (_, read) => {
  it.each(Object.entries(texts))('for %s', (_name, make) => {
    expectLinear(read, make)
  })
})

describe.each(Object.entries(mailReaders))('%s takes no longer than a whole mail is long', (_, read) => {
  it.each(Object.entries(texts))('for %s', (_name, make) => {
    expectLinear(read, make, MAIL_SIZE)
  })
})

/** Refusing a text is reading it too. */
function refusing(read: (text: string) => unknown): (text: string) => unknown {
  return (text) => {
    try {
      return read(text)
    } catch (thrown) {
      return thrown
    }
  }
}

function article(body: string): ArticleRow {
  const at = '2026-11-21T12:00:00.000Z'
  return {
    $id: 'k',
    $sequence: 1,
    $createdAt: at,
    $updatedAt: at,
    corpus: 'shop',
    title: 'A',
    body,
    url: null,
    questions: [],
    keywords: [],
  }
}

function said(text: string): MessageRow {
  return message(1, 0, { text })
}

const visa = libraryOf([article('We take Visa, Mastercard and PayPal.\n\nShipping takes 2 days.')])
const shop = createSearch(async () => visa).find
const asked = visa.index.weigh(wordsOf('Visa 2 days', 'en'), 'en')
