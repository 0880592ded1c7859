import { describe, expect, it } from 'vitest'
import type { ArticleRow } from '../../contract/tables/articles.ts'
import { buildArticleIndex } from '../../functions/bot/articles/article-index.ts'

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
