import { Functions } from 'node-appwrite'
import { functions as definitions, type FunctionDefinition } from '../../contract/functions.ts'
import { isAsDefined } from '../../deployment/ensure-functions.ts'
import { found } from '../../deployment/found.ts'
import { startedWith } from '../wanted-functions.ts'
import { clientOf } from './check-project.ts'
import { failed, ok, type Check, type Finding } from './finding.ts'

/** Whether every function is there as it is defined, with code that runs and the secret that it needs. */
export const checkFunctions: Check = {
  name: 'Functions',
  needs: ['Project and key'],
  async look({ connection }) {
    const functions = new Functions(clientOf(connection))
    const faults = await Promise.all(
      definitions.map((definition) => faultsOf(functions, definition, connection.databaseId)),
    )
    const all = faults.flat()
    return all.length === 0
      ? [ok(`${definitions.map(({ id }) => id).join(', ')}: deployed and enabled.`)]
      : all
  },
}

/** A variable that a function must have: always, or beside another. */
const PAIRS = [
  ['admin', 'ADMIN_SECRET', null],
  ['upkeep', 'WEBHOOK_SECRET', 'WEBHOOK_URL'],
  ['upkeep', 'MAIL_FROM', 'SMTP_URL'],
  ['upkeep', 'SMTP_URL', 'MAIL_FROM'],
  ['upkeep', 'MAIL_WEBHOOK_SECRET', 'MAIL_REPLY_DOMAIN'],
] as const

async function faultsOf(
  functions: Functions,
  definition: FunctionDefinition,
  databaseId: string,
): Promise<Finding[]> {
  const functionId = definition.id
  const present = await found(functions.get({ functionId }))
  if (present === null) return [failed(`There is no function ${functionId}.`, 'npm run deploy')]
  if (!present.enabled) {
    return [
      failed(
        `The function ${functionId} is disabled.`,
        `Enable ${functionId} in the console, or npm run deploy`,
      ),
    ]
  }
  const faults: Finding[] = []
  const { variables } = await functions.listVariables({ functionId })
  const isSet = (name: string) => variables.some(({ key }) => key === name)
  if (!isAsDefined(present, startedWith(definition, isSet('WEBHOOK_URL')), databaseId)) {
    faults.push(
      failed(
        `The function ${functionId} has other settings (runtime, scopes, events, schedule or who may execute it).`,
        'npm run deploy',
      ),
    )
  }
  if (present.deploymentId === '') {
    faults.push(failed(`The function ${functionId} has no active deployment.`, 'npm run deploy'))
  }
  for (const [owner, name, with_] of PAIRS) {
    if (owner === functionId && !isSet(name) && (with_ === null || isSet(with_))) {
      const why = with_ === null ? '' : `, which ${with_} needs`
      faults.push(failed(`The function ${functionId} has no ${name}${why}.`, `${name}=… npm run deploy`))
    }
  }
  return faults
}
