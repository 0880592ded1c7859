import { describe, expect, it } from 'vitest'
import type { ArticleRow } from '../../contract/tables/articles.ts'
import { buildArticleIndex } from '../../functions/bot/article-index.ts'
import type { SessionEvent } from '../../contract/tables/messages.ts'
import { botTexts } from '../../functions/bot/bot-texts.ts'
import { composeReply } from '../../functions/bot/compose-reply.ts'
import { readIntent } from '../../functions/bot/question-intent.ts'
import { unanswered } from '../../functions/bot/unanswered.ts'
import { message } from '../support/chat-rows.ts'
import { expectLinear } from '../support/expect-linear.ts'
import { chatNameOf, previewOf } from '../../functions/sessions/preview.ts'

describe('what nobody has answered', () => {
  const at = (
    $sequence: number,
    id: string,
    sender: 'user' | 'bot' | 'agent' | 'system',
    event: SessionEvent | null = null,
  ) => message($sequence, $sequence, { $id: id, sender, event })

  it('is a message that came while the bot wrote the answer to the one before', () => {
    const rows = [at(1, 'm_1', 'user'), at(2, 'm_2', 'user'), at(3, 'a_1', 'bot')]
    expect(unanswered(rows).map(({ $id }) => $id)).toEqual(['m_2'])
    expect(unanswered([...rows, at(4, 'a_2', 'bot')])).toEqual([])
  })

  it('is what stands behind an answer whose question is not in sight', () => {
    expect(unanswered([at(8, 'a_5', 'bot'), at(9, 'm_9', 'user')]).map(({ $id }) => $id)).toEqual(['m_9'])
  })

  it('is nothing that a person has taken over, or that is over', () => {
    const question = at(1, 'm_1', 'user')
    expect(unanswered([question, at(2, 'x', 'agent')])).toEqual([])
    for (const event of ['escalated', 'returned_to_bot', 'closed'] as const) {
      expect(unanswered([question, at(2, 'x', 'system', event)])).toEqual([])
    }
    // The message that opened it again is the one to answer.
    expect(unanswered([question, at(2, 'x', 'system', 'reopened')])).toEqual([question])
  })

  it('is what the turn was opened for and all behind it, until somebody answers, whatever became of the session', () => {
    const [before, opener, later] = [at(1, 'm_1', 'user'), at(2, 'm_2', 'user'), at(4, 'm_4', 'user')]
    for (const event of ['returned_to_bot', 'closed'] as const) {
      const rows = [before, opener, at(3, 'x', 'system', event), later, at(5, 'y', 'system', event)]
      expect(unanswered(rows, 'm_2')).toEqual([opener, later])
      expect(unanswered([...rows, at(6, 'a_4', 'bot')], 'm_2')).toEqual([])
      expect(unanswered([...rows, at(6, 'z', 'agent')], 'm_2')).toEqual([])
    }
    expect(unanswered([opener, at(3, 'x', 'system', 'closed')], 'm_0')).toEqual([])
  })
})

describe('what a visitor wants', () => {
  it.each([
    'human',
    'Agent please',
    'I want to talk to a person',
    'can i speak with someone?',
    'Could you connect me to a real human?',
    'transfer me to an agent',
    'I need a human',
    "I'd like to chat with customer service representative",
    'GET ME A REAL PERSON',
    'is there a real person there?',
    'Hi, is there a human available?',
    'customer service',
    'Support, please!',
    'I want to speak to your manager',
    'I need to talk to your support team about a broken lamp',
    'can I talk to customer support?',
    'I’d like a human, not a bot',
    'I want a person to help me',
    'please put me through to a supervisor',
    'get me an operator now',
    'Let me speak to someone who knows candles',
    'I want to chat with a real human being.',
    'I would prefer a person instead',
    'This is no use (I need an agent)',
    'connect me with your staff',
    'manager please',
  ])('is a person: %s', (text) => {
    expect(readIntent(text, null)).toBe('person')
  })

  it.each([
    'Which person invented the candle?',
    'How many people work at the shop?',
    'Is there an agent for returns in Norway?',
    'I want a refund for someone else’s order',
    'Does the support page list prices?',
    'yes',
    'I need a person-size lantern',
    'I want a human skull candle',
    'Do I need an agent to import this?',
    'I would like a person shaped lamp',
    'Would I need a representative in Norway?',
    'get people-friendly packaging',
    'I need an agent orange poster',
    'What are customer service hours?',
    'customer service number',
    'Can I talk to people-carriers about parking?',
    'I want to speak to human resources',
    'Do you sell operator headsets?',
    'I need a manager chair',
    'how do I become a sales representative?',
    'my support ticket is lost',
    'Is there a person on the label?',
    'I want human-hair brushes',
  ])('is an answer, not a person: %s', (text) => {
    expect(readIntent(text, null)).toBe('question')
  })

  it.each([
    'yes',
    'Yes please',
    'ok',
    'Sure, go ahead',
    'Yeah!',
    'yep, thanks',
    'OK, do it',
    'okay please do',
    'please',
    'go ahead.',
    'Of course',
    'I would like that',
    'I’d love that',
    'That would be great, thank you',
    'yes yes yes',
    'Sure, I would like to talk to someone then',
  ])('is a person when one was just offered: %s', (text) => {
    expect(readIntent(text, botTexts.unknown)).toBe('person')
  })

  it.each(['yes', 'Yes please', 'ok', 'Sure, go ahead', 'That would be great, thank you'])(
    'is no person when none was offered: %s',
    (text) => {
      expect(readIntent(text, 'We take Visa.')).not.toBe('person')
    },
  )

  it.each([
    ['okay never mind', 'thanks'],
    ['please no', 'thanks'],
    ['No, thank you', 'thanks'],
    ['nope', 'thanks'],
    ['nevermind, thanks', 'thanks'],
    ['not now', 'thanks'],
    ['ok bye', 'thanks'],
    ['ok, how long is delivery?', 'question'],
    ['Sure, but do you ship to Oslo?', 'question'],
    ['Please, what is your phone?', 'question'],
    ['ok?', 'question'],
    ['yes or no', 'question'],
    ['okay but not today', 'question'],
    ['please tell me your prices', 'question'],
    ['sure thing is that candles melt', 'question'],
    ['I would rather read it myself', 'question'],
    ['go ahead and tell me about returns', 'question'],
  ])('accepts no offer with words that go on or decline: %s', (text, intent) => {
    expect(readIntent(text, botTexts.unknown)).toBe(intent)
  })

  it.each(['a ', ' ', 'yes ', 'talk to a real ', 'is there a ', 'i need the ', '?!', '\n\t', "'", '-'])(
    'is read in time that grows with its length, whatever is sent: %j again and again',
    (part) => {
      expect(readIntent(part.repeat(50_000), botTexts.unknown)).toMatch(/^(?:question|person)$/)
      expectLinear(
        (text) => readIntent(text, botTexts.unknown),
        (size) => part.repeat(size / part.length),
      )
    },
  )

  it.each([
    ['hello', 'greeting'],
    ['Good morning!', 'greeting'],
    ['thanks a lot', 'thanks'],
    ['thanks, that helped', 'thanks'],
    ['Great, thank you so much!', 'thanks'],
    ['bye', 'thanks'],
    ['I am sorry', 'greeting'],
    ['thanks, and what about returns?', 'question'],
    ['great lantern', 'question'],
    ['sorry, my glass came broken', 'question'],
    ['hello, do you ship to Spain?', 'question'],
  ])('%s is a %s', (text, intent) => {
    expect(readIntent(text, null)).toBe(intent)
  })
})

function article(title: string, body: string, url: string | null = null): ArticleRow {
  const at = '2026-01-01T00:00:00.000+00:00'
  return { $id: title, $sequence: 1, $createdAt: at, $updatedAt: at, corpus: 'x', title, body, url }
}

describe('finding a passage', () => {
  const index = buildArticleIndex([
    article(
      'Opening hours',
      'We are open from nine to five.\n\nOn Sundays the shop is closed.',
      'https://example.com/hours',
    ),
    article('Batteries', 'The battery has a life of ten hours.', 'javascript:alert(1)'),
    article('Deliveries', `${'All about vans and boats. '.repeat(60)}Express costs nine euro.`),
  ])

  it('quotes the paragraph that answers, with its source', () => {
    expect(index.find('Are you open on Sundays?')).toEqual({
      text: 'On Sundays the shop is closed.',
      source: { articleId: 'Opening hours', title: 'Opening hours', url: 'https://example.com/hours' },
    })
  })

  it('forgives typing errors and endings', () => {
    expect(index.find('how long is the batery life')?.source.title).toBe('Batteries')
    expect(index.find('openning hour')?.source.title).toBe('Opening hours')
  })

  it.each(['What is the meaning of life?', 'who are you', '', '!!', 'a'.repeat(3000)])(
    'gives nothing for %j',
    (question) => {
      expect(index.find(question)).toBeNull()
    },
  )

  it('never passes on an address that runs code', () => {
    expect(index.find('battery life')?.source.url).toBeNull()
  })

  it('takes a long paragraph apart at its sentences, and finds what is said at its end', () => {
    const text = index.find('What does express cost?')?.text ?? ''
    expect(text.length).toBeLessThanOrEqual(700)
    expect(text).toMatch(/^All about .*Express costs nine euro\.$/)
  })
})

describe('what a question is taken to ask', () => {
  const found = (title: string, body: string, question: string) =>
    buildArticleIndex([article(title, body)]).find(question)?.source.title ?? null

  it('is forgiven a typing error from five letters on, and its ending from four on', () => {
    expect(found('Candles', 'We pour them here.', 'candls')).toBe('Candles')
    expect(found('Vases', 'We blow them here.', 'veses')).toBe('Vases')
    expect(found('Wink', 'We pour them here.', 'wick')).toBeNull()
    expect(found('Lamps', 'We build them here.', 'lamp')).toBe('Lamps')
    expect(found('Tinder', 'We cut it here.', 'tin')).toBeNull()
  })

  it('is answered where most of its words are found, or half of them with one in the title', () => {
    const body = 'Wax, wicks and vases come from Norway.'
    expect(found('Sources', body, 'wax wicks vases glass brass')).toBe('Sources')
    expect(found('Sources', body, 'wax wicks glass brass')).toBeNull()
    expect(found('Wax', 'Wicks come from Norway.', 'wax wicks glass brass')).toBe('Wax')
    expect(found('Wax', 'It comes from Norway.', 'wax wicks glass')).toBeNull()
  })

  it('is compared word by word up to 64 letters, and not by single ones', () => {
    expect(found('x'.repeat(64), 'Ours.', 'x'.repeat(64))).not.toBeNull()
    expect(found('x'.repeat(65), 'Ours.', 'x'.repeat(65))).toBeNull()
    expect(found('X', 'Ours.', 'x')).toBeNull()
    expect(found('€€', 'Ours.', '€€')).toBeNull()
    expect(found('The maker’s wax', 'Ours.', "maker's wax")).not.toBeNull()
  })

  it('is found in an article’s title rather than in another one’s text', () => {
    const articles = [article('Returns', 'Delivery is free.'), article('Delivery', 'It is free in Norway.')]
    for (const list of [articles, articles.toReversed()]) {
      expect(buildArticleIndex(list).find('delivery')?.source.title).toBe('Delivery')
    }
  })
})

describe('a long paragraph', () => {
  const parts = (body: string) => {
    const found: string[] = []
    // Each part is found by the word that only it has.
    for (const word of ['first', 'second']) {
      const text = buildArticleIndex([article('Wax', body)]).find(word)?.text
      if (text !== undefined) found.push(text)
    }
    return found
  }

  it('of 700 characters is one passage, and of more ends with the last sentence that ends in its second half', () => {
    const of = (length: number) => `First ${'x'.repeat(length - 13)} second`
    expect(parts(of(700))).toEqual([of(700), of(700)])
    expect(parts(of(701)).map(({ length }) => length)).not.toEqual([701, 701])
    const late = `First ${'x '.repeat(200)}end. Second ${'y '.repeat(200)}`
    expect(parts(late)).toEqual([
      late.slice(0, late.indexOf('Second') - 1),
      late.slice(late.indexOf('Second')).trim(),
    ])
    const early = `First end. Then ${'y'.repeat(700)} second`
    expect(parts(early)[0]).toHaveLength(700)
  })

  it('is each of those that blank lines part, whatever blanks are in them', () => {
    expect(parts('  First.  \n \t\n\n  Second.\nIt goes on.\n\n \n')).toEqual([
      'First.',
      'Second.\nIt goes on.',
    ])
  })
})

describe('the bot’s reply', () => {
  const articles = [
    article('Returns to the shop', 'Returns are free for thirty days.'),
    article('Delivery to Norway', 'Delivery to Norway takes a week.', 'https://example.com/norway'),
  ]
  const said = (sender: 'user' | 'bot', texts: readonly string[]) =>
    texts.map((text, index) => message(index + 1, index, { sender, text }))
  let looks = 0
  const reply = (texts: readonly string[], before: Parameters<typeof composeReply>[1] = []) => {
    looks = 0
    return composeReply(said('user', texts), before, async () => {
      looks += 1
      return buildArticleIndex(articles)
    })
  }
  const own = (text: string) => ({ kind: 'answer', text, source: null })

  it('greets, and takes thanks, without a look into the articles', async () => {
    expect(await reply(['hello'])).toEqual(own(botTexts.greeting))
    expect(await reply(['hello', 'thanks'])).toEqual(own(botTexts.thanks))
    expect(await reply(['thanks', 'hello'])).toEqual(own(botTexts.greeting))
    expect(looks).toBe(0)
  })

  it('is a person where any of the messages asks for one, whatever the others ask', async () => {
    expect(await reply(['I want to talk to a human', 'And returns?'])).toEqual({ kind: 'hand_over' })
    expect(await reply(['yes'], said('bot', [botTexts.unknown]))).toEqual({ kind: 'hand_over' })
    // Only what the bot said last offers anything.
    expect(await reply(['yes'], said('bot', [botTexts.unknown, 'We take Visa.']))).not.toEqual({
      kind: 'hand_over',
    })
    expect(await reply(['yes'], said('user', [botTexts.unknown]))).not.toEqual({ kind: 'hand_over' })
  })

  it('is to the newest that asks something, with its source, or that nothing is known', async () => {
    const norway = {
      kind: 'answer',
      text: 'Delivery to Norway takes a week.',
      source: {
        articleId: 'Delivery to Norway',
        title: 'Delivery to Norway',
        url: 'https://example.com/norway',
      },
    }
    expect(await reply(['returns', 'delivery to Norway', 'thanks'])).toEqual(norway)
    expect(await reply(['quantum chromodynamics'])).toEqual(own(botTexts.unknown))
    // Said in several, which count together only where the newest finds nothing alone.
    expect(await reply(['delivery', 'glockenspiel xylophone Norway'])).toEqual(norway)
    const ofReturns = { source: { title: 'Returns to the shop' } }
    expect(await reply(['returns free thirty days', 'delivery'])).toEqual(norway)
    expect(await reply(['returns free thirty days', 'delivery by sea'])).not.toMatchObject(ofReturns)
    expect(await reply(['xylophone', 'returns free thirty days'])).toMatchObject(ofReturns)
  })

  it('goes on from the question before only where the new one says so', async () => {
    const before = said('user', ['What about returns?', 'How long is delivery?'])
    expect(await reply(['And to Norway and Sweden by sea?'], before)).toMatchObject({
      source: { title: 'Delivery to Norway' },
    })
    expect(await reply(['Norway Sweden sea'], before)).toEqual(own(botTexts.unknown))
    expect(await reply(['And to Norway and Sweden by sea?'])).toEqual(own(botTexts.unknown))
    const bots = said('bot', ['How long is delivery?'])
    expect(await reply(['And to Norway and Sweden by sea?'], bots)).toEqual(own(botTexts.unknown))
  })
})

describe('a long paragraph without sentences', () => {
  it.each(['🕯️', '👩‍👩‍👧‍👦', '😀', '🇳🇴', 'é'.normalize('NFD')])(
    'is never cut inside a character: %s',
    (character) => {
      for (const shift of ['', 'x', 'xx', 'xxx', 'xxxx', 'xxxxx']) {
        const text = `wicks ${shift}${character.repeat(400)}`
        const found = buildArticleIndex([article('Wicks', text)]).find('wicks')?.text ?? ''
        const whole = found.slice(`wicks ${shift}`.length)
        expect(whole.length).toBeGreaterThan(600)
        expect(found.length).toBeLessThanOrEqual(700)
        expect(whole.replaceAll(character, '')).toBe('')
      }
    },
  )
})

describe('what a list shows', () => {
  it('is one line, cut between characters', () => {
    expect(chatNameOf('  Where is\n\nmy parcel?  ')).toBe('Where is my parcel?')
    expect(Array.from(chatNameOf('🕯️'.repeat(60)))).toHaveLength(40)
    expect(previewOf('user', '').preview).toBeNull()
  })
})
