/**
 * What node-appwrite sends its requests with in `porchlight`, in place of the HTTP client that it brings: as in the
 * Functions, but files too, which `deploy` sends. What Node has for these is loaded with the first of them.
 */
import { fetch as fetchText } from '../../functions/repositories/sdk-transport.ts'

export { Agent } from '../../functions/repositories/sdk-transport.ts'
export const { File } = globalThis

/** The SDK makes forms by `new`, which gives what a function returns. */
export function FormData(): globalThis.FormData {
  return new globalThis.FormData()
}

type Options = NonNullable<Parameters<typeof fetchText>[1]>

export async function fetch(
  uri: string,
  { body, ...options }: Omit<Options, 'body'> & { readonly body?: string | globalThis.FormData } = {},
): Promise<Awaited<ReturnType<typeof fetchText>> | Response> {
  if (typeof body === 'object') return globalThis.fetch(uri, { ...options, body })
  return fetchText(uri, body === undefined ? options : { ...options, body })
}
