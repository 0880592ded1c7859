import { expect, it } from 'vitest'
import { askField } from '../../scripts/bench/answers/bench-answers.ts'
import type { Field, Question } from '../../scripts/bench/answers/material.ts'

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
  const { answered } = await askField(field, field.questions)
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
