import * as z from 'zod/mini'
import { createFunction } from '../platform/create-function.ts'
import { parseBody } from '../platform/parse-input.ts'
import { openRepositories, type Repositories } from '../repositories/repositories.ts'
import { sendingSettings } from '../mail/mail-settings.ts'
import { createBudget } from './budget.ts'
import { runUpkeep } from './run-upkeep.ts'
import type { Receiver } from './webhooks/receiver.ts'

/** For what may wait for another server. */
const EVENTS_MS = 1000

/** What one execution works with. */
interface Execution {
  readonly repositories: Repositories
  readonly reportError: (problem: string, cause: unknown) => void
}

/** `{"all": true}` looks at every session's counter; the schedule sends an empty body. */
const UpkeepRequest = z.object({ all: z.optional(z.boolean()) })

/** Appwrite's entry to the function `upkeep`. Running it twice changes nothing the second time. */
export default createFunction<Execution>({
  name: 'upkeep',
  routes: [
    {
      method: 'POST',
      pattern: '/',
      run: async ({ body, headers }, { repositories, reportError }) => {
        const now = new Date()
        if (headers['x-appwrite-trigger'] !== 'event') {
          return runUpkeep(repositories, {
            now,
            everything: parseBody(UpkeepRequest, body).all ?? false,
            receiver: findReceiver,
            mail: () => sendingSettings(process.env),
            reportError,
          })
        }
        // Something has happened that the site's own server wants to know. The row that tells it is read again.
        const receiver = await findReceiver()
        if (receiver === null) return {}
        const { sendEvents } = await import('./webhooks/send-events.ts')
        await sendEvents(repositories, receiver, now, createBudget(EVENTS_MS))
        return {}
      },
    },
  ],
  prepare: (environment, _, reportError) => ({ repositories: openRepositories(environment), reportError }),
})

/** What webhooks need is loaded where there is one: all others start faster. */
async function findReceiver(): Promise<Receiver | null> {
  if (!process.env['WEBHOOK_URL']) return null
  const { readReceiver } = await import('./webhooks/receiver.ts')
  return readReceiver(process.env)
}
