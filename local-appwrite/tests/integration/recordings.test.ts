import { describe, expect, it } from 'vitest'

import { startLocalAppwrite } from '../../server.ts'
import { quirks } from '../recordings/quirks.ts'
import { readRecordings, type Recording } from '../recordings/recording.ts'
import { replayRecording, type DifferentStep } from '../recordings/replay-recording.ts'

/** Replays on a server of its own, so that recordings can run side by side. */
async function replay(recording: Recording): Promise<DifferentStep[]> {
  const server = await startLocalAppwrite({ port: 0, host: '127.0.0.1' })
  try {
    return await replayRecording(server, recording)
  } finally {
    await server.close()
  }
}

const cases = readRecordings('cases')
const byName = (name: string): Recording => {
  const found = cases.find((recording) => recording.name === name)
  if (found === undefined) throw new Error(`no recording is called ${name}`)
  return found
}

describe('answered as the recorded Appwrite 1.9.6 did', { concurrent: true }, () => {
  it.each(cases.map((recording) => [recording.name, recording] as const))('%s', async (_name, recording) => {
    expect(await replay(recording)).toEqual([])
  })
})

describe('a quirk of the recorded Appwrite', () => {
  it.each(readRecordings('quirks').map((recording) => [recording.name, recording] as const))(
    'is left aside with a reason: %s',
    async (name, recording) => {
      const different = (await replay(recording)).map(({ step }) => Number(step.split(':')[0]))
      expect(different).toEqual(Object.keys(quirks[name] ?? {}).map(Number))
    },
  )
})

describe('the replay', () => {
  it.each([
    ['another value', { body: { total: -1 } }, 'body.total'],
    ['a key that is not there', { body: { more: '<any>' } }, 'body.more'],
    ['another status', { status: 299, body: {} }, 'status'],
  ])('finds %s in the place where it is', async (_what, planted, path) => {
    const recording = byName('teams')
    const at = recording.steps.findIndex(({ expect: { body } }) => Object(body)['total'] !== undefined)
    const steps = recording.steps.map((step, index) =>
      index === at
        ? {
            ...step,
            expect: { ...step.expect, ...planted, body: { ...Object(step.expect['body']), ...planted.body } },
          }
        : step,
    )
    const found = await replay({ ...recording, steps })
    expect(
      found.map(({ step, differences }) => [step.split(':')[0], differences.map((one) => one.path)]),
    ).toEqual([[String(recording.steps[at]?.n), [path]]])
  })

  it('finds an event that is missing, and one that nobody recorded', async () => {
    const recording = byName('realtime-events')
    const at = recording.steps.findIndex(
      ({ ws, expect: { frames } }) => ws === 'collect' && Object(frames).length === 1,
    )
    const withFrames = (change: (frames: unknown[]) => unknown[]) => ({
      ...recording,
      steps: recording.steps
        .slice(0, at + 1)
        .map((step, index) =>
          index === at ? { ...step, expect: { frames: change(Object(step.expect['frames'])) } } : step,
        ),
    })
    const paths = async (planted: Recording) =>
      (await replay(planted)).flatMap(({ differences }) => differences.map(({ path }) => path))
    expect(await paths(withFrames((frames) => [...frames, ...frames]))).toEqual(['frames.length'])
    expect(await paths(withFrames(() => []))).toEqual(['frames.length'])
  })
})
