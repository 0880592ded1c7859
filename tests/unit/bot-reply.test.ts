import { describe, expect, it } from 'vitest'
import type { MessageRow } from '../../contract/tables/messages.ts'
import type { SettingsRow } from '../../contract/tables/settings.ts'
import type { Finding, Question } from '../../functions/articles/finding.ts'
import { composeReply, type Reply } from '../../functions/bot/compose-reply.ts'
import { LANGUAGES } from '../../functions/language/languages.ts'
import { botTextsIn } from '../../functions/bot/locales/bot-texts.ts'
import { peopleAnswer } from '../../functions/bot/who-answers.ts'
import { defaultSettings } from '../../functions/repositories/settings.ts'
import { message } from '../support/chat-rows.ts'

const texts = botTextsIn('en')
const norway = { articleId: 'n', title: 'Delivery to Norway', url: 'https://example.com/norway' }
const returns = { articleId: 'r', title: 'Returns', url: null }
const QUOTE: Finding = {
  kind: 'quote',
  passages: ['It takes a week.', 'Sent on Mondays.'],
  source: norway,
  others: [],
}
const CHOICES: Finding = { kind: 'choices', sources: [norway, returns] }
const NOTHING: Finding = { kind: 'nothing' }
const OTHER_LANGUAGE: Finding = { kind: 'other_language', languages: ['de', 'fr'] }

type Said = Partial<MessageRow>
const visitor = (text: string): Said => ({ sender: 'user', text })
const bot = (answerKind: MessageRow['answerKind'], text = 'x'): Said => ({ sender: 'bot', answerKind, text })
const rows = (said: readonly Said[]) => said.map((values, index) => message(index + 1, index, values))

interface Situation {
  readonly before?: readonly Said[]
  /** What came after the messages that are answered. */
  readonly since?: readonly Said[]
  readonly found?: Finding
  readonly locale?: string
  readonly settings?: Partial<SettingsRow>
}

/** The bot's reply, what it looked up, and what it reported. */
async function ask(said: readonly string[], situation: Situation = {}) {
  const { before = [], since = [], found = NOTHING, locale = null, settings = {} } = situation
  const recent = rows([...before, ...said.map(visitor), ...since])
  const questions: Question[] = []
  const faults: string[] = []
  const reply = await composeReply(
    {
      asked: recent.slice(before.length, before.length + said.length),
      before: recent.slice(0, before.length),
      recent,
      locale,
      settings: { ...defaultSettings(), ...settings },
      reportFaults: (places) => faults.push(...places),
    },
    async (question) => {
      questions.push(question)
      return found
    },
  )
  return { reply, questions, faults }
}

/** Without the disclosure, which its own test is about. */
function textOf(reply: Reply): string | null {
  return reply.kind === 'answer' ? reply.text.slice(reply.text.indexOf('\n\n') + 2) : null
}

describe('the bot’s reply', () => {
  it('to a file without words offers a person, and looks nothing up', async () => {
    const { reply, questions } = await ask([''])
    expect(textOf(reply)).toBe(texts.file)
    expect(reply).toMatchObject({ answerKind: 'unknown' })
    expect(questions).toEqual([])
    expect((await ask(['yes'], { before: [visitor(''), bot('unknown', texts.file)] })).reply.kind).toBe(
      'hand_over',
    )
    // Words beside it are answered.
    expect((await ask(['', 'Do you ship to Norway?'], { found: QUOTE })).reply).toMatchObject({
      answerKind: 'quote',
    })
  })

  it('to small talk is a friendly line, without a look into the articles', async () => {
    for (const [said, text] of [
      ['hello', texts.greeting],
      ['thanks', texts.thanks],
    ] as const) {
      const { reply, questions } = await ask([said])
      expect(reply).toMatchObject({ answerKind: 'small_talk', sources: [] })
      expect(textOf(reply)).toBe(text)
      expect(questions).toEqual([])
    }
    expect(textOf((await ask(['hello', 'thanks'])).reply)).toBe(texts.thanks)
    expect(textOf((await ask(['thanks', 'hello'])).reply)).toBe(texts.greeting)
  })

  it('quotes what is found, with its source', async () => {
    const { reply } = await ask(['How long is delivery to Norway?'], { found: QUOTE })
    expect(reply).toMatchObject({ answerKind: 'quote', sources: [norway], authorName: texts.name })
    expect(textOf(reply)).toBe('It takes a week.\n\nSent on Mondays.')
  })

  it('offers the articles that may be meant, also for a reader of the text alone', async () => {
    const { reply } = await ask(['How is it with Norway?'], { found: CHOICES })
    expect(reply).toMatchObject({ answerKind: 'choices', sources: [norway, returns] })
    expect(textOf(reply)).toBe(`${texts.choices}\n• Delivery to Norway\n• Returns`)
  })

  it('says that it does not know, and offers a person', async () => {
    const { reply } = await ask(['What is quantum chromodynamics?'])
    expect(reply).toMatchObject({ answerKind: 'unknown', sources: [] })
    expect(textOf(reply)).toBe(texts.unknown)
  })

  it('to a question in a language of no article names theirs, in the visitor’s own, and offers a person', async () => {
    const { reply } = await ask(['¿Cuánto cuesta la entrada para los niños?'], { found: OTHER_LANGUAGE })
    expect(reply).toMatchObject({ answerKind: 'other_language', sources: [] })
    expect(textOf(reply)).toContain('alemán y francés')
    expect(textOf(reply)).toContain('persona')
  })

  it('is to all unanswered messages that ask something, and looks up their words together', async () => {
    const { questions } = await ask(['what are the delivery costs', 'to Norway?', 'thanks'], { found: QUOTE })
    expect(questions).toMatchObject([{ text: 'what are the delivery costs\nto Norway?' }])
  })

  it('names the visitor’s question before, which the new one may go on from', async () => {
    const before = [visitor('How long is delivery?'), bot('quote'), visitor('thanks'), bot('small_talk')]
    expect((await ask(['And to Norway?'], { before })).questions).toMatchObject([
      { text: 'And to Norway?', before: 'How long is delivery?' },
    ])
    expect((await ask(['And to Norway?'])).questions).toMatchObject([{ before: null }])
  })
})

describe('the bot hands over', () => {
  const person = { kind: 'hand_over', reason: 'The visitor asked for a person' }

  it('where any of the messages asks for a person, whatever the others ask, without a look into the articles', async () => {
    const { reply, questions } = await ask(['I want to talk to a human', 'And returns?'], { found: QUOTE })
    expect(reply).toMatchObject(person)
    expect(questions).toEqual([])
  })

  it('where the visitor complains, whatever the articles say', async () => {
    const { reply, questions } = await ask(['And returns?', 'this is useless'], { found: QUOTE })
    expect(reply).toEqual({ kind: 'hand_over', reason: 'The visitor complained', lookedUp: null })
    expect(questions).toEqual([])
  })

  it('at a yes to its offer of a person, and at no other yes', async () => {
    for (const offer of ['unknown', 'choices', 'other_language'] as const) {
      expect((await ask(['yes please'], { before: [visitor('x'), bot(offer)] })).reply).toMatchObject(person)
    }
    for (const before of [
      [],
      [visitor('x'), bot('quote')],
      [visitor('x'), bot('unknown'), visitor('y'), bot('quote')],
      [visitor('x'), bot('unknown'), { sender: 'agent' }],
      [visitor('x'), bot('unknown'), { sender: 'system', event: 'returned_to_bot' }],
    ] as const) {
      expect((await ask(['yes please'], { before })).reply).toMatchObject({ answerKind: 'small_talk' })
    }
  })

  it('is found by the question before, but not what a sign without words says to it', async () => {
    const before = [visitor('How long does shipping take?'), bot('quote')]
    const looked = async (text: string) => (await ask([text], { before, found: QUOTE })).questions[0]?.before
    expect(await looked('and to Norway?')).toBe('How long does shipping take?')
    for (const sign of ['🕯️', '???', '👍👎']) expect(await looked(sign)).toBeNull()
  })

  it('at the second question in a row that finds nothing', async () => {
    const twice = { kind: 'hand_over', reason: 'No answer twice in a row' }
    for (const miss of ['unknown', 'choices'] as const) {
      expect((await ask(['glockenspiel?'], { before: [visitor('x'), bot(miss)] })).reply).toMatchObject(twice)
    }
    const afterUnknown = { before: [visitor('x'), bot('unknown')] }
    expect((await ask(['glockenspiel?'], { ...afterUnknown, found: CHOICES })).reply).toMatchObject(twice)
    expect((await ask(['glockenspiel?'], { ...afterUnknown, found: QUOTE })).reply).toMatchObject({
      answerKind: 'quote',
    })
    // The first miss was being written when the second question came.
    expect((await ask(['glockenspiel?'], { since: [bot('unknown')] })).reply).toMatchObject(twice)
  })

  it('at no question in a language of no article, however often one is asked', async () => {
    for (const miss of ['unknown', 'choices', 'other_language'] as const) {
      const before = [visitor('x'), bot(miss)]
      const { reply } = await ask(['¿Tienen garaje?'], { before, found: OTHER_LANGUAGE })
      expect(reply).toMatchObject({ answerKind: 'other_language' })
    }
    const before = [visitor('x'), bot('other_language')]
    expect((await ask(['glockenspiel?'], { before })).reply).toMatchObject({ answerKind: 'unknown' })
  })

  it('at no burst of questions that find nothing: one reply to them is one miss', async () => {
    expect((await ask(['glockenspiel?', 'zeppelin?'])).reply).toMatchObject({ answerKind: 'unknown' })
  })

  it('at no miss that something else came between', async () => {
    for (const between of [bot('quote'), bot('small_talk'), { sender: 'agent' } as const]) {
      const before = [visitor('x'), bot('unknown'), visitor('y'), between]
      expect((await ask(['glockenspiel?'], { before })).reply).toMatchObject({ answerKind: 'unknown' })
    }
    const before = [visitor('x'), bot('choices')]
    expect((await ask(['Norway?'], { before, found: CHOICES })).reply).toMatchObject({
      answerKind: 'choices',
    })
  })
})

describe('the bot’s words', () => {
  it.each(LANGUAGES)('are complete, and of its own, in %s', (language) => {
    const { name, ...sentences } = botTextsIn(language)
    expect(name).not.toBe('')
    for (const sentence of Object.values(sentences)) expect(sentence.trim().length).toBeGreaterThan(10)
    expect(new Set(Object.values(sentences)).size).toBe(Object.keys(sentences).length)
    if (language !== 'en')
      expect(Object.values(texts)).not.toEqual(expect.arrayContaining([sentences.unknown]))
  })

  it.each([
    ['Hallo', 'de'],
    ['Moin', 'de'],
    ['Hola', 'es'],
    ['Bonjour', 'fr'],
    ['salve', 'it'],
    ['olá', 'pt'],
    ['Hoi', 'nl'],
    ['hejsan', 'sv'],
    ['heisann', 'nb'],
    ['siema', 'pl'],
    ['selam', 'tr'],
  ] as const)('greet in the language of the greeting, whatever the page’s is: %s', async (said, language) => {
    expect(textOf((await ask([said], { locale: 'en' })).reply)).toBe(botTextsIn(language).greeting)
  })

  it('are in the session’s language where the visitor’s words don’t tell it, else in the site’s, else English', async () => {
    const say = async (situation: Situation) => textOf((await ask(['???'], situation)).reply)
    expect(await say({ locale: 'pt-BR', settings: { language: 'de' } })).toBe(botTextsIn('pt').unknown)
    expect(await say({ locale: 'ja', settings: { language: 'de' } })).toBe(botTextsIn('de').unknown)
    expect(await say({ settings: { language: 'tlh' } })).toBe(texts.unknown)
  })

  it('are the site’s own where its settings reword them', async () => {
    const settings = { botTexts: JSON.stringify({ en: { unknown: 'Search me.', name: 'Wicky' } }) }
    const { reply, faults } = await ask(['quark?'], { settings })
    expect(reply).toMatchObject({ authorName: 'Wicky' })
    expect(textOf(reply)).toBe('Search me.')
    expect(faults).toEqual([])
    expect(textOf((await ask(['quark?'], { settings, locale: 'de' })).reply)).toBe(botTextsIn('de').unknown)
  })

  it.each([
    ['no JSON', '{', ['botTexts']],
    ['a list', '[]', ['botTexts']],
    ['an unknown language', '{"tlh":{"unknown":"nuqneH"}}', ['tlh']],
    ['an unknown name', '{"en":{"farewell":"Bye"}}', ['en.farewell']],
    ['no text', '{"en":{"unknown":""},"de":{"unknown":7}}', ['en.unknown', 'de.unknown']],
    ['too long a text', JSON.stringify({ en: { unknown: 'x'.repeat(501) } }), ['en.unknown']],
    ['a disclosure', '{"en":{"disclosure":"I am Jane."}}', ['en.disclosure']],
  ])('are its own where the settings have %s, which is reported', async (_, botTexts, places) => {
    const { reply, faults } = await ask(['quark?'], { settings: { botTexts } })
    expect(faults).toEqual(places)
    expect(reply).toMatchObject({ text: `${texts.disclosure}\n\n${texts.unknown}` })
  })
})

describe('that no person writes', () => {
  it.each(LANGUAGES)('is said before the first answer of a session, and only then, in %s', async (locale) => {
    const { disclosure } = botTextsIn(locale)
    for (const found of [QUOTE, CHOICES, NOTHING]) {
      const first = await ask(['quark?'], { found, locale })
      expect(first.reply).toMatchObject({ text: expect.stringMatching(`^${disclosure}\n\n`) })
      const later = await ask(['quark?'], { found, locale, before: [visitor('x'), bot('small_talk')] })
      expect(later.reply).not.toMatchObject({ text: expect.stringContaining(disclosure) })
    }
    expect((await ask(['???', '!'], { locale })).reply).toMatchObject({
      text: expect.stringContaining(disclosure),
    })
    // The answer to the message before was written while this one came.
    expect((await ask(['quark?'], { found: QUOTE, locale, since: [bot('small_talk')] })).reply).toMatchObject(
      {
        text: 'It takes a week.\n\nSent on Mondays.',
      },
    )
  })
})

describe('who answers first', () => {
  // A Wednesday.
  const NOON = new Date('2026-06-10T12:00:00Z')
  const hours = JSON.stringify({
    zone: 'Europe/Berlin',
    week: { wed: ['09:00-12:00', '13:00-18:00'] },
    holidays: ['2026-06-17'],
  })
  const answering = (
    settings: Partial<SettingsRow>,
    { said = [visitor('x')], at = NOON }: { said?: readonly Said[]; at?: Date } = {},
  ) => {
    const faults: string[] = []
    const reason = peopleAnswer({ ...defaultSettings(), ...settings }, rows(said), at, (places) =>
      faults.push(...places),
    )
    return { reason, faults }
  }

  it('is the bot by default, people where the settings say so, and always where it is off', () => {
    expect(answering({}).reason).toBeNull()
    expect(answering({ botMode: 'person_first' }).reason).toBe('People answer first here')
    expect(answering({ botMode: 'off' }).reason).toBe('The bot is switched off')
  })

  it('stays the bot where it speaks already or an agent returned the session to it, unless it is off', () => {
    const returned: Said = { sender: 'system', event: 'returned_to_bot' }
    for (const said of [
      [visitor('x'), bot('quote'), visitor('y')],
      [visitor('x'), { sender: 'system', event: 'escalated' } as const, returned, visitor('y')],
    ]) {
      expect(answering({ botMode: 'person_first' }, { said }).reason).toBeNull()
      expect(answering({ botMode: 'outside_hours', hours }, { said }).reason).toBeNull()
      expect(answering({ botMode: 'off' }, { said }).reason).not.toBeNull()
    }
    const reopened: readonly Said[] = [
      bot('quote'),
      { sender: 'system', event: 'expired' },
      { sender: 'system', event: 'reopened' },
      visitor('y'),
    ]
    expect(answering({ botMode: 'person_first' }, { said: reopened }).reason).not.toBeNull()
  })

  it.each([
    ['2026-06-10T06:59:59Z', false],
    ['2026-06-10T07:00:00Z', true],
    ['2026-06-10T09:59:59Z', true],
    ['2026-06-10T10:00:00Z', false],
    ['2026-06-10T11:00:00Z', true],
    ['2026-06-10T16:00:00Z', false],
    // In winter the zone is an hour closer to UTC.
    ['2026-12-09T07:30:00Z', false],
    ['2026-12-09T08:00:00Z', true],
    // A Thursday, and a holiday.
    ['2026-06-11T08:00:00Z', false],
    ['2026-06-17T08:00:00Z', false],
  ])('is people at their hours: %s %s', (at, isPeople) => {
    const { reason, faults } = answering({ botMode: 'outside_hours', hours }, { at: new Date(at) })
    expect(reason).toBe(isPeople ? 'People answer first at this hour' : null)
    expect(faults).toEqual([])
  })

  it.each([
    ['none', null, ['hours']],
    ['no JSON', '{', ['hours']],
    ['no such zone', '{"zone":"Mars/Olympus","week":{"wed":["00:00-24:00"]}}', ['zone']],
    ['no days', '{"zone":"UTC","week":{}}', ['week']],
    [
      'a day of another name',
      '{"zone":"UTC","week":{"wed":["00:00-24:00"],"mittwoch":[]}}',
      ['week.mittwoch'],
    ],
    ['a span that ends before it begins', '{"zone":"UTC","week":{"wed":["22:00-02:00"]}}', ['week.wed']],
    ['a minute of none', '{"zone":"UTC","week":{"wed":["00:00-12:60"]}}', ['week.wed']],
    ['a day that is no list', '{"zone":"UTC","week":{"wed":"00:00-24:00"}}', ['week.wed']],
    ['an hour past midnight', '{"zone":"UTC","week":{"wed":["00:00-24:01"]}}', ['week.wed']],
    [
      'a holiday of no calendar',
      '{"zone":"UTC","week":{"wed":["00:00-24:00"]},"holidays":["2026-02-30"]}',
      ['holidays'],
    ],
    ['more than that', '{"zone":"UTC","week":{"wed":["00:00-24:00"]},"closed":[]}', ['closed']],
  ])('is the bot where the hours are wrong, which is reported: %s', (_, given, places) => {
    expect(answering({ botMode: 'outside_hours', hours: given })).toEqual({ reason: null, faults: places })
  })

  it('is people all day where they are there from 00:00 to 24:00', () => {
    const always = '{"zone":"UTC","week":{"wed":["00:00-24:00"]}}'
    for (const at of ['2026-06-10T00:00:00Z', '2026-06-10T23:59:59Z']) {
      expect(
        answering({ botMode: 'outside_hours', hours: always }, { at: new Date(at) }).reason,
      ).not.toBeNull()
    }
  })
})
