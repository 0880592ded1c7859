import { functions, HAPPENING_TABLES, type FunctionDefinition } from '../contract/functions.ts'
import type { FunctionToDeploy } from '../deployment/ensure-functions.ts'
import { functionBundle } from './function-bundle.ts'

/** What the functions get to know beside Appwrite's own variables. */
export interface FunctionSettings {
  readonly adminSecret: string
  /**
   * As far as they are set: `LLM_BASE_URL`, `LLM_MODEL` and `LLM_API_KEY`, a language model for the bot; `SMTP_URL`,
   * `MAIL_FROM`, `MAIL_REPLY_DOMAIN` and `MAIL_WEBHOOK_SECRET`, replies by e-mail; `WEBHOOK_URL`, `WEBHOOK_SECRET` and
   * `WEBHOOK_ALLOW_PRIVATE`, where `upkeep` tells what happens; `IDENTITY_SECRET` and `IDENTITY_JWKS_URL`, by which `chat`
   * knows who a visitor is.
   */
  readonly environment: Readonly<Record<string, string | undefined>>
  /** Whether what isn't set takes away what was. */
  readonly forgetsUnset: boolean
  /** Variables of all of them. */
  readonly common: Readonly<Record<string, string>>
}

/** Every function with its bundle and variables. What is secret goes to the one function that needs it. */
export function wantedFunctions(root: string, settings: FunctionSettings): FunctionToDeploy[] {
  return functions.map((definition) => ({
    definition: startedWith(definition, Boolean(settings.environment['WEBHOOK_URL'])),
    bundle: functionBundle(root, definition.id),
    ...variablesOf(definition.id, settings),
  }))
}

/** What a function gets of the environment: open to whoever reads it in the console, or not. */
const FROM_ENVIRONMENT: Readonly<
  Record<FunctionDefinition['id'], { readonly open: readonly string[]; readonly secret: readonly string[] }>
> = {
  chat: { open: ['IDENTITY_JWKS_URL'], secret: ['IDENTITY_SECRET'] },
  help: { open: [], secret: [] },
  bot: { open: ['LLM_BASE_URL', 'LLM_MODEL'], secret: ['LLM_API_KEY'] },
  admin: { open: [], secret: ['MAIL_WEBHOOK_SECRET'] },
  // Whoever knows the secret of the webhook may write into any chat: it makes their addresses.
  upkeep: {
    open: ['MAIL_FROM', 'MAIL_REPLY_DOMAIN', 'WEBHOOK_URL', 'WEBHOOK_ALLOW_PRIVATE'],
    secret: ['SMTP_URL', 'MAIL_WEBHOOK_SECRET', 'WEBHOOK_SECRET'],
  },
}
/** Tells the function `chat` that replies are mailed, and nothing of how. */
const MAIL_OFFERED = 'MAIL_OFFERED'

/** Who has a webhook is told at once what happens; else nothing is started for nothing. */
export function startedWith(definition: FunctionDefinition, hasWebhook: boolean): FunctionDefinition {
  return definition.id === 'upkeep' && hasWebhook
    ? { ...definition, startedByRowsOf: HAPPENING_TABLES }
    : definition
}

function variablesOf(id: FunctionDefinition['id'], settings: FunctionSettings) {
  const { adminSecret, environment, common, forgetsUnset } = settings
  const given = (names: readonly string[]) =>
    Object.fromEntries(names.flatMap((name) => (environment[name] ? [[name, environment[name]]] : [])))
  const { open, secret } = FROM_ENVIRONMENT[id]
  const isOffered = id === 'chat' && Boolean(environment['SMTP_URL'] && environment['MAIL_FROM'])
  const unset = [...open, ...secret].filter((name) => !environment[name])
  return {
    variables: { ...common, ...given(open), ...(isOffered && { [MAIL_OFFERED]: 'yes' }) },
    secrets: { ...given(secret), ...(id === 'admin' && { ADMIN_SECRET: adminSecret }) },
    unwanted: forgetsUnset ? [...unset, ...(isOffered ? [] : [MAIL_OFFERED])] : [],
    ...(id === 'upkeep' && { keepsEvents: !forgetsUnset && !environment['WEBHOOK_URL'] }),
  }
}
