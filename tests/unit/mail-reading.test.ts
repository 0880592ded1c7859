import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import * as limits from '../../contract/limits.ts'
import { messageOfMail } from '../../functions/admin/message-of-mail.ts'
import { readMail, type ReceivedMail } from '../../functions/mail/reading/read-mail.ts'
import { newHtmlText } from '../../functions/mail/reading/new-html-text.ts'
import { newText } from '../../functions/mail/reading/new-text.ts'
import { replyTokenOf } from '../../functions/mail/reply-token.ts'

const SECRET = 'a secret'
const SESSION = `s_${'0123456789abcdef'.repeat(2)}`
const TOKEN = replyTokenOf(SECRET, SESSION) ?? ''

/** A mail as one of many programs writes it, about our chat. */
async function read(name: string): Promise<ReceivedMail> {
  const file = resolve(import.meta.dirname, `../fixtures/mail/${name}.eml`)
  // Bytes stay bytes: each mail has a charset of its own.
  const text = (await readFile(file, 'latin1')).replaceAll('@TOKEN@', TOKEN)
  return readMail(Buffer.from(text, 'latin1'), SECRET, null)
}

describe('of an answer', () => {
  it.each([
    ['gmail-web', 'Thank you, that helps – could you leave it with my neighbour?\n\nBest\nKim'],
    ['gmail-android-german', 'Vielen Dank für die schnelle Antwort!'],
    [
      'outlook-desktop-german',
      'Guten Tag,\n\ndas Päckchen kostet 12 € – bitte an die Tür stellen.\n\nMit freundlichen Grüßen\nKim Doe',
    ],
    ['outlook-web', 'Yes, the café next door is fine.\n\nKim'],
    ['outlook-ios', 'Great, thanks'],
    [
      'apple-mail',
      'The blue one, please. I had chosen the red one first, but then I saw that my sister has it already.\n\nKim',
    ],
    ['iphone-french', 'Oui, c’est parfait, merci !'],
    [
      'thunderbird-between',
      'The blue one – I had chosen the red one first, but then I saw that my sister has it already.\n\nWith the neighbour.',
    ],
    ['yahoo', 'I never got it. Can you look again?'],
    ['proton-mail', 'It came – the box is broken, though.'],
    ['gmx-german', 'Hallo Ana,\n\nnein, das größere bitte.\n\nGruß, Kim'],
    ['samsung-spanish', '¡Perfecto, muchas gracias!'],
  ])('that %s writes, what is new is read', async (name, text) => {
    const mail = await read(name)
    expect(mail.text).toBe(text)
    expect(mail).toMatchObject({ kind: 'answer', sessionId: SESSION, from: 'kim@example.com', files: [] })
  })
})

describe('what no person wrote', () => {
  it('is an absence of Outlook', async () => {
    expect(await read('absence-outlook')).toMatchObject({ kind: 'automatic', sessionId: SESSION })
  })

  it('is a bounce of Postfix, which names our mail by its id', async () => {
    expect(await read('bounce-postfix')).toMatchObject({
      kind: 'bounce',
      sessionId: SESSION,
      status: '5.1.1',
    })
  })
})

describe('the files of a mail', () => {
  const part = (type: string, disposition: string, id = '') =>
    `--b\nContent-Type: ${type}\nContent-Disposition: ${disposition}\n${id}\nx\n`
  const filesOf = async (...parts: readonly string[]) => {
    const html = '--b\nContent-Type: text/html\n\n<img src="cid:logo">Hello\n'
    const head = 'From: k@example.com\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n'
    return (await readMail(Buffer.from(`${head}${html}${parts.join('')}--b--\n`), SECRET, null)).files.map(
      ({ name }) => name,
    )
  }

  it('are those that are attached, and a phone’s photos, but no logo and no signature', async () => {
    const photo = part('image/jpeg', 'inline; filename="IMG_1.jpeg"')
    const bill = part('application/pdf', 'attachment; filename="bill.pdf"')
    const logo = part('image/png', 'inline; filename="logo.png"', 'Content-ID: <logo>\n')
    const proof = part('application/pgp-signature', 'attachment; filename="signature.asc"')
    expect(await filesOf(photo, bill, logo, proof)).toEqual(['IMG_1.jpeg', 'bill.pdf'])
  })
})

describe('a mail of nothing but lines', () => {
  it('is refused before it is parsed, which would take minutes', async () => {
    const refused = readMail(Buffer.alloc(limits.mailMaxBytes, '\n'), SECRET, null)
    await expect(refused).rejects.toMatchObject({ code: 'body_too_large' })
  })

  it('is read when it has a file of the largest size', async () => {
    const head = 'From: k@example.com\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\n'
    const lines = `${'A'.repeat(76)}\r\n`.repeat(Math.floor((limits.mailMaxBytes - head.length) / 78))
    expect((await readMail(Buffer.from(head + lines), SECRET, null)).files).toMatchObject([
      { name: 'image/png' },
    ])
  })
})

describe('a mail as a message', () => {
  const mail = { text: 'Hello', from: 'kim@example.com', files: [] }
  const lengthOf = (text: string | null) => Array.from(text ?? '').length

  it('is its new text alone, and nothing when that says nothing', () => {
    expect(messageOfMail(mail, true)).toBe('Hello')
    expect(messageOfMail({ ...mail, text: '' }, true)).toBeNull()
  })

  it('says when it is cut, and fits whatever is noted beside it', () => {
    const long = {
      ...mail,
      text: '👋'.repeat(5000),
      files: Array.from({ length: 40 }, () => 'f'.repeat(300)),
    }
    const text = messageOfMail({ ...long, from: `${'k'.repeat(400)}@example.com` }, false)
    expect(lengthOf(text)).toBeLessThanOrEqual(limits.messageTextMax)
    expect(text).toContain('[Cut here: the mail has 5000 characters]')
    expect(text).toContain(', and 30 more]')
    expect(messageOfMail({ ...mail, text: 'a'.repeat(limits.messageTextMax - 10) }, true)).toHaveLength(3990)
  })

  it('of files alone names them, without what a terminal would run', () => {
    const text = messageOfMail({ ...mail, text: '', files: ['a\u001b[31m\u202e.png'] }, true)
    expect(text).toBe('[Files that came along and could not be kept: a [31m .png]')
  })
})

describe('an address', () => {
  const mailTo = (to: string) => readMail(Buffer.from(`From: k@example.com\nTo: ${to}\n\nHi`), SECRET, null)

  it('in capitals is the chat’s, as some servers write it', async () => {
    expect((await mailTo(`REPLY+${TOKEN.toUpperCase()}@IN.SHOP.EXAMPLE`)).sessionId).toBe(SESSION)
  })

  it('with another code, or of another secret, is nobody’s', async () => {
    const other = replyTokenOf('another secret', SESSION) ?? ''
    expect((await mailTo(`reply+${other}@in.shop.example`)).sessionId).toBeNull()
    expect((await mailTo(`reply+${TOKEN.slice(0, -1)}@in.shop.example`)).sessionId).toBeNull()
  })

  it('fits before the @ of any mail server, with the longest purpose', () => {
    expect(`bounce+${TOKEN}`.length).toBeLessThanOrEqual(64)
  })
})

describe('the new text of a mail', () => {
  it.each([
    ['an ordinary list with a colon', 'My order from Monday:\n- 2 mugs\n- a plate'],
    ['a time and who wrote, in passing', 'Ana wrote on Monday at 10:05 that it is on its way.\nIs it?'],
    ['a single field of a head', 'From: the shop at the corner\nI bought two.'],
    ['a rule between two thoughts', 'First\n----------\nSecond'],
    ['words of a program in the middle', 'Sent from my side is nothing.\nPlease look again.'],
    ['a comparison', 'It is 5 > 3\nand a > b'],
  ])('keeps %s', (_what, text) => {
    expect(newText(text)).toBe(text)
  })

  it('ends above an introduction of two lines, and keeps what stands right above it', () => {
    const introduction = 'On Tue, 24 Nov 2026\nat 10:05 Shop <help@shop.example> wrote:\n> Hello'
    expect(newText(`My order 12 is late.\n${introduction}`)).toBe('My order 12 is late.')
  })

  it.each([
    ['nothing', ''],
    ['only a quote', '> On Monday\n> you wrote\n'],
    ['only a signature', '-- \nKim'],
  ])('is empty for %s', (_what, text) => {
    expect(newText(text)).toBe('')
  })

  it('of HTML has no markup, no script and no style, and one line for each that was shown', () => {
    const html =
      '<style>p{color:red}</style><p>One &amp; <b>two</b><br>three</p><script>alert("<p>no</p>")</script><ul><li>four<li>five</ul>&#x1F600;&#xD800;<!-- <p>no</p> -->'
    expect(newText(newHtmlText(html))).toBe('One & two\nthree\n\n- four\n- five\n😀')
  })

  it('of HTML that is broken is what can be read of it', () => {
    expect(newText(newHtmlText('1 < 2 <b'))).toBe('1')
    expect(newText(newHtmlText('a<script>b'))).toBe('a')
    expect(newText(newHtmlText('a<!-- b'))).toBe('a')
  })
})
