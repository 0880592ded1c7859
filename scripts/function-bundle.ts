import { resolve } from 'node:path'
import { functionEntrypoint, functionPath, type FunctionDefinition } from '../contract/functions.ts'

/** Where the build puts a function's bundle. */
export function functionBundle(root: string, id: FunctionDefinition['id']): string {
  return resolve(root, functionPath(id), functionEntrypoint)
}
