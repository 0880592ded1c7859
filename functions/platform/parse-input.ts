import * as z from 'zod/mini'
import type { ErrorCode } from '../../contract/error-codes.ts'
import { Refusal } from '../../contract/refusal.ts'

/** The body by its schema; throws `body_invalid` with the faulty places. A missing body counts as `{}`. */
export function parseBody<T>(schema: z.ZodMiniType<T>, body: unknown): T {
  return parse(schema, body ?? {}, 'body_invalid')
}

/** The query string by its schema; throws `query_invalid` with the faulty places. */
export function parseQuery<T>(schema: z.ZodMiniType<T>, query: unknown): T {
  return parse(schema, query, 'query_invalid')
}

function parse<T>(schema: z.ZodMiniType<T>, value: unknown, code: ErrorCode): T {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  const details = parsed.error.issues.map((issue) => ({
    at: issue.code === 'unrecognized_keys' ? issue.keys.join(', ') : issue.path.join('.'),
    problem: issue.code === 'unrecognized_keys' ? 'unknown field' : issue.message,
  }))
  throw new Refusal(code, { details })
}
