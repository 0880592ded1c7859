import { Account, Client } from 'appwrite'
import { Client as ServerClient, Users } from 'node-appwrite'
import { asTheContractSays } from './as-the-contract-says.ts'
import type { Stack } from './stack.ts'
import { answerOf, type Answer } from './visitor.ts'

/** Calls the admin API over HTTP, as curl does. */
export async function callAdmin(
  stack: Stack,
  method: string,
  path: string,
  body?: object,
  headers: Record<string, string> = { authorization: `Bearer ${stack.adminSecret}` },
): Promise<Answer> {
  const response = await fetch(stack.origin + path, {
    method,
    headers,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  return asTheContractSays('admin', { method, path }, answerOf(response.status, await response.text()))
}

/** A JWT of a user, as the inbox gets one. */
export async function jwtOf(stack: Stack, userId: string): Promise<string> {
  const server = new ServerClient()
    .setEndpoint(stack.endpoint)
    .setProject(stack.projectId)
    .setKey(stack.apiKey)
  const { secret } = await new Users(server).createSession({ userId })
  const client = new Client().setEndpoint(stack.endpoint).setProject(stack.projectId).setSession(secret)
  return (await new Account(client).createJWT()).jwt
}
