import { Client, Functions, Project, Runtime } from 'node-appwrite'
import { beforeAll, describe, expect, it } from 'vitest'

import { startLocalAppwrite } from '../../../vitest.ts'
import { deployFunction } from '../../support/deploy.ts'

let functions: Functions
let project: Project

const server = await startLocalAppwrite()

beforeAll(async () => {
  const client = new Client().setEndpoint(server.endpoint).setProject(server.projectId).setKey(server.apiKey)
  functions = new Functions(client)
  project = new Project(client)
  const code = `module.exports = ({ res }) => res.json([process.env.COLOUR ?? null, process.env.SHARED ?? null])`
  await deployFunction(functions, 'one', code)
  await functions.create({ functionId: 'two', name: 'two', runtime: Runtime.Node22, entrypoint: 'main.cjs' })
})

const typeOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'none',
    (error: { type: string }) => error.type,
  )
const seen = async () => JSON.parse((await functions.createExecution({ functionId: 'one' })).responseBody)

describe('variables', () => {
  it('have ids that are unique in the whole project, and keys of each owner', async () => {
    await functions.createVariable({ functionId: 'one', variableId: 'a', key: 'COLOUR', value: 'red' })
    const at = (functionId: string, variableId: string, key: string) =>
      typeOf(functions.createVariable({ functionId, variableId, key, value: 'x' }))
    expect(await at('two', 'a', 'OTHER')).toBe('variable_already_exists')
    expect(await at('two', 'A', 'OTHER')).toBe('variable_already_exists')
    expect(await at('one', 'b', 'COLOUR')).toBe('variable_already_exists')
    expect(await at('two', 'b', 'COLOUR')).toBe('none')
    const shared = (variableId: string, key: string) =>
      typeOf(project.createVariable({ variableId, key, value: 'all' }))
    expect(await shared('a', 'SHARED')).toBe('variable_already_exists')
    expect(await shared('c', 'SHARED')).toBe('none')
    expect(await shared('d', 'SHARED')).toBe('variable_already_exists')
    expect(await shared('d', 'COLOUR')).toBe('none')
    expect(await at('one', 'c', 'OTHER')).toBe('variable_already_exists')
  })

  it('of the project are seen by the code of every function, whose own ones win', async () => {
    expect(await seen()).toEqual(['red', 'all'])
    await project.updateVariable({ variableId: 'c', value: 'changed' })
    expect(await seen()).toEqual(['red', 'changed'])
    await functions.deleteVariable({ functionId: 'one', variableId: 'a' })
    expect(await seen()).toEqual(['all', 'changed'])
  })

  it('of the project are listed, shown without their values, and deleted', async () => {
    const { total, variables } = await project.listVariables()
    expect([total, variables.map(({ key }) => key)]).toEqual([2, ['SHARED', 'COLOUR']])
    expect(await project.getVariable({ variableId: 'c' })).toMatchObject({
      value: '',
      secret: true,
      resourceType: 'project',
      resourceId: '',
    })
    await project.deleteVariable({ variableId: 'c' })
    expect(await typeOf(project.getVariable({ variableId: 'c' }))).toBe('variable_not_found')
    expect(await seen()).toEqual(['all', null])
  })

  it('take no key in use, and stay secret', async () => {
    await functions.createVariable({ functionId: 'one', variableId: 'e', key: 'E', value: 'x' })
    await functions.createVariable({
      functionId: 'one',
      variableId: 'f',
      key: 'F',
      value: 'x',
      secret: false,
    })
    const change = (variableId: string, to: object) =>
      typeOf(functions.updateVariable({ functionId: 'one', variableId, ...to }))
    expect(await change('e', { key: 'F' })).toBe('variable_already_exists')
    expect(await change('e', { key: 'E', value: 'y' })).toBe('none')
    expect(await change('e', { secret: false })).toBe('variable_cannot_unset_secret')
    expect((await functions.getVariable({ functionId: 'one', variableId: 'f' })).value).toBe('x')
  })

  it('that change say so of their functions, until the next deployment', async () => {
    expect((await functions.get({ functionId: 'one' })).live).toBe(false)
    const code = 'module.exports = ({ res }) => res.empty()'
    await deployFunction(functions, 'three', code)
    expect((await functions.get({ functionId: 'three' })).live).toBe(true)
    await project.createVariable({ variableId: 'g', key: 'G', value: 'x' })
    expect((await functions.get({ functionId: 'three' })).live).toBe(false)
  })
})
