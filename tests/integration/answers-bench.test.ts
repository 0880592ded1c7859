import { expect, it } from 'vitest'
import { askField } from '../../scripts/bench/answers/bench-answers.ts'
import type { Field, Question } from '../../scripts/bench/answers/material.ts'
import { modelFigures } from '../../scripts/bench/answers/model-figures.ts'
import { watchModel } from '../../scripts/bench/answers/watch-model.ts'
import { startModelServer } from '../support/model-server.ts'

const article = {
  id: 'shipping',
  language: 'en' as const,
  title: 'Shipping costs',
  body: ['Shipping costs 4.90 euros for every parcel.', 'Parcels are handed over to the post at noon.'],
}

function question(id: string, kind: Question['kind'], say: string[]): Question {
  const isAnswered = kind === 'article'
  return {
    id,
    language: 'en',
    kind,
    before: [],
    say,
    articles: isAnswered ? [article.id] : [],
    facts: isAnswered ? [['4.90 euros']] : [],
  }
}

it('the bench of answers asks the built bot as visitors do, and sees what becomes of each question', async () => {
  const field: Field = {
    field: 'parcels',
    about: 'A shop',
    articles: [article],
    questions: [
      question('asks', 'article', ['What are the shipping costs?']),
      question('greets-first', 'article', ['Hello', 'What are the shipping costs?']),
      question('absurd', 'out_of_scope', ['How tall are giraffes in Kenya?']),
      question('wants-somebody', 'person', ['I want to talk to a person']),
    ],
  }
  const { answered } = await askField(field, field.questions, null)
  expect(Object.fromEntries(answered.map((one) => [one.question.id, one.outcome]))).toEqual({
    asks: 'quoted_right',
    'greets-first': 'quoted_right',
    absurd: 'unknown',
    'wants-somebody': 'handed_over',
  })
  expect(answered.every(({ isMadeUp, inOwnLanguage }) => !isMadeUp && inOwnLanguage !== false)).toBe(true)
  const [quote, afterGreeting] = answered
  expect(quote?.asked.replies.map(({ kind }) => kind)).toEqual(['quote'])
  expect(afterGreeting?.asked.replies.map(({ kind }) => kind)).toEqual(['small_talk', 'quote'])
  expect(quote?.asked.answeredInMs).toBeGreaterThanOrEqual(0)
})

it('the bench of answers counts what a model took, and what of its answers was dropped', async () => {
  const model = await startModelServer()
  const watched = await watchModel({ baseUrl: model.baseUrl, name: 'small', apiKey: 'key' })
  try {
    model.behave(({ messages }) => {
      const asked = messages.at(-1)?.content ?? ''
      if (asked.includes('noon')) return { pieces: ['At noon they cost 7 euros [1].'], tokens: 500 }
      if (asked.includes('giraffes')) return { pieces: ['NO_ANSWER'], tokens: 300 }
      if (asked.includes('parcel')) return { status: 500 }
      return { pieces: ['They cost ', '4.90 euros for every parcel [1].'], tokens: 700 }
    })
    const field: Field = {
      field: 'parcels',
      about: 'A shop',
      articles: [article],
      questions: [
        question('answered', 'article', ['What are the shipping costs?']),
        question('made-up', 'article', ['Which shipping costs at noon?']),
        question('none', 'out_of_scope', ['What are shipping costs of giraffes?']),
        question('fails', 'article', ['What is shipping for every parcel?']),
      ],
    }
    const { answered } = await askField(field, field.questions, watched)
    expect(answered.map(({ asked }) => asked.replies.at(-1)?.kind === 'generated')).toEqual([
      true,
      false,
      false,
      false,
    ])
    expect(answered[0]?.outcome).toBe('quoted_right')
    const figures = modelFigures(watched.answers, answered)
    expect(figures).toMatchObject({ asked: 4, shown: 1, dropped: 1, none: 1, failed: 1 })
    expect(figures.tokens).toBeGreaterThanOrEqual(700)
    expect(figures.firstWordMs.median).toBeGreaterThan(0)
    expect(model.asked[0]).toMatchObject({ model: 'small', authorization: 'Bearer key' })
  } finally {
    await watched.close()
    await model.close()
  }
})
