import { describe, expect, it } from 'vitest'
import { createGroundedText, type Verdict } from '../../functions/bot/model/grounded-text.ts'

const source = (title: string, url: string | null = null) => ({ articleId: title, title, url })
const grounds = [
  {
    text: 'Delivery to Norway takes 7 to 12 days and costs 14.90 euro. Write to help@shop.example, or see https://shop.example/norway.',
    source: source('Shipping', 'https://shop.example/shipping'),
    language: 'en',
  },
  {
    text: 'Pay with PayPal or Visa within 14 days. Also see https://evil.example/now.',
    source: source('Paying'),
    language: 'en',
  },
]

/** What becomes of an answer, given in pieces of so many characters. */
function read(answer: string, size = 3, language = 'en'): Verdict & { shown: string } {
  const text = createGroundedText(grounds, ['Do you ship to Oslo?'], language)
  for (let at = 0; at < answer.length; at += size) if (!text.push(answer.slice(at, at + size))) break
  return { ...text.end(), shown: text.shown() }
}

describe('an answer of a model', () => {
  it.each([1, 2, 3, 7, 1000])(
    'is kept without its citations, which become sources, in pieces of %i',
    (size) => {
      expect(
        read('It takes 7 to 12 days [1]. You pay 14.90 euro[1][2].\n\nOslo too [1]', size),
      ).toMatchObject({
        kind: 'grounded',
        text: 'It takes 7 to 12 days. You pay 14.90 euro.\nOslo too',
        sources: [source('Shipping', 'https://shop.example/shipping'), source('Paying')],
      })
    },
  )

  it.each([
    ['a figure', 'It takes 5 days [1].', 'It takes'],
    ['a figure that only begins like one of theirs', 'It costs 14 or 14.9 euro [1].', 'It costs 14 or'],
    ['a range with an end of its own', 'It takes 7-14 or 7–13 days [1].', 'It takes 7-14 or'],
    ['a name', 'We ship with Bring [1].', 'We ship with'],
    ['a name with a capital inside, in front', 'DPD ships [1].', ''],
    ['an address of mail', 'Write to refunds@shop.example [1].', 'Write to'],
    ['an address of the web', 'See https://shop.example/other [1].', 'See'],
    [
      'an address of a host that no article is at, though a passage names it',
      'See https://evil.example/now [2].',
      'See',
    ],
    ['an address without a scheme', 'Pay at evil-shop.com/now [1].', 'Pay at'],
    ['a price in another currency', 'It costs $14.90 [1].', 'It costs'],
    ['a passage that is not there', 'It takes 7 days [3].', 'It takes 7 days'],
  ])('ends before %s that the passages do not have', (_what, answer, shown) => {
    expect(read(answer)).toMatchObject({ kind: 'dropped', shown })
  })

  it('is dropped without a citation, without words, and with a quotation that nobody made', () => {
    expect(read('It takes 7 to 12 days.')).toMatchObject({ kind: 'dropped', why: 'it cites no passage' })
    expect(read('[1]')).toMatchObject({ kind: 'dropped', why: 'it is empty' })
    expect(read('We say “delivery is free” [1].')).toMatchObject({
      kind: 'dropped',
      why: 'a quotation is not in the passages',
    })
    expect(read('We say “takes 7 to 12 days” [1].')).toMatchObject({ kind: 'grounded' })
  })

  it('is dropped when a figure is in another passage than the one that it cites, or cites none', () => {
    expect(read('It takes 14 days [1].')).toMatchObject({ kind: 'dropped' })
    expect(read('It takes 7 days [1]. Pay within 14 days.')).toMatchObject({ kind: 'dropped' })
    expect(read('It takes 7 days [1]. Pay within 14 days [1][2].')).toMatchObject({ kind: 'grounded' })
    expect(read('It takes 7 days, and you pay within 14 [1], [2].')).toMatchObject({ kind: 'grounded' })
  })

  it.each([
    ['en', 'It takes seven to twelve days [1].', 'eight'],
    ['de', 'Es dauert sieben bis zwölf Tage [1].', 'acht'],
    ['es', 'Tarda de siete a doce días [1].', 'ocho'],
    ['fr', 'Cela prend sept à douze jours [1].', 'huit'],
    ['it', 'Ci vogliono da sette a dodici giorni [1].', 'otto'],
    ['pt', 'Demora de sete a doze dias [1].', 'oito'],
    ['nl', 'Het duurt zeven tot twaalf dagen [1].', 'acht'],
    ['sv', 'Det tar sju till tolv dagar [1].', 'åtta'],
    ['da', 'Det tager syv til tolv dage [1].', 'otte'],
    ['nb', 'Det tar sju til tolv dager [1].', 'åtte'],
    ['pl', 'Trwa siedem do dwunastu dni [1].', 'osiem'],
    ['tr', 'Yedi ila on iki gün sürer [1].', 'sekiz'],
  ])('may write the passages’ figures in words, and no others: %s, %s', (language, answer, eight) => {
    const seven = /seven|sieben|siete|sept|sette|sete|zeven|sju|syv|siedem|yedi/i
    for (const size of [1, 1000]) {
      expect(read(answer, size, language)).toMatchObject({ kind: 'grounded' })
      const other = answer.replace(seven, eight)
      expect(read(other, size, language)).toMatchObject({ kind: 'dropped' })
    }
  })

  it('may not give a figure another unit, in whatever language', () => {
    expect(read('It takes 7 weeks [1].')).toMatchObject({ kind: 'dropped', shown: 'It takes 7' })
    expect(read('It takes 7 to 12 hours [1].')).toMatchObject({ kind: 'dropped' })
    expect(read('Es dauert 7 bis 12 Wochen [1].', 3, 'de')).toMatchObject({ kind: 'dropped' })
    expect(read('Es dauert 7 bis 12 Tage [1].', 3, 'de')).toMatchObject({ kind: 'grounded' })
    expect(read('Pay within fourteen months [2].')).toMatchObject({ kind: 'dropped' })
    expect(read('Pay within fourteen days [2].')).toMatchObject({ kind: 'grounded' })
    expect(read('It takes 7 working days [1].')).toMatchObject({ kind: 'grounded' })
  })

  it('may not take a number in words from a passage that it does not cite, nor part of another number', () => {
    expect(read('It takes fourteen days [1].')).toMatchObject({ kind: 'dropped' })
    expect(read('Es dauert fünfundzwanzig Tage [1].', 3, 'de')).toMatchObject({ kind: 'dropped' })
    expect(read('It takes twenty-seven days [1].')).toMatchObject({ kind: 'dropped' })
    expect(read('It takes twenty days [1].')).toMatchObject({ kind: 'dropped' })
    expect(read('On yedi gün sürer [1].', 3, 'tr')).toMatchObject({ kind: 'dropped' })
  })

  it.each([1, 2, 1000])('may cite several passages at once, in pieces of %i', (size) => {
    for (const citation of ['[1, 2]', '[1,2]', '[1; 2]', '[1][2]', '[1] [2]']) {
      expect(read(`It takes 7 days, and you pay within 14${citation}.`, size)).toMatchObject({
        kind: 'grounded',
        text: 'It takes 7 days, and you pay within 14.',
        sources: [source('Shipping', 'https://shop.example/shipping'), source('Paying')],
      })
    }
    expect(read('It takes 7 days [1, 3].', size)).toMatchObject({ kind: 'dropped' })
  })

  it('may name what the question names, its own addresses, and in German nouns', () => {
    expect(read('To Oslo, see https://shop.example/norway or help@shop.example [1].')).toMatchObject({
      kind: 'grounded',
    })
    expect(read('Die Lieferung nach Norway dauert 7 Tage [1].', 3, 'de')).toMatchObject({ kind: 'grounded' })
    expect(read('Die Lieferung mit DHL dauert 7 Tage [1].', 3, 'de')).toMatchObject({ kind: 'dropped' })
  })

  it('is none where the model says so, however that is cut', () => {
    for (const size of [1, 4, 100]) {
      expect(read('NO_ANSWER', size)).toMatchObject({ kind: 'no_answer', shown: '' })
      expect(read('HAND_OVER.\n', size)).toMatchObject({ kind: 'hand_over', shown: '' })
    }
  })

  it('may name an address of the passages without its scheme', () => {
    expect(read('See shop.example/norway [1].')).toMatchObject({ kind: 'grounded' })
  })

  it('is dropped at a word that does not end, before it takes long to read', () => {
    for (const size of [1, 10_000]) {
      expect(read(`a${'.'.repeat(10_000)}a [1]`, size)).toMatchObject({ why: 'a word is too long' })
    }
  })

  it('leaves room for the disclosure in a message', () => {
    expect(read(`${'days '.repeat(780)} [1]`)).toMatchObject({ kind: 'dropped', why: 'it is too long' })
  })

  it('is dropped when it is longer than a message', () => {
    expect(read('days '.repeat(2000), 1000)).toMatchObject({ kind: 'dropped', why: 'it is too long' })
  })
})
