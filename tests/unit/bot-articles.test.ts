import { describe, expect, it } from 'vitest'
import type { ArticleRow } from '../../contract/tables/articles.ts'
import { createSearch } from '../../functions/bot/search.ts'
import type { Finding } from '../../functions/articles/finding.ts'
import { libraryOf } from '../../functions/articles/library.ts'
import type { Language } from '../../functions/language/languages.ts'

type Given = Pick<ArticleRow, 'title' | 'body'> & Partial<ArticleRow>

function article({ title, body, ...further }: Given): ArticleRow {
  const at = '2026-01-01T00:00:00.000+00:00'
  const meta = { $id: title, $sequence: 1, $createdAt: at, $updatedAt: at }
  return { ...meta, corpus: 'x', title, body, url: null, questions: [], keywords: [], ...further }
}

/** Finds among articles, in the language of most of them. */
function articles(language: Language, given: readonly Given[]) {
  const { find } = createSearch(async () => libraryOf(given.map(article)))
  return (text: string, before: string | null = null) => find({ text, language, before })
}

function titleOf(found: Finding): string | null {
  return found.kind === 'quote' ? found.source.title : null
}

function quoteOf(found: Finding): string {
  return found.kind === 'quote' ? found.passages.join('\n\n') : found.kind
}

const shop: readonly Given[] = [
  {
    title: 'Opening hours',
    body: 'We are open from nine to five.\n\nOn Sundays the shop is closed.',
    url: 'https://example.com/hours',
  },
  { title: 'Batteries', body: 'The battery has a life of ten hours.', url: 'javascript:alert(1)' },
  {
    title: 'Plans and prices',
    body:
      'There are three plans for teams of every size. The small one is 9 euros a month, the middle one 19 euros and the large ' +
      'one 49 euros; with each of them you get all updates, and help by mail on every working day.',
  },
  { title: 'Additional users', body: 'The price of an additional user is 4 euros in all plans.' },
  {
    title: 'Returns',
    body: 'You can return unused goods within 30 days. We refund the card that you paid with.',
  },
  { title: 'Shipping', body: 'We ship to Norway and Sweden within a week.\n\nShipping costs 5 euros.' },
  { title: 'Students', body: 'Students get a discount of ten percent on all plans.' },
]

describe('a question', () => {
  const find = articles('en', shop)

  it('is answered by the paragraph that says it, with its source', async () => {
    const found = await find('Are you open on Sundays?')
    expect(quoteOf(found)).toContain('On Sundays the shop is closed.')
    expect(found).toMatchObject({
      source: { articleId: 'Opening hours', title: 'Opening hours', url: 'https://example.com/hours' },
    })
  })

  it('is forgiven typing errors and endings', async () => {
    expect(titleOf(await find('how long is the batery life'))).toBe('Batteries')
    expect(titleOf(await find('openning hour'))).toBe('Opening hours')
    expect(titleOf(await find('returning goods'))).toBe('Returns')
  })

  it('is answered by the article about it, not by a shorter one that mentions it', async () => {
    expect(titleOf(await find('What do your plans cost?'))).toBe('Plans and prices')
    expect(titleOf(await find('price of an additional user'))).toBe('Additional users')
  })

  it.each(['who are you', 'what is this about then'])(
    'knows that nothing is asked yet by %j',
    async (text) => {
      expect(await find(text)).toEqual({ kind: 'no_question' })
    },
  )

  it.each(['', '!!', 'a'.repeat(3000), 'quantum chromodynamics'])(
    'finds nothing for %j',
    async (question) => {
      expect(await find(question)).toEqual({ kind: 'nothing' })
    },
  )

  it('is answered by no article that has one of its words by chance', async () => {
    expect(await find('Was there ever life on Mars or Venus?')).not.toMatchObject({ kind: 'quote' })
  })

  it('never passes on an address that runs code', async () => {
    expect(await find('battery life')).toMatchObject({ source: { url: null } })
  })

  it('that more than one article may answer is answered with up to three titles, each of which is then quoted', async () => {
    const lamps = ['Lamp for tables', 'Lamp for walls', 'Lamp for gardens', 'Lamp for cellars']
    const ask = articles('en', [...shop, ...lamps.map((title) => ({ title, body: 'It is made of glass.' }))])
    const found = await ask('lamp')
    const sources = found.kind === 'choices' ? found.sources : []
    expect(sources).toHaveLength(3)
    for (const { title } of sources) expect(lamps).toContain(title)
    for (const title of lamps) expect(titleOf(await ask(title))).toBe(title)
  })

  it('that is a title is answered by its article, even a title of words that tell nothing', async () => {
    const ask = articles('en', [...shop, { title: 'Who we are', body: 'Two sisters from Cork.' }])
    expect(quoteOf(await ask('who we are'))).toBe('Two sisters from Cork.')
  })

  it('is found by its owner’s questions and keywords as by a title', async () => {
    const ask = articles('en', [
      ...shop,
      { title: 'Terms', body: 'Write to us.', questions: ['How do I unsubscribe?'], keywords: ['resign'] },
    ])
    expect(titleOf(await ask('how can I unsubscribe'))).toBe('Terms')
    expect(titleOf(await ask('resign'))).toBe('Terms')
  })

  it('is found in other words for the same, and by a kind of what an article is about', async () => {
    const ask = articles('en', [
      ...shop,
      { title: 'Cancelling', body: 'Write to us a month before.' },
      { title: 'Pets', body: 'Animals of every size are welcome.' },
    ])
    const offered = async (text: string) => {
      const found = await ask(text)
      return found.kind === 'choices' ? found.sources[0]?.title : titleOf(found)
    }
    expect(await offered('I want to unsubscribe')).toBe('Cancelling')
    expect(await offered('can I bring my hamster')).toBe('Pets')
    // Of two kinds none stands for the other.
    expect(await ask('Portugal')).toEqual({ kind: 'nothing' })
  })

  it('is found by words of one family', async () => {
    const ask = articles('en', [...shop, { title: 'Ceramics', body: 'We burn them twice.' }])
    expect(titleOf(await ask('ceramist'))).toBe('Ceramics')
  })

  it('that two articles answer as well is answered by their titles', async () => {
    const bodies = ['tables', 'walls'].map((place) => ({
      title: `Lamp for ${place}`,
      body: 'This lamp is made of glass.',
    }))
    expect(await articles('en', [...shop, ...bodies])('lamp of glass')).toMatchObject({ kind: 'choices' })
  })

  it('with a number or code is answered by the article that has it whole', async () => {
    const ask = articles('en', [
      { title: 'Lamp WE-2048', body: 'It has a switch.' },
      { title: 'Lamp WE-2049', body: 'It has a dimmer.' },
      { title: 'Support', body: 'Our hotline is staffed 24/7.' },
      { title: 'Paper', body: 'Posters are printed in A4 and A3.' },
    ])
    expect(quoteOf(await ask('what does the we-2049 have?'))).toBe('It has a dimmer.')
    expect(titleOf(await ask('are you there 24/7?'))).toBe('Support')
    expect(titleOf(await ask('A4 posters'))).toBe('Paper')
  })

  it('of more than a thousand characters is read so far', async () => {
    const found = await find(`battery ${'zz '.repeat(400)}returns of unused goods, refund to the card`)
    expect(JSON.stringify(found)).not.toContain('Returns')
  })
})

describe('what is quoted', () => {
  it('is two passages in the article’s order where they are short, and no heading', async () => {
    const ask = articles('en', [
      ...shop,
      {
        title: 'Candles',
        body: '# About\n\nThey are **made** by hand.\n\n## Care\n\nTrim the `wick` of a candle.\n\nBurn [soy candles](https://x.example/) for 30 hours.',
      },
    ])
    expect(await ask('how do I care for the wick of candles')).toMatchObject({
      passages: ['Trim the wick of a candle.', 'Burn soy candles for 30 hours.'],
    })
  })

  it('has a figure where one is asked for', async () => {
    const filler =
      'Guests of the hotel like the parking garage because it is near, and the lift is next to it. '
    const ask = articles('en', [
      ...shop,
      {
        title: 'Parking',
        body: `${filler.repeat(3)}\n\nParking is open to guests: 12 euros. ${filler.repeat(3)}`,
      },
    ])
    expect(quoteOf(await ask('what does parking cost for guests'))).toContain('12 euros')
    expect(quoteOf(await ask('parking for guests'))).not.toContain('12 euros')
  })

  it('is a list with what introduces it, and a table by its cells', async () => {
    const ask = articles('en', [
      { title: 'Cards', body: 'We take these cards:\n\n- Visa\n- Mastercard' },
      { title: 'Sizes', body: '| Size | Chest |\n| --- | --- |\n| S | 90 |' },
    ])
    expect(quoteOf(await ask('which cards'))).toBe('We take these cards:\n• Visa\n• Mastercard')
    expect(quoteOf(await ask('sizes'))).toBe('Size · Chest\n\nS · 90')
  })

  it('of a long paragraph is the part that answers, from sentence to sentence', async () => {
    const ask = articles('en', [
      ...shop,
      { title: 'Deliveries', body: `${'All about vans and boats. '.repeat(60)}Express costs nine dollars.` },
    ])
    const quote = quoteOf(await ask('What does express cost?'))
    expect(quote.length).toBeLessThanOrEqual(650)
    expect(quote).toMatch(/Express costs nine dollars\.$/)
  })

  it.each(['🕯️', '👩‍👩‍👧‍👦', '😀', '🇳🇴', 'é'.normalize('NFD')])(
    'is never cut inside a character: %s',
    async (character) => {
      for (const shift of ['', 'x', 'xx', 'xxx', 'xxxx', 'xxxxx']) {
        const ask = articles('en', [{ title: 'Wicks', body: `wicks ${shift}${character.repeat(400)}` }])
        const [found = ''] = quoteOf(await ask('wicks')).split('\n\n')
        const whole = found.slice(`wicks ${shift}`.length)
        expect(whole.length).toBeGreaterThan(250)
        expect(whole.replaceAll(character, '').trim()).toBe('')
      }
    },
  )
})

describe('a follow-up', () => {
  it.each([
    ['en', 'What do your plans cost?', 'and for students?'],
    ['en', 'How is shipping to Norway?', 'what about Sweden'],
  ] as const)('%s: "%s" is continued by "%s"', async (language, before, text) => {
    const find = articles(language, shop)
    expect(titleOf(await find(text, before))).toBe(text.includes('students') ? 'Students' : 'Shipping')
  })

  it('counts in every language by what it lacks, not by how it begins', async () => {
    const german = articles('de', [
      {
        title: 'Eintritt',
        body: 'Erwachsene zahlen für den Eintritt 9 Euro. Mit 28 Jahren gilt der volle Preis.',
      },
      { title: 'Parken', body: 'Parken kostet 2 Euro am Tag.' },
      { title: 'Kurse', body: 'Kurse beginnen im Herbst und dauern zehn Wochen.' },
    ])
    expect(titleOf(await german('und mit 28?', 'Was kostet der Eintritt für Erwachsene?'))).toBe('Eintritt')
    const spanish = articles('es', [
      { title: 'Horario', body: 'Abrimos de lunes a viernes a las diez. El sábado abrimos a las once.' },
      { title: 'Aparcamiento', body: 'El aparcamiento cuesta dos euros.' },
      { title: 'Cursos', body: 'Los cursos empiezan en otoño.' },
    ])
    expect(quoteOf(await spanish('y un sábado?', '¿Cuál es el horario de lunes?'))).toContain('once')
  })

  it('finds what it asks in the article that the question before is about', async () => {
    const find = articles('de', [
      { title: 'Parken', body: 'Parken kostet 2 Euro am Tag, am Sonntag ist es frei.' },
      { title: 'Öffnungszeiten', body: 'Wir haben täglich geöffnet, am Sonntag ist zu.' },
      { title: 'Kurse', body: 'Kurse beginnen im Herbst und dauern zehn Wochen.' },
    ])
    expect(titleOf(await find('und am Sonntag?', 'Was kostet Parken?'))).toBe('Parken')
    expect(titleOf(await find('und am Sonntag?', 'Wann habt ihr geöffnet?'))).toBe('Öffnungszeiten')
  })

  it('is none where most of it stands in no article, or it is about something else', async () => {
    const find = articles('en', shop)
    const before = 'Can I return unused goods within 30 days for a refund to my card?'
    expect(titleOf(await find('what about chromodynamics', before))).toBeNull()
    expect(titleOf(await find('batteries?', before))).toBe('Batteries')
  })

  it('that is a whole question of its own isn’t taken for one', async () => {
    const find = articles('en', shop)
    expect(titleOf(await find('Are you open on Sundays?', 'How do I return unused goods?'))).toBe(
      'Opening hours',
    )
    expect(await find('quantum chromodynamics', 'How do I return unused goods?')).not.toMatchObject({
      kind: 'quote',
    })
  })
})

describe('a question', () => {
  it('is looked up once, for what it finds and for what a model reads', async () => {
    let reads = 0
    const library = libraryOf(shop.map(article))
    const search = createSearch(async () => ({
      ...library,
      read: (ids) => {
        reads += 1
        return library.read(ids)
      },
    }))
    const question = { text: 'How long does delivery to Norway take?', language: 'en', before: null } as const
    const found = await search.find(question)
    const [first] = await search.grounds(question)
    expect(titleOf(found)).toBe(first?.source.title)
    expect(first?.language).toBe('en')
    expect(reads).toBe(1)
  })
})

describe('articles in several languages', () => {
  const ask = articles('en', [
    { title: 'Parking', body: 'You can park behind the house for 5 euros.' },
    { title: 'Breakfast', body: 'We serve it from seven to ten in the morning.' },
    { title: 'Haustiere', body: 'Hunde sind im Zimmer erlaubt, im Restaurant nicht.' },
    { title: 'Check-in', body: 'Das Zimmer ist ab drei Uhr für Sie bereit.' },
  ])

  it('are searched by the words of each', async () => {
    expect(titleOf(await ask('Where can I park?'))).toBe('Parking')
    const { find } = createSearch(async () =>
      libraryOf([article({ title: 'Haustiere', body: 'Hunde sind im Zimmer erlaubt.' })]),
    )
    expect(titleOf(await find({ text: 'Sind Hunde erlaubt?', language: 'de', before: null }))).toBe(
      'Haustiere',
    )
  })

  it('are quoted by their titles in whatever language somebody writes', async () => {
    expect(titleOf(await ask('Haustiere'))).toBe('Haustiere')
    expect(titleOf(await ask('check-in'))).toBe('Check-in')
  })
})

describe('words of other languages', () => {
  const german = articles('de', [
    { title: 'Versandkosten', body: 'Wir berechnen 5 Euro je Paket.' },
    { title: 'Kündigung', body: 'Ihr Vertrag endet zum Monatsende, wenn Sie uns schreiben.' },
    { title: 'Öffnungszeiten', body: 'Täglich von neun bis fünf.' },
    { title: 'Rückgabe', body: 'Innerhalb von 30 Tagen nehmen wir Waren zurück.' },
    { title: 'Gutscheine', body: 'Ein Gutschein gilt drei Jahre.' },
    { title: 'Lampenschirme', body: 'Wir nähen sie selbst.' },
    { title: 'Glas', body: 'Es kommt von einem Haus in Bayern.' },
    { title: 'Öl', body: 'Es brennt ohne Ruß.' },
  ])

  it.each([
    ['Wie kann ich kündigen?', 'Kündigung'],
    ['wie kuendige ich', 'Kündigung'],
    ['kundigung', 'Kündigung'],
    ['Oeffnungszeiten', 'Öffnungszeiten'],
    ['Was sind die Kosten für den Versand?', 'Versandkosten'],
    ['Gutscheinjahre', 'Gutscheine'],
    ['Schirme', 'Lampenschirme'],
    ['Glashaus', 'Glas'],
    ['Oel', 'Öl'],
  ])('are found by stem, accent and part in German: %s', async (question, title) => {
    const found = await german(question)
    expect(found.kind === 'choices' ? found.sources[0]?.title : titleOf(found)).toBe(title)
  })

  it.each([
    ['es', 'como hago una devolucion', 'Devoluciones', 'Se hacen en la tienda con el recibo.'],
    ['es', 'quiero anular la suscripcion', 'Anulación de la suscripción', 'Se hace desde la cuenta.'],
    [
      'fr',
      "comment resilier l'abonnement",
      'Résilier un abonnement',
      'Vous pouvez le faire dans votre compte.',
    ],
    ['pt', 'como cancelo a inscricao', 'Cancelar inscrições', 'Pode fazer isso na sua conta.'],
    ['pl', 'zwroty towaru', 'Zwrot towarów', 'Można to zrobić w sklepie.'],
    ['tr', 'iptal kosullari', 'İptal koşulları', 'Bunu hesabınızdan yapabilirsiniz.'],
    ['sv', 'oppettider', 'Öppettider', 'Vi har öppet varje dag.'],
    ['da', 'aabningstider', 'Åbningstider', 'Vi har åbent hver dag.'],
  ] as const)('are found without accents too: %s, %s', async (language, question, title, body) => {
    const others = ['Wifi', 'Garaje', 'Bistro', 'Toalett'].map((name) => ({
      title: name,
      body: `${name}: ${body}`,
    }))
    expect(titleOf(await articles(language, [...others, { title, body }])(question))).toBe(title)
  })

  it('find nothing where no article is in their language, but names may be offered', async () => {
    const find = articles('de', shop)
    expect(await find('Wie lange dauert der Versand nach Norwegen?')).toEqual({
      kind: 'other_language',
      languages: ['en'],
    })
    expect((await find('Was ist mit Batteries?')).kind).not.toBe('quote')
  })

  it('are told from words that the articles lack', async () => {
    expect(await articles('en', shop)('Where can I park my zeppelin?')).toEqual({ kind: 'nothing' })
    expect(await articles('en', [])('Where can I park my zeppelin?')).toEqual({ kind: 'nothing' })
  })

  it('are told by their letters, where the bot doesn’t know their language', async () => {
    const language = { kind: 'other_language', languages: ['en'] }
    expect(await articles('en', shop)('Сколько стоит доставка?')).toEqual(language)
    expect(await articles('en', shop)('送料はいくらですか')).toEqual(language)
    const russian = [{ title: 'Доставка', body: 'Доставка стоит пять евро.' }, ...shop]
    expect((await articles('en', russian)('доставка')).kind).toBe('quote')
  })
})
