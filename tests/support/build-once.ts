import { resolve } from 'node:path'
import { buildAll } from '../../scripts/build-all.ts'

/** Builds what the tests run, once before all of them. */
export default async function buildOnce(): Promise<void> {
  await buildAll(resolve(import.meta.dirname, '../..'))
}
