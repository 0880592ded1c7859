import { Client, Functions, ProjectKeyScopes, Runtime } from 'node-appwrite'
import type { FunctionDefinition } from '../../contract/functions.ts'
import type { Stack } from './stack.ts'

/** Changes a function's settings and leaves all others: Appwrite takes what is left out for its default. */
export async function changeFunction(
  stack: Pick<Stack, 'endpoint' | 'projectId' | 'apiKey'>,
  functionId: FunctionDefinition['id'],
  change: { readonly enabled?: boolean; readonly schedule?: string },
): Promise<void> {
  const client = new Client().setEndpoint(stack.endpoint).setProject(stack.projectId).setKey(stack.apiKey)
  const functions = new Functions(client)
  const present = await functions.get({ functionId })
  const { name, execute, events, timeout, entrypoint, schedule, enabled } = present
  await functions.update({
    functionId,
    name,
    execute,
    events,
    timeout,
    entrypoint,
    schedule,
    enabled,
    runtime: Object.values(Runtime).find((one) => one === present.runtime) ?? Runtime.Node22,
    scopes: Object.values(ProjectKeyScopes).filter((one) => present.scopes.includes(one)),
    ...change,
  })
}

/** Runs something while nobody starts the bot, as if Appwrite had lost its events. */
export async function withoutBot(stack: Stack, work: () => Promise<void>): Promise<void> {
  await changeFunction(stack, 'bot', { enabled: false })
  try {
    await work()
  } finally {
    await changeFunction(stack, 'bot', { enabled: true })
  }
}
