import type { Stack } from './stack.ts'
import { answerOf, type Answer } from './visitor.ts'

/** Calls the admin API over HTTP, as curl does. */
export async function callAdmin(
  stack: Stack,
  method: string,
  path: string,
  body?: object,
  headers: Record<string, string> = { authorization: `Bearer ${stack.adminSecret}` },
): Promise<Answer> {
  const response = await fetch(stack.origin + path, {
    method,
    headers,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  return answerOf(response.status, await response.text())
}
