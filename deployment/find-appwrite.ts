/** Nothing that is no Appwrite answers so; see `findAppwrite`. */
export class NoAppwrite extends Error {
  override readonly name = 'NoAppwrite'
}

/**
 * The version of the Appwrite at an endpoint.
 *
 * @param endpoint ends in `/v1`
 * @throws NoAppwrite when something else answers there; a `TypeError` when nothing does
 */
export async function findAppwrite(endpoint: string): Promise<string> {
  const response = await fetch(`${endpoint}/health/version`)
  const text = await response.text()
  const version = /"version"\s*:\s*"([\w.-]+)"/.exec(text)?.[1]
  if (!response.ok || version === undefined) {
    throw new NoAppwrite(`${endpoint} is no Appwrite API. Does the address end in /v1?`)
  }
  return version
}
