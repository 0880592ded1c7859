import { createHash } from 'node:crypto'
import { Query, type Project } from 'node-appwrite'

/**
 * Lets pages of a host call Appwrite from the browser: the host becomes a web platform of the project. True when it was
 * none yet.
 *
 * @param host a name without scheme and port; `*.example.com` covers every name below it
 */
export async function ensurePlatform(project: Project, host: string): Promise<boolean> {
  const { platforms } = await project.listPlatforms({ queries: [Query.limit(500)] })
  if (platforms.some((platform) => 'hostname' in platform && platform.hostname === host)) return false
  // Any host makes an id that Appwrite takes.
  const platformId = `web-${createHash('sha256').update(host).digest('hex').slice(0, 16)}`
  await project.createWebPlatform({ platformId, name: host, hostname: host })
  return true
}
