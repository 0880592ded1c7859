/** What bodies and queries of the help API must look like. */
import * as z from 'zod/mini'
import { Locale, WholeNumber } from './chat-requests.ts'
import * as limits from './limits.ts'

const Corpus = z.string().check(z.minLength(1), z.maxLength(limits.corpusNameMax))
const Corpora = z.array(Corpus).check(z.maxLength(limits.corporaMax))

/** `GET /articles`. */
export const ArticlesQuery = z.strictObject({
  corpora: z.optional(
    z.pipe(
      z.string().check(z.describe('Names with commas between; of the site’s own without it.')),
      z.pipe(
        z.transform((text: string) => text.split(',')),
        Corpora,
      ),
    ),
  ),
  locale: z.optional(Locale()),
  limit: z.optional(WholeNumber(1, limits.helpListMax)),
})
export type ArticlesQuery = z.infer<typeof ArticlesQuery>

/** `POST /search`. */
export const SearchRequest = z.strictObject({
  text: z
    .string()
    .check(
      z.maxLength(limits.helpSearchMax),
      z.regex(/\S/, 'must not be blank'),
      z.describe('What is looked for; its last word may be unfinished.'),
    ),
  corpora: z.optional(Corpora),
  locale: z.optional(Locale()),
})
export type SearchRequest = z.infer<typeof SearchRequest>
