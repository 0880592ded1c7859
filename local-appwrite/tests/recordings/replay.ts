/**
 * Replays the recordings on any server that speaks the Appwrite API, and prints where its answers differ:
 *
 *   node tests/recordings/replay.ts --endpoint URL --project ID --key KEY [--only NAME,…] [--folder quirks]
 *
 * The key has every scope, rate limits are off, `localhost` is a registered platform. Exit codes: 0 no difference, 1 some,
 * 2 wrong arguments.
 */
import { parseArgs } from 'node:util'

import { readRecordings } from './recording.ts'
import { replayRecording } from './replay-recording.ts'

const SHOWN = 300

const { values } = parseArgs({
  options: {
    endpoint: { type: 'string' },
    project: { type: 'string' },
    key: { type: 'string' },
    only: { type: 'string' },
    folder: { type: 'string', default: 'cases' },
  },
})
const { endpoint, project, key, only, folder } = values
if (endpoint === undefined || project === undefined || key === undefined) {
  process.stderr.write('usage: node tests/recordings/replay.ts --endpoint URL --project ID --key KEY\n')
  process.exitCode = 2
} else {
  const server = { endpoint, projectId: project, apiKey: key }
  const names = only?.split(',')
  let different = 0
  for (const recording of readRecordings(folder === 'quirks' ? 'quirks' : 'cases')) {
    if (names !== undefined && !names.includes(recording.name)) continue
    const steps = await replayRecording(server, recording)
    if (steps.length > 0) different++
    process.stdout.write(`${steps.length === 0 ? 'same     ' : 'DIFFERENT'} ${recording.name}\n`)
    for (const { step, note, differences } of steps) {
      process.stdout.write(`    ${step}${note === '' ? '' : `  (${note})`}\n`)
      for (const { path, expected, got } of differences)
        process.stdout.write(`        ${path}: recorded ${shown(expected)}, got ${shown(got)}\n`)
    }
  }
  process.exitCode = different === 0 ? 0 : 1
}

function shown(value: unknown): string {
  return JSON.stringify(value ?? null).slice(0, SHOWN)
}
