import { resolve } from 'node:path'
import { ensureBuilt } from '../../scripts/ensure-built.ts'

/** Builds what the tests run, once before all of them. */
export default async function buildOnce(): Promise<void> {
  await ensureBuilt(resolve(import.meta.dirname, '../..'))
}
