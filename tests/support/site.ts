import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { extname, resolve, sep } from 'node:path'

const root = resolve(import.meta.dirname, '../..')

/** A static host with what owners put there: a page with the snippet, the widget's files, the inbox with its config. */
export interface Site {
  readonly origin: string
  readonly close: () => Promise<void>
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
}

/**
 * Serves it all as docs/deploying.md says, the header of the inbox too, for an Appwrite of another origin.
 *
 * @param otherPolicy of the inbox, in place of the documented one
 */
export async function startSite(
  project: { readonly endpoint: string; readonly projectId: string; readonly databaseId: string },
  otherPolicy?: string,
): Promise<Site> {
  const docs = await readFile(resolve(root, 'docs/deploying.md'), 'utf8')
  const { origin } = new URL(project.endpoint)
  const policy = /Content-Security-Policy: (.+)/
    .exec(docs)?.[1]
    ?.replaceAll('https://fra.cloud.appwrite.io', origin)
    .replaceAll('wss://fra.cloud.appwrite.io', origin.replace('http', 'ws'))
  if (policy === undefined) throw new Error('docs/deploying.md has no policy for the inbox')
  const page = `<!doctype html><html lang="en"><title>A shop</title><h1>A shop</h1>
<script async src="/widget.js" data-endpoint="${project.endpoint}" data-project="${project.projectId}"></script></html>`

  const server = createServer((request, response) => {
    void answer(new URL(request.url ?? '/', 'http://site').pathname).then(({ status, type, body }) => {
      const headers = { 'content-type': type, 'content-security-policy': otherPolicy ?? policy }
      return response
        .writeHead(status, request.url?.startsWith('/inbox') ? headers : { 'content-type': type })
        .end(body)
    })
  })

  async function answer(path: string): Promise<{ status: number; type: string; body: string | Buffer }> {
    if (path === '/') return { status: 200, type: 'text/html', body: page }
    if (path === '/inbox/config.json') {
      return { status: 200, type: 'application/json', body: JSON.stringify(project) }
    }
    const folder = resolve(root, path.startsWith('/inbox/') ? 'dist' : 'dist/widget')
    const file = resolve(folder, `.${path.endsWith('/') ? `${path}index.html` : path}`)
    const type = types[extname(file)]
    const body = type !== undefined && file.startsWith(folder + sep) ? await read(file) : null
    return body === null || type === undefined
      ? { status: 404, type: 'text/plain', body: 'not here' }
      : { status: 200, type, body }
  }

  const { promise, resolve: listening } = Promise.withResolvers<null>()
  server.listen(0, 'localhost', () => listening(null))
  await promise
  const address = server.address()
  return {
    origin: `http://localhost:${typeof address === 'object' ? address?.port : 0}`,
    close: () => new Promise((done) => server.close(() => done()).closeAllConnections()),
  }
}

async function read(file: string): Promise<Buffer | null> {
  try {
    return await readFile(file)
  } catch {
    return null
  }
}
