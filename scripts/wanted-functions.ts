import { functions, HAPPENING_TABLES, type FunctionDefinition } from '../contract/functions.ts'
import type { FunctionToDeploy } from '../deployment/ensure-functions.ts'
import { functionBundle } from './build-functions.ts'

/** What the functions get to know beside Appwrite's own variables. */
export interface FunctionSettings {
  readonly adminSecret: string
  /**
   * `LLM_BASE_URL`, `LLM_MODEL` and `LLM_API_KEY`, as far as they are set: a language model for the bot. `WEBHOOK_URL`,
   * `WEBHOOK_SECRET` and `WEBHOOK_ALLOW_PRIVATE`: where `upkeep` tells what happens.
   */
  readonly environment: Readonly<Record<string, string | undefined>>
  /** Whether a model or webhook that isn't set takes away the one that was. */
  readonly forgetsUnset: boolean
  /** Variables of all of them. */
  readonly common: Readonly<Record<string, string>>
}

/** Every function with its bundle and variables. What is secret goes to the one function that needs it. */
export function wantedFunctions(root: string, settings: FunctionSettings): FunctionToDeploy[] {
  return functions.map((definition) => ({
    definition: startedWith(definition, settings),
    bundle: functionBundle(root, definition.id),
    ...variablesOf(definition.id, settings),
  }))
}

const MODEL = ['LLM_BASE_URL', 'LLM_MODEL', 'LLM_API_KEY'] as const

const WEBHOOK = ['WEBHOOK_URL', 'WEBHOOK_SECRET', 'WEBHOOK_ALLOW_PRIVATE'] as const

/** Who has a webhook is told at once what happens; else nothing is started for nothing. */
function startedWith(definition: FunctionDefinition, { environment }: FunctionSettings): FunctionDefinition {
  return definition.id === 'upkeep' && environment['WEBHOOK_URL']
    ? { ...definition, startedByRowsOf: HAPPENING_TABLES }
    : definition
}

function variablesOf(id: FunctionDefinition['id'], settings: FunctionSettings) {
  const { adminSecret, environment, common, forgetsUnset } = settings
  const given = (...names: string[]) =>
    Object.fromEntries(names.flatMap((name) => (environment[name] ? [[name, environment[name]]] : [])))
  switch (id) {
    case 'admin':
      return { variables: common, secrets: { ADMIN_SECRET: adminSecret } }
    case 'bot':
      return {
        variables: { ...common, ...given('LLM_BASE_URL', 'LLM_MODEL') },
        secrets: given('LLM_API_KEY'),
        unwanted: forgetsUnset ? MODEL.filter((name) => !environment[name]) : [],
      }
    case 'upkeep':
      return {
        variables: { ...common, ...given('WEBHOOK_URL', 'WEBHOOK_ALLOW_PRIVATE') },
        secrets: given('WEBHOOK_SECRET'),
        unwanted: forgetsUnset ? WEBHOOK.filter((name) => !environment[name]) : [],
        keepsEvents: !forgetsUnset && !environment['WEBHOOK_URL'],
      }
    case 'chat':
      return { variables: common }
  }
}
