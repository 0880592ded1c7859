import { mkdtemp, writeFile, mkdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { runBuildCommands } from '../../../runtime/build-commands.ts'
import { createFunctionRuntime } from '../../../runtime/function-runtime.ts'
import { createDeploymentBuilds } from '../../../services/functions/deployment-builds.ts'
import { createDeploymentService } from '../../../services/functions/deployments.ts'
import { DEFAULT_SPECIFICATION } from '../../../services/functions/execution-environment.ts'
import { createExecutionQueue } from '../../../services/functions/execution-queue.ts'
import { createExecutionRunner } from '../../../services/functions/execution-runner.ts'
import { createFunctionSchedule } from '../../../services/functions/function-schedule.ts'
import { createFunctionService, type FunctionSettings } from '../../../services/functions/functions.ts'
import { openDatabase } from '../../../store/database.ts'
import { FUNCTIONS_SCHEMA, openFunctionDocuments } from '../../../store/documents/function-documents.ts'
import { openUploadFiles } from '../../../store/upload-files.ts'

const MINUTE = 60_000
const SETTINGS: FunctionSettings = {
  name: 'clock',
  runtime: 'node-22',
  execute: [],
  enabled: true,
  logging: true,
  scopes: [],
  events: [],
  schedule: '*/5 * * * *',
  timeout: 5,
  entrypoint: 'main.js',
  commands: '',
  specification: DEFAULT_SPECIFICATION,
}

/** The parts of the server that a schedule works with, so that a test can be its clock. */
async function openParts(folder: string) {
  const db = openDatabase(join(folder, 'data.sqlite'), [FUNCTIONS_SCHEMA])
  const documents = openFunctionDocuments(db)
  const faults: unknown[] = []
  const report = (error: unknown) => void faults.push(error)
  const runtime = createFunctionRuntime()
  const functions = createFunctionService({ db, documents, onChange: () => undefined })
  const deployments = createDeploymentService({
    db,
    documents,
    functions,
    archives: openUploadFiles(join(folder, 'archives')),
    codeDirectory: join(folder, 'code'),
    builds: createDeploymentBuilds({
      unpack: async (_archive, target) => {
        await mkdir(target, { recursive: true })
        await writeFile(
          join(target, 'main.js'),
          `module.exports = ({ req, res, log }) => {
            log([req.headers['x-appwrite-trigger'], req.method, req.path, req.bodyText, req.headers['x-appwrite-user-id']].join(' '))
            return res.empty()
          }`,
        )
        return 1
      },
      run: runBuildCommands,
      environmentOf: () => ({}),
    }),
  })
  const runner = createExecutionRunner({
    db,
    documents,
    functions,
    deployments,
    run: runtime.run,
    publish: () => undefined,
    projectId: 'clock',
    endpoint: () => 'http://localhost/v1',
    projectVariables: () => ({}),
    issueKey: () => 'key',
    issueJwt: () => 'jwt',
  })
  const queue = createExecutionQueue(report)
  const schedule = createFunctionSchedule({ db, documents, runner, queue, report })
  return {
    documents,
    functions,
    deployments,
    runner,
    queue,
    schedule,
    faults,
    logs: () => documents.executions.all('clock').map(({ value }) => value.logs),
    async close() {
      schedule.close()
      queue.close()
      await runtime.close()
      await db.close()
    },
  }
}

describe('a schedule', () => {
  let folder: string
  let parts: Awaited<ReturnType<typeof openParts>>

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'schedule-'))
    parts = await openParts(folder)
    await parts.functions.create('clock', SETTINGS)
    await parts.deployments.upload('clock', {
      bytes: new Uint8Array(1),
      range: { start: 0, end: 0, size: 1 },
      deploymentId: null,
      activate: true,
      entrypoint: null,
      commands: null,
    })
    await parts.deployments.settled()
    parts.schedule.refresh()
  })
  afterAll(async () => {
    await parts.close()
    await rm(folder, { recursive: true, force: true })
  })

  it('starts a function once for each of its times, and once after a long sleep', async () => {
    const now = Date.now()
    await parts.schedule.tick(now)
    await parts.queue.idle()
    expect(parts.logs()).toEqual([])
    await parts.schedule.tick(now + 5 * MINUTE)
    await parts.schedule.tick(now + 5 * MINUTE)
    await parts.queue.idle()
    expect(parts.logs()).toEqual(['schedule POST /  \n'])
    await parts.schedule.tick(now + 60 * MINUTE)
    await parts.queue.idle()
    expect(parts.logs()).toHaveLength(2)
  })

  it('starts a single execution at its time, also after a restart, with what it was given', async () => {
    const executable = parts.runner.executable('clock', false)
    const dueAt = Math.ceil(Date.now() / MINUTE) * MINUTE + 2 * MINUTE
    const execution = await parts.schedule.arrange(
      executable,
      {
        trigger: 'schedule',
        instigator: { userId: 'ann', sessionId: null },
        method: 'PUT',
        path: '/later?x=1',
        headers: {},
        body: Buffer.from('body'),
        clientIp: null,
        owned: true,
      },
      dueAt,
    )
    await parts.close()
    parts = await openParts(folder)
    await parts.runner.failUnfinished()
    const stored = () => parts.documents.executions.get('clock', execution.$id)?.value
    await parts.schedule.tick(dueAt - 1)
    await parts.queue.idle()
    expect(stored()?.status).toBe('scheduled')
    await parts.schedule.tick(dueAt)
    await parts.schedule.tick(dueAt)
    await parts.queue.idle()
    expect(stored()).toMatchObject({ status: 'completed', logs: 'schedule PUT /later body ann\n' })
    expect(parts.faults).toEqual([])
  })

  it('removes executions after fourteen days', async () => {
    expect(parts.documents.executions.all('clock').length).toBeGreaterThan(0)
    await parts.schedule.tick(Date.now() + 15 * 24 * 60 * MINUTE)
    await parts.queue.idle()
    expect(parts.documents.executions.all('clock')).toEqual([])
  })
})
