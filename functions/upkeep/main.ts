import * as z from 'zod/mini'
import { createFunction } from '../platform/create-function.ts'
import { parseBody } from '../platform/parse-input.ts'
import { openRepositories, type Repositories } from '../repositories/repositories.ts'
import { sendingSettings } from '../mail/mail-settings.ts'
import { runUpkeep } from './run-upkeep.ts'

/** `{"all": true}` looks at every session's counter; the schedule sends an empty body. */
const UpkeepRequest = z.object({ all: z.optional(z.boolean()) })

/** Appwrite's entry to the function `upkeep`. Running it twice changes nothing the second time. */
export default createFunction<Repositories>({
  name: 'upkeep',
  routes: [
    {
      method: 'POST',
      pattern: '/',
      run: async ({ body }, repositories) =>
        runUpkeep(repositories, {
          now: new Date(),
          everything: parseBody(UpkeepRequest, body).all ?? false,
          mail: sendingSettings(process.env),
        }),
    },
  ],
  prepare: (environment) => openRepositories(environment),
})
