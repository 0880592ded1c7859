import { createHash } from 'node:crypto'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openIntentReader } from '../../functions/bot/intents/intent-reader.ts'
import { isSmallTalk, type Intent } from '../../functions/bot/intents/intents.ts'
import { readPhrases } from '../../functions/bot/intents/phrases.ts'
import { readIntent } from '../../functions/bot/intents/read-intent.ts'
import { trainClassifier } from '../../functions/bot/intents/train-classifier.ts'
import { trained } from '../../functions/bot/intents/trained-classifier.ts'
import { LANGUAGES } from '../../functions/bot/language/languages.ts'
import { expectLinear } from '../support/expect-linear.ts'

const phrases = readPhrases(resolve(import.meta.dirname, '../../functions/bot/intents/phrases'))

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
    'is anybody real there?',
    'Hi, is there a human available?',
    'customer service',
    'Support, please!',
    'I want to speak to your manager',
    'I need to talk to your support team about a broken lamp',
    'can I talk to customer support?',
    'I’d like a human, not a bot',
    'please put me through to a supervisor',
    'Let me speak to someone who knows candles',
    'This is no use (I need an agent)',
    'hi, can I talk to someone please',
    'My lamp arrived broken last week. It is a gift for my mother. Please let me talk to someone.',
    'ich möchte mit einem Mitarbeiter sprechen',
    'Guten Tag, könnte ich wohl mit jemandem aus Ihrem Team sprechen?',
    'ich moechte mit einem menschen reden',
    'pásame con una persona',
    '¿Podría atenderme una persona, por favor?',
    'bonjour, je voudrais parler à quelqu’un',
    'vorrei parlare con un operatore',
    'quero falar com um atendente',
    'kan ik een medewerker spreken?',
    'kan jag få prata med en människa?',
    'må jeg tale med en medarbejder?',
    'kan jeg få snakke med noen?',
    'chcę rozmawiać z konsultantem',
    'bir temsilciyle görüşmek istiyorum',
  ])('is a person: %s', (text) => {
    expect(readIntent(text, false)).toBe('person')
  })

  it.each([
    'this is useless',
    'You are useless!!',
    'I asked three times already. This is ridiculous.',
    'what a waste of time',
    'das hilft mir nicht',
    'so ein Saftladen, hier kaufe ich nie wieder',
    'esto no sirve para nada',
    'ça ne sert à rien',
    'non serve a niente',
    'isso não serve para nada',
    'hier heb ik niks aan',
    'du är värdelös',
    'det kan jeg ikke bruge til noget',
    'dette hjelper meg ikke',
    'jesteś bezużyteczny',
    'hiçbir işe yaramıyorsun',
  ])('is to complain: %s', (text) => {
    expect(readIntent(text, false)).toBe('complaint')
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
    'I need an agent orange poster',
    'What are customer service hours?',
    'customer service number',
    'I want to speak to human resources',
    'Do you sell operator headsets?',
    'I need a manager chair',
    'how do I become a sales representative?',
    'my support ticket is lost',
    'my complaint is about parcel 3',
    'I want human-hair brushes',
    'refund??',
    'and for students?',
    'und mit 28?',
    'y un sábado?',
    'kann man das umtauschen und was kostet es',
    'mein Paket ist nicht angekommen',
    '¿Cuántas personas caben en la tienda?',
    'thanks, and what about returns?',
    'sorry, my glass came broken',
    'hello, do you ship to Spain?',
    'Hallo! Ich habe eine Frage: Liefern Sie nach Spanien?',
    'ok?',
    'ok, how long is delivery?',
    '???',
    '🕯️',
    '',
  ])('is an answer: %s', (text) => {
    expect(readIntent(text, false)).toBe('question')
  })

  it.each([
    ['hello', 'greeting'],
    ['Good morning!', 'greeting'],
    ['Guten Tag', 'greeting'],
    ['buenas tardes', 'greeting'],
    ['how are you?', 'greeting'],
    ['thanks a lot', 'thanks'],
    ['thanks, that helped', 'thanks'],
    ['¡gracias!', 'thanks'],
    ['Vielen Dank, das hilft mir weiter', 'thanks'],
    ['bye', 'goodbye'],
    ['Danke, tschüss', 'goodbye'],
    ['are you a robot?', 'about_bot'],
    ['wer bist du', 'about_bot'],
    ['¿eres una persona?', 'about_bot'],
    ['no thanks', 'no'],
    ['nein danke', 'no'],
    ['yes', 'yes'],
    ['Ja, bitte', 'yes'],
  ])('is small talk: %s is %s', (text, intent) => {
    expect(readIntent(text, false)).toBe(intent)
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
    'Of course',
    'I would like that',
    'I’d love that',
    'That would be great, thank you',
    'yes yes yes',
    'Ja gerne',
    'sí, por favor',
    'oui merci',
    'tak, poproszę',
    'evet lütfen',
  ])('is a person when one was just offered, and else nothing: %s', (text) => {
    expect(readIntent(text, true)).toBe('person')
    expect(isSmallTalk(readIntent(text, false))).toBe(true)
  })

  it.each([
    ['okay never mind', 'no'],
    ['please no', 'no'],
    ['No, thank you', 'no'],
    ['nope', 'no'],
    ['not now', 'no'],
    ['nein, passt schon', 'no'],
    ['thanks', 'thanks'],
    ['ok, how long is delivery?', 'question'],
    ['Sure, but do you ship to Oslo?', 'question'],
    ['Please, what is your phone?', 'question'],
    ['please tell me your prices', 'question'],
    ['sure thing is that candles melt', 'question'],
    ['I would rather read it myself', 'question'],
  ])('is no person where words go on or decline an offer: %s is %s', (text, intent) => {
    expect(readIntent(text, true)).toBe(intent)
  })

  it('is read from the first thousand characters', () => {
    const long = 'Do you sell lanterns for a garden with old trees? '.repeat(20)
    expect(readIntent(`I want to talk to a human. ${long}`, false)).toBe('person')
    expect(readIntent(`${long} I want to talk to a human.`, false)).toBe('question')
  })

  it.each(['a ', ' ', 'yes ', 'talk to a real ', 'ja, ', 'ßä', '?!', '.a', '\n\t', "'", '-', 'İ'])(
    'is read in time that grows with its length, whatever is sent: %j again and again',
    (part) => {
      for (const isOffered of [true, false]) {
        expectLinear(
          (text) => readIntent(text, isOffered),
          (size) => part.repeat(size / part.length),
        )
      }
    },
  )
})

describe('the phrases that intents are learned from', () => {
  it.each(LANGUAGES)('are many, of each intent, in %s', (language) => {
    const own = phrases.filter((phrase) => phrase.language === language)
    const ofIntent = Map.groupBy(own, ({ intent }) => intent)
    expect(own.length).toBeGreaterThan(500)
    for (const intent of ['person', 'complaint', 'question'] as const) {
      expect(ofIntent.get(intent)?.length, intent).toBeGreaterThanOrEqual(70)
    }
    for (const intent of ['greeting', 'thanks', 'goodbye', 'yes', 'no', 'about_bot'] as const) {
      expect(ofIntent.get(intent)?.length, intent).toBeGreaterThanOrEqual(15)
    }
  })

  it('say each thing once in a language', () => {
    const known = new Map<string, Intent>()
    const twice = phrases.filter(({ language, text, intent }) => {
      const key = `${language} ${text}`
      const isKnown = known.has(key)
      known.set(key, intent)
      return isKnown
    })
    expect(twice).toEqual([])
  })

  it('teach what holds for words that nobody taught: of a tenth that is kept aside', () => {
    // By hash, so that a phrase is in it or not whatever else there is.
    const isAside = (text: string) => (createHash('sha256').update(text).digest()[0] ?? 0) % 10 === 0
    const read = openIntentReader(trainClassifier(phrases.filter(({ text }) => !isAside(text))))
    const share = (of: (intent: Intent) => boolean, becomes: (intent: Intent) => boolean) => {
      const asked = phrases.filter(({ intent, text }) => of(intent) && isAside(text))
      return asked.filter(({ text }) => becomes(read(text, false))).length / asked.length
    }
    const isHandedOver = (intent: Intent) => intent === 'person' || intent === 'complaint'
    const shares = {
      person: share((intent) => intent === 'person', isHandedOver),
      complaint: share((intent) => intent === 'complaint', isHandedOver),
      question: share((intent) => intent === 'question', isHandedOver),
      smallTalk: share(isSmallTalk, isSmallTalk),
    }
    // Most are short, and many a single word that no other phrase has: messages of visitors are easier.
    expect(shares.person).toBeGreaterThan(0.85)
    expect(shares.complaint).toBeGreaterThan(0.7)
    expect(shares.smallTalk).toBeGreaterThan(0.6)
    expect(shares.question).toBeLessThan(0.07)
  })

  it('give the same classifier each time, small enough for a bundle', () => {
    expect(trainClassifier(phrases)).toEqual(trained)
    expect(trained.wishes.length + trained.smallTalk.length).toBeLessThan(150_000)
  })
})
