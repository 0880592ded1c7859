import { DEFAULT_SPECIFICATION, readSpecification } from '../../services/functions/execution-environment.ts'
import type { FunctionSettings } from '../../services/functions/functions.ts'
import { isRole } from '../../services/permissions.ts'
import { type Params, type Reader, refusal } from '../params.ts'
import { boolean, integer, listOf, text } from '../readers.ts'

/** Seconds (Appwrite's _APP_COMPUTE_TIMEOUT and the default of its functions). */
const TIMEOUT_LIMIT = 900
const TIMEOUT_DEFAULT = 15
/** Longest shell command of a build, in characters. */
const COMMANDS_LIMIT = 8192

const role: Reader<string> = (value, name) => {
  const given = text(100, 1)(value, name)
  if (!isRole(given)) throw refusal(name, 'Value must be a valid role')
  return given
}

const specification: Reader<string> = (value, name) => {
  const given = text(128)(value, name)
  if (readSpecification(given) === null) throw refusal(name, 'Specification is not known.')
  return given
}

/** What a new function has, and what an update resets to when it leaves a setting out. */
export const FUNCTION_DEFAULTS: Omit<FunctionSettings, 'name' | 'runtime'> = {
  execute: [],
  enabled: true,
  logging: true,
  scopes: [],
  events: [],
  schedule: '',
  timeout: TIMEOUT_DEFAULT,
  entrypoint: '',
  commands: '',
  specification: DEFAULT_SPECIFICATION,
}

/** Reads the parameters of a function. `runtime` is what an update keeps; a new function must name one. */
export function readFunctionSettings(
  params: Params,
  fallback: Omit<FunctionSettings, 'name' | 'runtime'>,
  runtime?: string,
): FunctionSettings {
  const oldName = params.optional('specification', specification, fallback.specification)
  return {
    name: params.required('name', text(128, 1)),
    runtime:
      runtime === undefined
        ? params.required('runtime', text(64, 1))
        : params.optional('runtime', text(64, 1), runtime),
    execute: params.optional('execute', listOf(role), fallback.execute),
    enabled: params.optional('enabled', boolean, fallback.enabled),
    logging: params.optional('logging', boolean, fallback.logging),
    scopes: params.optional('scopes', listOf(text(128, 1)), fallback.scopes),
    events: params.optional('events', listOf(text(512, 1)), fallback.events),
    schedule: params.optional('schedule', text(256), fallback.schedule),
    timeout: params.optional('timeout', integer(1, TIMEOUT_LIMIT), fallback.timeout),
    entrypoint: params.optional('entrypoint', text(1028), fallback.entrypoint),
    commands: params.optional('commands', text(COMMANDS_LIMIT), fallback.commands),
    specification: params.optional('runtimeSpecification', specification, oldName),
  }
}
