import { readFile } from 'node:fs/promises'
import { extname, resolve, sep } from 'node:path'
import { endpointFor, endpointForPageOf } from './asked-at.ts'

/** Where the pages' files are. */
export interface PageFolders {
  readonly demo: string
  readonly inbox: string
  readonly widget: string
}

/** What the pages need to know of the project that they show; where it is, they find out by themselves. */
export interface PageProject {
  readonly projectId: string
  readonly databaseId: string
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
}

/** Visitor text is shown on this page: nothing but its own files runs or loads there, and no text becomes markup. */
const INBOX_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
].join('; ')

/** As in docs/embedding.md: what a page of one's own needs, and what the widget needs, which here are one origin. */
const DEMO_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'self'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ')

/** Answers the addresses of the demo site, the inbox and the widget from their folders; null for all others. */
export function createPages(
  folders: PageFolders,
  project: () => PageProject,
): (request: Request) => Promise<Response | null> {
  return async (request) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return null
    const path = decodePath(new URL(request.url).pathname)
    if (path === null) return null
    if (path === '/inbox') return new Response(null, { status: 302, headers: { location: 'inbox/' } })
    if (path === '/inbox/config.json')
      return Response.json({ endpoint: endpointForPageOf(request), ...project() })
    if (path.startsWith('/inbox/')) {
      return fileResponse(folders.inbox, path.slice('/inbox'.length), {
        'content-security-policy': INBOX_POLICY,
      })
    }
    // The widget is embedded by pages of any origin.
    const widget = await fileResponse(folders.widget, path, { 'access-control-allow-origin': '*' })
    if (widget) return widget
    const page = await fileResponse(folders.demo, path, { 'content-security-policy': DEMO_POLICY })
    return page?.headers.get('content-type')?.startsWith('text/html')
      ? filledIn(page, endpointFor(request), project())
      : page
  }
}

/** A demo page names the project in its snippet as `{{endpoint}}` and `{{project}}`. */
async function filledIn(page: Response, endpoint: string, project: PageProject): Promise<Response> {
  const text = (await page.text())
    .replaceAll('{{endpoint}}', endpoint)
    .replaceAll('{{project}}', project.projectId)
  return new Response(text, { headers: page.headers })
}

function decodePath(path: string): string | null {
  try {
    return decodeURIComponent(path)
  } catch {
    return null
  }
}

async function fileResponse(
  folder: string,
  path: string,
  headers: Record<string, string>,
): Promise<Response | null> {
  const file = resolve(folder, `.${path === '' || path.endsWith('/') ? `${path}/index.html` : path}`)
  if (!file.startsWith(folder + sep)) return null
  const type = types[extname(file)]
  if (type === undefined) return null
  try {
    return new Response(await readFile(file), {
      headers: {
        'content-type': type,
        'cache-control': 'no-cache',
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'same-origin',
        ...headers,
      },
    })
  } catch {
    // Not there, or a folder: somebody else may know the address.
    return null
  }
}
