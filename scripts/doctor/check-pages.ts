import { Project, Query } from 'node-appwrite'
import { clientOf } from './check-project.ts'
import { failed, ok, warning, type Check } from './finding.ts'

/** Whether browsers may call the project from the site's pages. */
export const checkPages: Check = {
  name: 'Pages',
  needs: ['Project and key'],
  async look({ connection, origin }) {
    if (origin !== null) {
      const { hostname } = new URL(origin)
      const { headers } = await fetch(`${connection.endpoint}/account`, {
        headers: { origin, 'x-appwrite-project': connection.projectId },
      })
      const allowed = headers.get('access-control-allow-origin')
      return [
        allowed === origin || allowed === '*'
          ? ok(`Pages of ${origin} may call it.`)
          : failed(
              `Browsers keep pages of ${origin} from calling it.`,
              `npm run deploy -- --host ${hostname}`,
            ),
      ]
    }
    const project = new Project(clientOf(connection))
    const { platforms } = await project.listPlatforms({ queries: [Query.limit(500)] })
    const hosts = platforms.flatMap((platform) => ('hostname' in platform ? [platform.hostname] : []))
    return [
      hosts.length > 0
        ? ok(`Pages of ${hosts.join(', ')} may call it.`)
        : warning(
            'No website is a platform of the project: browsers may call it from localhost alone.',
            'npm run deploy -- --host YOUR-SITE',
          ),
    ]
  },
}
