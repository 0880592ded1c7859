import { Buffer } from 'node:buffer'
import { setTimeout as delay } from 'node:timers/promises'

import { archiveOf } from '../support/deploy.ts'
import type { Step } from './recording.ts'
import { fill, fillText, isObject, valueAt } from './templates.ts'
import type { Answer, Session } from './session.ts'

const ANSWERED_WITHIN_MS = 15_000
/** How long a value is waited for, unless the step says so, and how often it is looked for. */
const POLL_MS = 12_000
const LOOK_AGAIN_MS = 120
const LISTS_OF_NAMES = /^access-control-(allow|expose)-(headers|methods)$/i
const SECRETS = /^(x-fallback-cookies|set-cookie)$/i

/** Sends the request of a step, again while it says what to wait for; gives what is compared of the answer. */
export async function observe(session: Session, step: Step): Promise<Record<string, unknown>> {
  if (step.parallel !== undefined) return observeMany(session, step, step.parallel)
  const answer = await sendUntil(session, step)
  session.learn(step, answer)
  const { status, type, body } = answer
  if (step.only === 'status') return { status }
  if (step.only === 'type')
    return { status, body: isObject(body) ? ('type' in body ? { type: body['type'] } : {}) : body }
  return {
    status,
    type,
    ...(step.see && { headers: seen(step.see, answer.headers) }),
    body: step.pick ? Object.fromEntries(step.pick.map((path) => [path, valueAt(body, path) ?? null])) : body,
    ...(step.assert && { asserts: asserted(step.assert, answer) }),
  }
}

/** How many of many at once were answered with which status. */
async function observeMany(session: Session, step: Step, times: number): Promise<Record<string, unknown>> {
  const answers = await Promise.all(
    Array.from({ length: times }, (_, index) =>
      send(session, {
        ...step,
        path: String(fillText(step.path ?? '', {}, index)),
        ...(step.body !== undefined && { body: fill(step.body, {}, index) }),
      }),
    ),
  )
  const statuses: Record<string, number> = {}
  for (const { status } of answers) statuses[status] = (statuses[status] ?? 0) + 1
  return { statuses }
}

async function sendUntil(session: Session, step: Step): Promise<Answer> {
  const deadline = Date.now() + (step.poll?.max ?? POLL_MS)
  for (;;) {
    const answer = await send(session, step)
    if (step.poll === undefined) return answer
    const wanted = [step.poll.is].flat()
    const values = [valueAt(answer, step.poll.path)].flat()
    if (values.length > 0 && values.every((value) => wanted.includes(value))) return answer
    if ((answer.status >= 400 && step.poll.path !== 'status') || Date.now() > deadline) return answer
    await delay(LOOK_AGAIN_MS)
  }
}

async function send(session: Session, step: Step): Promise<Answer> {
  const headers = session.headersOf(step)
  const body = await bodyOf(session, step)
  if (typeof body === 'string' && !headers.has('content-type'))
    headers.set('content-type', 'application/json')
  const response = await fetch(addressOf(session, step), {
    method: step.method ?? 'GET',
    headers,
    redirect: 'manual',
    signal: AbortSignal.timeout(ANSWERED_WITHIN_MS),
    ...(body !== null && { body }),
  })
  const text = await response.text()
  const type = (response.headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
  return {
    status: response.status,
    type: text === '' ? '' : type,
    headers: response.headers,
    body: text === '' ? null : type === 'application/json' ? jsonOrText(text) : text,
  }
}

function jsonOrText(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // The server said JSON and sent something else: the comparison shows it.
    return text
  }
}

function addressOf({ server, variables }: Session, { path = '', queries = [], params = {} }: Step): string {
  const filled = String(fillText(path, variables))
  const search = [
    ...[fill(queries, variables)]
      .flat()
      .map((query: unknown, index): [string, string] => [
        `queries[${index}]`,
        typeof query === 'string' ? query : JSON.stringify(query),
      ]),
    ...Object.entries(params).flatMap(([name, value]) => fields(name, fill(value, variables))),
  ].map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
  if (search.length === 0) return server.endpoint + filled
  return `${server.endpoint}${filled}${filled.includes('?') ? '&' : '?'}${search.join('&')}`
}

/** A list is a field for each of its elements. */
function fields(name: string, value: unknown): [string, string][] {
  return Array.isArray(value)
    ? value.map((element, index) => [`${name}[${index}]`, String(element)])
    : [[name, String(value)]]
}

async function bodyOf({ variables }: Session, step: Step): Promise<FormData | string | null> {
  if (step.multipart !== undefined) {
    const form = new FormData()
    for (const [name, template] of Object.entries(step.multipart)) {
      const value = fill(template, variables)
      if (isObject(value) && 'fileName' in value)
        form.append(name, await fileOf(value), String(value['fileName']))
      else for (const [field, text] of fields(name, value)) form.append(field, text)
    }
    return form
  }
  if (step.raw !== undefined) return String(fillText(step.raw, variables))
  return step.body === undefined ? null : JSON.stringify(fill(step.body, variables))
}

async function fileOf({ tar, text, type }: Record<string, unknown>): Promise<Blob> {
  const bytes = isObject(tar)
    ? await archiveOf(Object.fromEntries(Object.entries(tar).map(([name, value]) => [name, String(value)])))
    : Buffer.from(typeof text === 'string' ? text : '')
  return new Blob([new Uint8Array(bytes)], {
    type: typeof type === 'string' ? type : 'application/octet-stream',
  })
}

function seen(names: readonly string[], headers: Headers): Record<string, string | null> {
  const compared = (name: string): string | null => {
    const value = headers.get(name)
    if (value === null) return null
    if (SECRETS.test(name)) return '<present>'
    if (!LISTS_OF_NAMES.test(name)) return value
    return value
      .toLowerCase()
      .split(',')
      .map((one) => one.trim())
      .toSorted()
      .join(', ')
  }
  return Object.fromEntries(names.map((name) => [name.toLowerCase(), compared(name)]))
}

function asserted(asserts: NonNullable<Step['assert']>, answer: Answer): Record<string, unknown> {
  return Object.fromEntries(
    asserts.map(([path, verb, pattern]) => {
      const value = valueAt(answer, path)
      const holds = typeof value === 'string' && new RegExp(pattern).test(value)
      return [`${path} ${verb} ${pattern}`, holds || `false (it is ${JSON.stringify(value)})`]
    }),
  )
}
