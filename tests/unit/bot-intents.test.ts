import { createHash } from 'node:crypto'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openIntentReader } from '../../functions/bot/intents/intent-reader.ts'
import { isSmallTalk, type Intent } from '../../functions/bot/intents/intents.ts'
import { readPhrases } from '../../functions/bot/intents/phrases.ts'
import { readIntent } from '../../functions/bot/intents/read-intent.ts'
import { trainClassifier } from '../../functions/bot/intents/train-classifier.ts'
import { trained } from '../../functions/bot/intents/trained-classifier.ts'
import { LANGUAGES } from '../../functions/language/languages.ts'
import { expectLinear } from '../support/expect-linear.ts'

const phrases = readPhrases(resolve(import.meta.dirname, '../../functions/bot/intents/phrases'))

describe('what a visitor wants who sends no words', () => {
  it.each<[string, Intent, Intent]>([
    ['👍', 'thanks', 'person'],
    ['🙏🏽', 'thanks', 'person'],
    ['❤️ 🎉', 'thanks', 'thanks'],
    ['🥰🥰🥰!', 'thanks', 'thanks'],
    ['😡😡', 'complaint', 'complaint'],
    ['👎🏿', 'complaint', 'complaint'],
    ['👋', 'greeting', 'greeting'],
    ['🕯️', 'question', 'question'],
    ['👍?', 'question', 'question'],
    ['👍👎', 'question', 'question'],
    ['???', 'question', 'question'],
    ['👍'.repeat(21), 'question', 'question'],
    ['thanks 👎', 'thanks', 'thanks'],
  ])('%s', (text, intent, afterOffer) => {
    expect(readIntent(text, false)).toBe(intent)
    expect(readIntent(text, true)).toBe(afterOffer)
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
    'I want customer service',
    "I don't want to talk to a machine",
    'No quiero un bot',
    'Non voglio un bot',
    'Je voudrais joindre le service client',
    'Could someone from your staff give me a ring this afternoon?',
    "Honestly I'd much prefer dealing with an actual employee",
    'enough, get me somebody with a brain',
    "I won't discuss this with software",
    'is this chat answered by staff? I need staff',
    'can u get a colleague of yours on here',
    'Please escalate this.',
    'Ich hätte gern jemanden aus Fleisch und Blut',
    'Könnten Sie bitte einen Kollegen dazuholen?',
    'Mit Automaten unterhalte ich mich nicht',
    'Ich bräuchte mal den Support am Telefon',
    'Quisiera que me llame un asesor',
    'No me interesa hablar con una inteligencia artificial',
    'Que alguien de la tienda me responda, por favor',
    'Pourriez-vous me mettre en contact avec un employé ?',
    "J'aimerais échanger avec un être humain plutôt qu'un automate",
    'Potrei parlare con una persona in carne e ossa?',
    "Mi serve qualcuno dell'assistenza",
    'Quero que um atendente humano me responda',
    'Não falo com robô',
    'Kan ik met iemand van jullie bellen?',
    'Ik hoef geen robot, ik wil een medewerker',
    'Kan nån av er på kontoret hjälpa mig istället för en bot?',
    'Kan jeg blive ringet op af en medarbejder?',
    'Jeg ønsker å snakke med kundebehandler',
    'Nie będę gadał z komputerem',
    'Czy mogę porozmawiać z kimś z biura?',
    'Yapay zekayla konuşmak istemiyorum, yetkili bağlayın',
    'Müşteri temsilcisine ulaşmam lazım',
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
    'You guys are the worst. I want my money back NOW',
    'Unbelievable, three weeks and still no parcel, you should be ashamed',
    'Oh brilliant, another link that tells me nothing',
    "forget it, I'm going to your competitor",
    'PATHETIC SERVICE',
    'Was für ein Schrottladen, ich will sofort mein Geld zurück!',
    'Na super, wieder nichts Brauchbares',
    'Menuda estafa de tienda, devolvedme el dinero',
    'Vaya servicio de mierda',
    "C'est vraiment n'importe quoi votre service, remboursez-moi",
    'Bravo, encore une réponse à côté de la plaque',
    'Siete dei ladri, rivoglio i miei soldi',
    'Que atendimento horrível, vocês são uma vergonha',
    'Jullie zijn echt waardeloos, ik wil mijn geld terug',
    'Vilken skandal, ni är helt värdelösa',
    'I er simpelthen til grin, giv mig mine penge',
    'Dette er en skandale, dere svarer jo aldri',
    'Co za żenada, oddajcie mi pieniądze',
    'Rezil bir firmasınız, paramı iade edin',
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
    'Скільки коштує доставка?',
    'Πόσο κοστίζει η αποστολή;',
    '送料はいくらですか？',
    'כמה עולה המשלוח?',
    'This is terrible weather, do you deliver?',
    'How can I become a representative?',
    'Quel opérateur livre ?',
    'Die Kerze riecht schlecht, ist das normal?',
    '¿Venden pelucas de pelo humano?',
    "Le responsable du traitement des données, c'est qui ?",
    'Evde birinin olması gerekir mi?',
    'My dog is awful at swimming, can he still come?',
    'Do I have to be a human resources professional for this course?',
    'Who represents you in Canada?',
    'Which network operator do you use for the SIM?',
    'The bread tastes sour, is it supposed to?',
    'Is there a person limit per booking?',
    'Are your support socks machine washable?',
    "I'd like to work as an agent for you, where do I apply?",
    'Der Regen ist ja schlimm, findet die Tour trotzdem statt?',
    'Wer vertritt Sie in Österreich?',
    'Muss bei der Lieferung jemand daheim sein?',
    'Das Leder riecht streng, geht das weg?',
    'Wie werde ich Vertriebspartner?',
    'El pan sabe amargo, ¿está bien así?',
    '¿Qué operadora de móvil es compatible?',
    '¿Tiene que firmar alguien la entrega?',
    'Qui est votre responsable commercial pour la Bretagne ?',
    "La peinture sent très fort, c'est dangereux ?",
    "Quel agent immobilier s'occupe de la location ?",
    'Chi è il vostro rappresentante in Veneto?',
    'Il pesce ha un odore forte, è fresco?',
    'Posso ser representante da marca na minha cidade?',
    'O queijo cheira forte, é normal?',
    'Wie is jullie vertegenwoordiger in Zeeland?',
    'De verf stinkt nogal, is dat gezond?',
    'Måste jag vara hemma när möblerna kommer?',
    'Osten lugter kraftigt, er den dårlig?',
    'Hvem er deres representant i Tromsø?',
    'Czy ktoś musi odebrać paczkę osobiście?',
    'Ser śmierdzi, czy jest świeży?',
    'Peynir kokuyor, bozulmuş mu?',
    'Bölge temsilciniz kim?',
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
    ['hallöle', 'greeting'],
    ['muy buenas tardes a todos', 'greeting'],
    ['ehi ciao', 'greeting'],
    ['oi, tudo certo?', 'greeting'],
    ['goeiemorgen allemaal', 'greeting'],
    ['tjena hur e läget', 'greeting'],
    ['hejsa, går det godt?', 'greeting'],
    ['heisann, alt bra?', 'greeting'],
    ['siemanko', 'greeting'],
    ['selam, nasıl gidiyor', 'greeting'],
    ["danke dir, das war's was ich wissen wollte", 'thanks'],
    ['perfecto, mil gracias por la info', 'thanks'],
    ['perfetto, gentilissimo', 'thanks'],
    ['valeu demais, ajudou', 'thanks'],
    ['super fijn, dank', 'thanks'],
    ['grymt, tack för hjälpen', 'thanks'],
    ['fedt, tak for svaret', 'thanks'],
    ['kjempefint, takk skal du ha', 'thanks'],
    ['spoko, dzięki za info', 'thanks'],
    ['çok sağ ol ya', 'thanks'],
    ["right, I'm off, bye", 'goodbye'],
    ['so, ich bin dann mal weg, tschüss', 'goodbye'],
    ['me despido, hasta otra', 'goodbye'],
    ['allez, à plus tard', 'goodbye'],
    ['vado, ciao ciao', 'goodbye'],
    ['tô indo, até', 'goodbye'],
    ['ik ga ervandoor, doei', 'goodbye'],
    ['nu drar jag, hejdå', 'goodbye'],
    ['nå, jeg smutter, farvel', 'goodbye'],
    ['da stikker jeg, ha det', 'goodbye'],
    ['lecę, pa pa', 'goodbye'],
    ['so are you a real person or what?', 'about_bot'],
    ['who built this thing?', 'about_bot'],
    ['what sort of stuff can you help with?', 'about_bot'],
    ['Schreibt da ein echter Mensch?', 'about_bot'],
    ['Was kannst du denn alles?', 'about_bot'],
    ['¿me contesta una máquina?', 'about_bot'],
    ['Vous êtes une intelligence artificielle ?', 'about_bot'],
    ['ma sei un robot o una persona?', 'about_bot'],
    ['você é gente de verdade?', 'about_bot'],
    ['ben je een computerprogramma?', 'about_bot'],
    ['är du en riktig person eller dator?', 'about_bot'],
    ['er du et rigtigt menneske?', 'about_bot'],
    ['hvem lagde deg?', 'about_bot'],
    ['czy ty jesteś żywym człowiekiem?', 'about_bot'],
    ['gerçek bir insan mısın yoksa robot mu?', 'about_bot'],
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
    expect(trained.wishes.length + trained.smallTalk.length).toBeLessThan(300_000)
  })
})
