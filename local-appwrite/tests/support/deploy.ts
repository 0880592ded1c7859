import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'esbuild'
import { type Functions, type Models, type ProjectKeyScopes, Runtime } from 'node-appwrite'
import { InputFile } from 'node-appwrite/file'
import { create } from 'tar'

import { eventually } from './eventually.ts'

/** Bundles a function's source, which may import packages, into one CommonJS file as a project's build does. */
export async function bundle(source: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: source, resolveDir: import.meta.dirname },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    write: false,
  })
  return outputFiles[0]?.text ?? ''
}

/** The `.tar.gz` of a folder with the given files. */
export async function archiveOf(files: Readonly<Record<string, string | Buffer>>): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), 'archive-'))
  try {
    for (const [name, contents] of Object.entries(files)) await writeFile(join(folder, name), contents)
    const file = join(folder, 'code.tar.gz')
    await create({ gzip: true, cwd: folder, file, portable: true }, Object.keys(files))
    return await readFile(file)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Uploads an archive and waits until it is built, well or not. */
export async function upload(
  functions: Functions,
  functionId: string,
  archive: Buffer,
): Promise<Models.Deployment> {
  const { $id } = await functions.createDeployment({
    functionId,
    code: InputFile.fromBuffer(archive, 'code.tar.gz'),
    activate: true,
  })
  return eventually('the build', async () => {
    const deployment = await functions.getDeployment({ functionId, deploymentId: $id })
    return ['ready', 'failed'].includes(deployment.status) && deployment
  })
}

/** What a function may be given besides its code. */
interface FunctionSettings {
  execute?: string[]
  events?: string[]
  scopes?: ProjectKeyScopes[]
  /** Seconds. */
  timeout?: number
}

/** Makes a function of one file of CommonJS code, ready to be executed. */
export async function deployFunction(
  functions: Functions,
  functionId: string,
  code: string,
  settings: FunctionSettings = {},
): Promise<void> {
  await functions.create({
    functionId,
    name: functionId,
    runtime: Runtime.Node22,
    entrypoint: 'main.cjs',
    execute: ['any'],
    ...settings,
  })
  const { status, buildLogs } = await upload(functions, functionId, await archiveOf({ 'main.cjs': code }))
  if (status !== 'ready') throw new Error(buildLogs)
}
