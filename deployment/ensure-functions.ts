import { createHash, scryptSync } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { basename, dirname } from 'node:path'
import { ProjectKeyScopes, Runtime, type Functions, type Models } from 'node-appwrite'
import { InputFile } from 'node-appwrite/file'
import { create } from 'tar'
import {
  functionEntrypoint,
  functionEvents,
  functionRuntime,
  type FunctionDefinition,
} from '../contract/functions.ts'
import { found } from './found.ts'

/** A function with its bundle and the variables that it needs. */
export interface FunctionToDeploy {
  readonly definition: FunctionDefinition
  /** Path of the bundle; the folder's other files are not taken along. */
  readonly bundle: string
  readonly variables: Readonly<Record<string, string>>
  /** Variables that nobody can read again, not even in the console. */
  readonly secrets?: Readonly<Record<string, string>>
  /** Variables that it must not have any more. */
  readonly unwanted?: readonly string[]
  /** Whether it stays started by what starts it already. */
  readonly keepsEvents?: boolean
}

export interface FunctionChange {
  readonly kind:
    | 'function_created'
    | 'function_updated'
    | 'variable_set'
    | 'variable_removed'
    | 'code_deployed'
  readonly id: string
}

/** Which bundle a function runs with which secrets, so that the same are not set again. */
const BUILD_VARIABLE = 'PORCHLIGHT_BUILD'
const READY_WITHIN_MS = 120_000
const LOOK_AGAIN_MS = 150

/** Brings functions to their definitions and bundles. Running it again with the same bundles changes nothing. */
export async function ensureFunctions(
  functions: Functions,
  databaseId: string,
  wanted: readonly FunctionToDeploy[],
): Promise<FunctionChange[]> {
  const changes = await Promise.all(wanted.map((one) => ensureFunction(functions, databaseId, one)))
  return changes.flat()
}

async function ensureFunction(
  functions: Functions,
  databaseId: string,
  wanted: FunctionToDeploy,
): Promise<FunctionChange[]> {
  const { definition } = wanted
  const functionId = definition.id
  const changes: FunctionChange[] = []
  const present = await found(functions.get({ functionId }))
  const defined = settingsOf(definition, databaseId)
  const settings = wanted.keepsEvents && present !== null ? { ...defined, events: present.events } : defined
  if (present === null) {
    await functions.create(settings)
    changes.push({ kind: 'function_created', id: functionId })
  } else if (!isAsDefined(present, definition, databaseId)) {
    await functions.update(settings)
    changes.push({ kind: 'function_updated', id: functionId })
  }

  const { variables } = await functions.listVariables({ functionId })
  const marker = variables.find((one) => one.key === BUILD_VARIABLE)
  const [builtBefore, secretsBefore] = (marker?.value ?? '').split(' ')
  const build = createHash('sha256')
    .update(await readFile(wanted.bundle))
    .digest('hex')
  const secrets = digestOf(functionId, wanted.secrets ?? {})
  const due = [
    ...Object.entries(wanted.variables).filter(
      ([key, value]) => variables.find((one) => one.key === key)?.value !== value,
    ),
    ...(secrets === secretsBefore ? [] : Object.entries(wanted.secrets ?? {})),
  ]
  for (const [key, value] of due) {
    const there = variables.find((one) => one.key === key)
    await setVariable(functions, functionId, there, key, value, key in (wanted.secrets ?? {}))
    changes.push({ kind: 'variable_set', id: `${functionId}.${key}` })
  }
  const gone = variables.filter(({ key }) => wanted.unwanted?.includes(key))
  for (const { $id: variableId, key } of gone) {
    await functions.deleteVariable({ functionId, variableId })
    changes.push({ kind: 'variable_removed', id: `${functionId}.${key}` })
  }
  // Variables reach a function with its next deployment.
  if (builtBefore === build && due.length + gone.length === 0 && present?.deploymentId) return changes
  await deploy(functions, functionId, wanted.bundle)
  await setVariable(functions, functionId, marker, BUILD_VARIABLE, `${build} ${secrets}`, false)
  return [...changes, { kind: 'code_deployed', id: functionId }]
}

/** Tells whether secrets are the same without telling what they are: slow to try, so that guesses don't pay. */
function digestOf(functionId: string, secrets: Readonly<Record<string, string>>): string {
  return scryptSync(JSON.stringify(secrets), `porchlight.${functionId}`, 16).toString('hex')
}

function settingsOf(definition: FunctionDefinition, databaseId: string) {
  return {
    functionId: definition.id,
    name: definition.name,
    execute: [...definition.execute],
    events: [...functionEvents(definition, databaseId)],
    schedule: definition.schedule,
    timeout: definition.timeoutSeconds,
    enabled: true,
    logging: true,
    entrypoint: functionEntrypoint,
    commands: '',
    scopes: definition.scopes.map((scope) => knownScope(scope)),
    runtime: knownRuntime(functionRuntime),
  }
}

async function setVariable(
  functions: Functions,
  functionId: string,
  present: Models.Variable | undefined,
  key: string,
  value: string,
  secret: boolean,
): Promise<void> {
  if (present !== undefined && present.secret === secret) {
    await functions.updateVariable({ functionId, variableId: present.$id, key, value })
    return
  }
  // A variable that could be read becomes a secret only by being created again.
  if (present !== undefined) await functions.deleteVariable({ functionId, variableId: present.$id })
  // Appwrite's ids of variables are unique in the whole project, whatever function they belong to.
  const variableId = `${functionId}-${key.toLowerCase()}`
  await functions.createVariable({ functionId, variableId, key, value, secret })
}

/** Uploads the bundle and waits until Appwrite has made it ready. Throws when that fails, or takes too long. */
async function deploy(functions: Functions, functionId: string, bundle: string): Promise<void> {
  const chunks: Buffer[] = []
  const archive = create({ gzip: true, cwd: dirname(bundle), portable: true }, [basename(bundle)])
  for await (const chunk of archive) chunks.push(Buffer.from(chunk))
  const code = InputFile.fromBuffer(Buffer.concat(chunks), 'code.tar.gz')
  let deployment = await functions.createDeployment({
    functionId,
    code,
    activate: true,
    entrypoint: functionEntrypoint,
    commands: '',
  })
  const deadline = Date.now() + READY_WITHIN_MS
  while (deployment.status !== 'ready') {
    if (deployment.status === 'failed' || deployment.status === 'canceled' || Date.now() > deadline) {
      throw new Error(
        `Appwrite did not build the function ${functionId}: ${deployment.status}. See its build log in the console.`,
      )
    }
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS))
    deployment = await functions.getDeployment({ functionId, deploymentId: deployment.$id })
  }
}

/** The contract names scopes and runtime as Appwrite does; the SDK's types want that asserted. */
function knownScope(scope: string): ProjectKeyScopes {
  const known = Object.values(ProjectKeyScopes).find((one) => one === scope)
  if (known === undefined) throw new Error(`Appwrite has no scope ${scope}`)
  return known
}

function knownRuntime(name: string): Runtime {
  const known = Object.values(Runtime).find((one) => one === name)
  if (known === undefined) throw new Error(`Appwrite has no runtime ${name}`)
  return known
}

/** Whether a function is as its definition says. */
export function isAsDefined(
  present: Models.Function,
  definition: FunctionDefinition,
  databaseId: string,
): boolean {
  const settings = settingsOf(definition, databaseId)
  return (
    present.name === settings.name &&
    present.runtime === settings.runtime &&
    present.entrypoint === settings.entrypoint &&
    present.schedule === settings.schedule &&
    present.timeout === settings.timeout &&
    present.enabled &&
    sameList(present.execute, settings.execute) &&
    sameList(present.events, settings.events) &&
    sameList(present.scopes, settings.scopes)
  )
}

function sameList(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((item) => other.includes(item))
}
