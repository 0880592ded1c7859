import { createRequire } from 'node:module'
import { resolve } from 'node:path'
import type { FunctionDefinition } from '../../contract/functions.ts'
import { answerOf, type Answer } from './visitor.ts'

const require = createRequire(import.meta.url)

export interface BundleCall {
  readonly functionId: FunctionDefinition['id']
  readonly endpoint: string
  readonly method: string
  readonly path: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

/** Runs a built function as Appwrite's runtime does, against any endpoint. Gives its answer and its log. */
export async function runBundle(call: BundleCall): Promise<Answer & { readonly log: string }> {
  process.env['APPWRITE_FUNCTION_API_ENDPOINT'] = call.endpoint
  process.env['APPWRITE_FUNCTION_PROJECT_ID'] = 'porchlight'
  const main: unknown = require(
    resolve(import.meta.dirname, `../../dist/functions/${call.functionId}/main.cjs`),
  )
  if (typeof main !== 'function') throw new Error('the bundle exports no function')
  const log: string[] = []
  let answered = { status: 0, text: '' }
  const context = {
    req: {
      method: call.method,
      path: call.path,
      queryString: '',
      headers: { 'x-appwrite-key': 'ephemeral_key', ...call.headers },
      bodyText: call.body ?? '',
    },
    res: {
      json: (body: unknown, status = 200) => (answered = { status, text: JSON.stringify(body) }),
      text: (text: string, status = 200) => (answered = { status, text }),
    },
    log: (line: string) => log.push(line),
    error: (line: string) => log.push(line),
  }
  await Reflect.apply(main, undefined, [context])
  return { ...answerOf(answered.status, answered.text), log: log.join('\n') }
}
