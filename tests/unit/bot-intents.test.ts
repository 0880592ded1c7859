import { describe, expect, it } from 'vitest'
import { readIntent } from '../../functions/bot/intents/read-intent.ts'
import { expectLinear } from '../support/expect-linear.ts'

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
    expect(readIntent(text, false)).toBe('person')
  })

  it.each([
    'Which person invented the candle?',
    'How many people work at the shop?',
    'Is there an agent for returns in Norway?',
    'I want a refund for someone else’s order',
    'Does the support page list prices?',
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
    expect(readIntent(text, false)).toBe('question')
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
    expect(readIntent(text, true)).toBe('person')
  })

  it.each(['yes', 'Yes please', 'ok', 'Sure, go ahead', 'That would be great, thank you'])(
    'is no person when none was offered: %s',
    (text) => {
      expect(readIntent(text, false)).not.toBe('person')
    },
  )

  it.each([
    ['okay never mind', 'no'],
    ['please no', 'no'],
    ['No, thank you', 'no'],
    ['nope', 'no'],
    ['nevermind, thanks', 'no'],
    ['not now', 'no'],
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
    expect(readIntent(text, true)).toBe(intent)
  })

  it.each(['a ', ' ', 'yes ', 'talk to a real ', 'is there a ', 'i need the ', '?!', '\n\t', "'", '-'])(
    'is read in time that grows with its length, whatever is sent: %j again and again',
    (part) => {
      expect(readIntent(part.repeat(50_000), true)).toMatch(/^(?:question|person)$/)
      expectLinear(
        (text) => readIntent(text, true),
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
    expect(readIntent(text, false)).toBe(intent)
  })
})
