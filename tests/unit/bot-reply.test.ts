import { describe, expect, it } from 'vitest'
import type { ArticleRow } from '../../contract/tables/articles.ts'
import { buildArticleIndex } from '../../functions/bot/articles/article-index.ts'
import { composeReply } from '../../functions/bot/compose-reply.ts'
import { readIntent } from '../../functions/bot/intents/question-intent.ts'
import { botTexts } from '../../functions/bot/locales/bot-texts.ts'
import { message } from '../support/chat-rows.ts'
import { expectLinear } from '../support/expect-linear.ts'

function article(title: string, body: string, url: string | null = null): ArticleRow {
  const at = '2026-01-01T00:00:00.000+00:00'
  return { $id: title, $sequence: 1, $createdAt: at, $updatedAt: at, corpus: 'x', title, body, url }
}

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
