/**
 * Tries the whole product on a real Appwrite: deploys twice, runs the journey of visitor, bot and agent in
 * Chromium, runs scripts and upkeep, and takes everything away again. Without APPWRITE_ENDPOINT it takes a local one of
 * the strictest settings.
 */
import { spawnSync } from 'node:child_process'
import { resolve } from 'node:path'

const target = process.env['APPWRITE_ENDPOINT'] ? 'environment' : 'local'
process.stderr.write(
  target === 'environment'
    ? `Trying the project ${process.env['APPWRITE_PROJECT_ID']} at ${process.env['APPWRITE_ENDPOINT']} …\n`
    : 'Trying a local Appwrite: APPWRITE_ENDPOINT is not set …\n',
)
const { status } = spawnSync(
  process.execPath,
  [resolve(import.meta.dirname, 'run-tests.ts'), 'tests/appwrite'],
  { stdio: 'inherit', env: { ...process.env, TEST_APPWRITE: target } },
)
process.exitCode = status ?? 1
