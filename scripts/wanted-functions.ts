import { functions, type FunctionDefinition } from '../contract/functions.ts'
import type { FunctionToDeploy } from '../deployment/ensure-functions.ts'
import { functionBundle } from './build-functions.ts'

/** What the functions get to know beside Appwrite's own variables. */
export interface FunctionSettings {
  readonly adminSecret: string
  /**
   * As far as they are set: `LLM_BASE_URL`, `LLM_MODEL` and `LLM_API_KEY`, a language model for the bot; `SMTP_URL`,
   * `MAIL_FROM`, `MAIL_REPLY_DOMAIN` and `MAIL_WEBHOOK_SECRET`, replies by e-mail.
   */
  readonly environment: Readonly<Record<string, string | undefined>>
  /** Whether a model that isn't set takes away the one that was. */
  readonly forgetsModel: boolean
  /** Variables of all of them. */
  readonly common: Readonly<Record<string, string>>
}

/** Every function with its bundle and variables. What is secret goes to the one function that needs it. */
export function wantedFunctions(root: string, settings: FunctionSettings): FunctionToDeploy[] {
  return functions.map((definition) => ({
    definition,
    bundle: functionBundle(root, definition.id),
    ...variablesOf(definition.id, settings),
  }))
}

const MODEL = ['LLM_BASE_URL', 'LLM_MODEL', 'LLM_API_KEY'] as const

function variablesOf(id: FunctionDefinition['id'], settings: FunctionSettings) {
  const { adminSecret, environment, common, forgetsModel } = settings
  const given = (...names: string[]) =>
    Object.fromEntries(names.flatMap((name) => (environment[name] ? [[name, environment[name]]] : [])))
  switch (id) {
    case 'admin':
      return {
        variables: common,
        secrets: { ADMIN_SECRET: adminSecret, ...given('MAIL_WEBHOOK_SECRET') },
      }
    case 'bot':
      return {
        variables: { ...common, ...given('LLM_BASE_URL', 'LLM_MODEL') },
        secrets: given('LLM_API_KEY'),
        unwanted: forgetsModel ? MODEL.filter((name) => !environment[name]) : [],
      }
    case 'chat': {
      const isOffered = Boolean(environment['SMTP_URL'] && environment['MAIL_FROM'])
      return { variables: { ...common, ...(isOffered && { MAIL_OFFERED: 'yes' }) } }
    }
    case 'upkeep':
      return {
        variables: { ...common, ...given('MAIL_FROM', 'MAIL_REPLY_DOMAIN') },
        // Whoever knows the secret may write into any chat whose visitor left an address: it makes their addresses.
        secrets: given('SMTP_URL', 'MAIL_WEBHOOK_SECRET'),
      }
  }
}
