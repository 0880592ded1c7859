import { describe, expect, it } from 'vitest'
import { halfOf } from '../../scripts/bench/answers/half-of.ts'
import { problemsOf, readFields } from '../../scripts/bench/answers/material.ts'

const fields = readFields()
const questions = fields.flatMap((field) => field.questions)
const articles = fields.flatMap((field) => field.articles)

describe('the questions of the bench of answers', () => {
  it('name articles of their field, in which every fact stands', () => {
    expect(fields.flatMap(problemsOf)).toEqual([])
  })

  it('have ids of their own, also across fields', () => {
    expect(new Set(questions.map(({ id }) => id)).size).toBe(questions.length)
  })

  it('are about articles of different titles in each field, which are stored by them', () => {
    for (const { articles } of fields) {
      expect(new Set(articles.map(({ title }) => title)).size).toBe(articles.length)
    }
  })

  it('are enough in each language to tell how good it is', () => {
    const inLanguage = (language: string) => (one: { readonly language: string }) => one.language === language
    for (const language of ['en', 'de', 'es']) {
      expect(articles.filter(inLanguage(language)).length).toBeGreaterThanOrEqual(25)
      expect(questions.filter(inLanguage(language)).length).toBeGreaterThanOrEqual(100)
    }
  })

  it('fall into two halves of about the same size', () => {
    const fit = questions.filter(({ id }) => halfOf(id) === 'fit').length
    expect(fit / questions.length).toBeGreaterThan(0.45)
    expect(fit / questions.length).toBeLessThan(0.55)
  })

  it('are refused when a fact stands in no article, an article is missing or an id is there twice', () => {
    const article = {
      id: 'opening',
      language: 'en' as const,
      title: 'Opening hours',
      body: ['Open from 9 am.'],
    }
    const question = {
      id: 'q',
      language: 'en' as const,
      kind: 'article' as const,
      before: [],
      say: ['When?'],
      articles: ['opening'],
      facts: [['9 AM']],
    }
    const problems = (changed: object) =>
      problemsOf({ articles: [article], questions: [{ ...question, ...changed }] })
    expect(problems({})).toEqual([])
    expect(problems({ facts: [['10 am']] })).toHaveLength(1)
    expect(problems({ articles: ['opening', 'gone'] })).toHaveLength(1)
    expect(problems({ facts: [] })).toHaveLength(1)
    expect(problems({ kind: 'follow_up' })).toHaveLength(1)
    expect(problemsOf({ articles: [article], questions: [question, question] })).toHaveLength(1)
  })
})
