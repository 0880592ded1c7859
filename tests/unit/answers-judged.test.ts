import { describe, expect, it } from 'vitest'
import { reportAnswers, reportInWords } from '../../scripts/bench/answers/answers-report.ts'
import type { Answered } from '../../scripts/bench/answers/bench-answers.ts'
import { isMet } from '../../scripts/bench/answers/floors.ts'
import { judgeAnswer, type Reply, type Seen } from '../../scripts/bench/answers/judge-answer.ts'
import type { Question } from '../../scripts/bench/answers/material.ts'
import { figureOf, isRight } from '../../scripts/bench/answers/measures.ts'
import { wilsonInterval } from '../../scripts/bench/answers/wilson-interval.ts'

const articles = [
  {
    id: 'delivery',
    language: 'en' as const,
    title: 'Delivery',
    body: [
      'A parcel costs **4.90 euros** and takes [two days](https://shop.example/days).',
      'Bikes take a week.',
    ],
  },
  { id: 'returns', language: 'en' as const, title: 'Returns', body: ['Returns cost 4.90 euros.'] },
]
const [delivery, returns] = articles.map(({ id, title }) => ({ articleId: id, title }))

const sentences = {
  en: { disclosure: 'A bot answers.', all: ['A bot answers.', 'I don’t know.', 'Is it one of these?'] },
  de: { disclosure: 'Ein Bot antwortet.', all: ['Ein Bot antwortet.', 'Ich weiß es nicht.'] },
}
const sentencesIn = (language: string) =>
  language === 'en' || language === 'de' ? sentences[language] : { disclosure: null, all: [] }

function question(changed: Partial<Question> = {}): Question {
  return {
    id: 'q',
    language: 'en',
    kind: 'article',
    before: [],
    say: ['How much is a parcel?'],
    articles: ['delivery'],
    facts: [['4.90 euros', 'two days'], ['4,90 €']],
    ...changed,
  }
}

function reply(
  kind: Reply['kind'],
  text: string,
  ...sources: (Reply['sources'][number] | undefined)[]
): Reply {
  return { kind, text, sources: sources.filter((source) => source !== undefined) }
}

function judge(seen: Partial<Seen>, asked = question()): ReturnType<typeof judgeAnswer> {
  return judgeAnswer(asked, articles, { replies: [], state: 'bot', ...seen }, sentencesIn)
}

const outcome = (...replies: Reply[]): string => judge({ replies }).outcome
const quote = 'A parcel costs 4.90 euros and takes two days.'

describe('an answer of the bot is judged', () => {
  it('right when a fact stands in what is quoted of the right article', () => {
    expect(outcome(reply('quote', quote, delivery))).toBe('quoted_right')
    expect(outcome(reply('quote', quote.toUpperCase().replaceAll(' ', '\n'), delivery))).toBe('quoted_right')
  })

  it('wrong when another article is quoted, even one in which the fact stands', () => {
    const only = question({ facts: [['4.90 euros']] })
    const replies = [reply('quote', 'Returns cost 4.90 euros.', returns)]
    expect(judge({ replies }, only).outcome).toBe('wrong_article')
  })

  it('wrong when the right article is quoted elsewhere, or only a part of the fact', () => {
    expect(outcome(reply('quote', 'Bikes take a week.', delivery))).toBe('wrong_passage')
    expect(outcome(reply('quote', 'A parcel costs 4.90 euros', delivery))).toBe('wrong_passage')
  })

  it('by its facts when a language model worded it', () => {
    expect(outcome(reply('generated', 'In two days, for 4.90 euros.'))).toBe('quoted_right')
    expect(outcome(reply('generated', 'Soon.'))).toBe('wrong_passage')
  })

  it('as an offer when there are articles to choose from', () => {
    expect(outcome(reply('choices', 'Is it one of these?', returns, delivery))).toBe('offered_right')
    expect(outcome(reply('choices', 'Is it one of these?', returns))).toBe('offered_wrong')
  })

  it('by its last message, and as handed over whatever was said before', () => {
    const replies = [reply('unknown', 'I don’t know.'), reply('quote', quote, delivery)]
    expect(outcome(...replies)).toBe('quoted_right')
    expect(judge({ replies, state: 'waiting' }).outcome).toBe('handed_over')
    expect(judge({ replies, state: 'agent' }).outcome).toBe('handed_over')
  })

  it('as silence when there is none', () => {
    expect(outcome()).toBe('silent')
  })
})

describe('a quote', () => {
  const isMadeUp = (text: string): boolean => judge({ replies: [reply('quote', text, delivery)] }).isMadeUp

  it('may leave out Markdown’s marks, and what an omission mark stands for', () => {
    expect(isMadeUp(quote)).toBe(false)
    expect(isMadeUp('A parcel costs … two days.\n\nBikes take a week.')).toBe(false)
    expect(isMadeUp(`A bot answers.\n\n${quote}`)).toBe(false)
  })

  it('is made up when one word of it stands in no article', () => {
    expect(isMadeUp('A parcel costs 5.90 euros and takes two days.')).toBe(true)
    expect(isMadeUp(`${quote} Free of charge on Sundays.`)).toBe(true)
  })

  it('is made up when half a word is missing', () => {
    expect(isMadeUp('Bikes take a wee')).toBe(true)
  })

  it('is measured without the sentence before it', () => {
    const { quotedCharacters } = judge({ replies: [reply('quote', `A bot answers.\n\n${quote}`, delivery)] })
    expect(quotedCharacters).toBe(quote.length)
    expect(judge({ replies: [reply('unknown', 'I don’t know.')] }).quotedCharacters).toBeNull()
  })
})

describe('the bot’s own sentences', () => {
  const inGerman = (...replies: Reply[]): boolean | null =>
    judge({ replies }, question({ language: 'de' })).inOwnLanguage

  it('have to be in the language of the question, all of them', () => {
    expect(inGerman(reply('unknown', 'Ich weiß es nicht.'))).toBe(true)
    expect(inGerman(reply('unknown', 'Ein Bot antwortet.\n\nIch weiß es nicht.'))).toBe(true)
    expect(inGerman(reply('unknown', 'I don’t know.'))).toBe(false)
    expect(inGerman(reply('unknown', 'Ich weiß es nicht. I don’t know.'))).toBe(false)
    expect(inGerman(reply('unknown', 'Ich weiß es nicht.'), reply('unknown', 'I don’t know.'))).toBe(false)
    expect(inGerman(reply('unknown', 'Was auch immer.'))).toBe(false)
  })

  it('are beside a quote in whatever language the article is', () => {
    expect(inGerman(reply('quote', quote, delivery))).toBeNull()
    expect(inGerman(reply('quote', `Ein Bot antwortet.\n\n${quote}`, delivery))).toBe(true)
    expect(inGerman(reply('quote', `A bot answers.\n\n${quote}`, delivery))).toBe(false)
  })

  it('may name the articles to choose from', () => {
    const offer = reply('choices', 'Is it one of these?\n- Delivery\n- Returns', delivery, returns)
    expect(judge({ replies: [offer] }).inOwnLanguage).toBe(true)
  })
})

function answered(kind: Question['kind'], seen: Partial<Seen>, changed: Partial<Question> = {}): Answered {
  const asked = { replies: [], state: 'bot' as const, answeredInMs: 20, ...seen }
  const one = question({ kind, ...changed })
  return { ...judgeAnswer(one, articles, asked, sentencesIn), question: one, field: 'shop', asked }
}

describe('what should become of a question', () => {
  const unknown = { replies: [reply('unknown', 'I don’t know.')] }
  const right = { replies: [reply('quote', quote, delivery)] }
  const wrong = { replies: [reply('quote', 'Returns cost 4.90 euros.', returns)] }
  const waiting = { state: 'waiting' } as const
  const hello = { replies: [reply('small_talk', 'Hello.')] }

  it.each([
    ['article', right, wrong],
    ['article', right, unknown],
    ['follow_up', right, waiting],
    ['foreign', unknown, wrong],
    ['foreign', right, waiting],
    ['out_of_scope', unknown, wrong],
    ['out_of_scope', unknown, waiting],
    ['injection', hello, wrong],
    ['person', waiting, unknown],
    ['complaint', waiting, right],
    ['second_miss', waiting, unknown],
    ['small_talk', hello, unknown],
  ] as const)('of kind %s', (kind, good, bad) => {
    expect(isRight(answered(kind, good))).toBe(true)
    expect(isRight(answered(kind, bad))).toBe(false)
  })

  it('is counted for the questions that a measure is about, of one language or all', () => {
    const all = [
      answered('article', right),
      answered('article', wrong),
      answered('follow_up', unknown, { language: 'de' }),
      answered('person', waiting),
    ]
    expect(figureOf('answersRight', 'all', all)).toMatchObject({ met: 1, of: 3 })
    expect(figureOf('answersRight', 'en', all)).toMatchObject({ met: 1, of: 2 })
    expect(figureOf('wrongOfQuotes', 'all', all)).toMatchObject({ met: 1, of: 2 })
    expect(figureOf('irrelevant', 'all', all)).toMatchObject({ met: 1, of: 3 })
    expect(figureOf('handedOver', 'all', all)).toMatchObject({ met: 1, of: 1 })
    expect(figureOf('handedOverUnasked', 'all', all)).toMatchObject({ met: 0, of: 3 })
    expect(figureOf('ownLanguage', 'all', all)).toMatchObject({ met: 0, of: 1 })
    expect(figureOf('madeUp', 'all', all)).toMatchObject({ met: 0, of: 4 })
    expect(figureOf('smallTalk', 'all', all)).toEqual({
      measure: 'smallTalk',
      language: 'all',
      met: 0,
      of: 0,
      share: null,
    })
  })

  it('misses its floor when a good share is below it, or a bad one above', () => {
    const all = [answered('article', right), answered('article', wrong)]
    const [good, bad] = [figureOf('answersRight', 'all', all), figureOf('irrelevant', 'all', all)]
    expect([isMet(good, 0.5), isMet(good, 0.51)]).toEqual([true, false])
    expect([isMet(bad, 0.5), isMet(bad, 0.49)]).toEqual([true, false])
    expect(isMet(figureOf('smallTalk', 'all', all), 1)).toBe(true)
  })

  it('fails the whole report when it misses its floor, as one made-up quote does', () => {
    const made = { replies: [reply('quote', 'A parcel costs nothing.', delivery)] }
    const reported = (seen: Partial<Seen>) =>
      reportAnswers({
        answered: [answered('article', right), answered('person', seen)],
        cpuMsPerQuestion: null,
      })
    expect(reported(waiting).isMet).toBe(true)
    expect(reported({ ...made, ...waiting }).isMet).toBe(false)
  })

  it('is reported with its interval, and what became of each kind', () => {
    const report = reportAnswers({
      answered: [answered('article', right), answered('article', wrong)],
      cpuMsPerQuestion: null,
    })
    expect(report.outcomes['article']).toEqual({ quoted_right: 1, wrong_article: 1 })
    expect(reportInWords(report).join('\n')).toMatch(/^answers right +50\.0 % \(9–91\) 1\/2/m)
  })
})

describe('a share', () => {
  it('has Wilson’s interval', () => {
    // The figures of R's prop.test without correction.
    const { low, high } = wilsonInterval(81, 263) ?? { low: 0, high: 0 }
    expect(low).toBeCloseTo(0.2553, 4)
    expect(high).toBeCloseTo(0.3662, 4)
    expect(wilsonInterval(0, 10)?.low).toBe(0)
    expect(wilsonInterval(10, 10)?.high).toBeCloseTo(1, 9)
    expect(wilsonInterval(0, 0)).toBeNull()
  })
})
