import { Functions } from 'node-appwrite'
import { functions as definitions, type FunctionDefinition } from '../../contract/functions.ts'
import { isAsDefined } from '../../deployment/ensure-functions.ts'
import { found } from '../../deployment/found.ts'
import { clientOf } from './check-tables.ts'
import { failed, ok, type Check, type Finding } from './finding.ts'

/** Whether every function is there as it is defined, with code that runs and the secret that it needs. */
export const checkFunctions: Check = {
  name: 'Functions',
  needs: ['Appwrite'],
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
  if (!isAsDefined(present, definition, databaseId)) {
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
  if (functionId === 'admin') {
    const { variables } = await functions.listVariables({ functionId })
    if (!variables.some(({ key }) => key === 'ADMIN_SECRET')) {
      faults.push(failed('The function admin has no ADMIN_SECRET.', 'ADMIN_SECRET=… npm run deploy'))
    }
  }
  return faults
}
