import { Client, ExecutionMethod, Functions } from 'appwrite'
import type { Credentials } from '../../contract/chat-api.ts'
import * as chatPaths from '../../contract/chat-paths.ts'
import { isRecord } from '../../contract/is-record.ts'
import { readRow } from '../../contract/read-row.ts'
import { newMessageId } from '../../contract/ids.ts'
import { messageColumns, type MessageRow } from '../../contract/tables/messages.ts'
import { sessionColumns, type SessionRow } from '../../contract/tables/sessions.ts'
import { eventually } from './eventually.ts'
import { asTheContractSays } from './as-the-contract-says.ts'
import type { Stack } from './stack.ts'

/** All that a visitor's browser knows of the server. */
type Project = Pick<Stack, 'endpoint' | 'projectId'>

export interface Answer {
  readonly status: number
  readonly body: Record<string, unknown>
  /** The code of a refusal. */
  readonly code: unknown
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
const methods = {
  GET: ExecutionMethod.GET,
  POST: ExecutionMethod.POST,
  PUT: ExecutionMethod.PUT,
  PATCH: ExecutionMethod.PATCH,
  DELETE: ExecutionMethod.DELETE,
} as const

/** Calls the function `chat` by Appwrite's web SDK, as a guest or with a visitor's credentials. */
export function callChat(
  stack: Project,
  credentials: Credentials | null,
  method: Method,
  path: string,
  body?: object | string,
): Promise<Answer> {
  return callFunction('chat', stack, credentials, method, path, body)
}

/** Calls the function `help`, as a guest. */
export function callHelp(
  stack: Project,
  method: Method,
  path: string,
  body?: object | string,
): Promise<Answer> {
  return callFunction('help', stack, null, method, path, body)
}

async function callFunction(
  functionId: 'chat' | 'help',
  stack: Project,
  credentials: Credentials | null,
  method: Method,
  path: string,
  body?: object | string,
): Promise<Answer> {
  const client = new Client().setEndpoint(stack.endpoint).setProject(stack.projectId)
  if (credentials) client.setSession(credentials.secret)
  const execution = await new Functions(client).createExecution({
    functionId,
    xpath: path,
    method: methods[method],
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  const answer = answerOf(execution.responseStatusCode, execution.responseBody)
  return asTheContractSays(functionId, { method, path }, answer)
}

export function answerOf(status: number, text: string): Answer {
  const parsed: unknown = text === '' ? {} : JSON.parse(text)
  const body = isRecord(parsed) ? parsed : {}
  return { status, body, code: isRecord(body['error']) ? body['error']['code'] : null }
}

/** A visitor with a session. */
export interface Visitor {
  readonly credentials: Credentials
  readonly sessionId: string
  call(method: Method, path: string, body?: object | string): Promise<Answer>
  send(text: string, id?: string): Promise<Answer>
  session(): Promise<SessionRow>
  messages(): Promise<MessageRow[]>
  /** Asks, and waits for what the bot says to it. */
  ask(text: string): Promise<MessageRow>
}

export async function startVisitor(stack: Project, body: object = {}): Promise<Visitor> {
  const started = await callChat(stack, null, 'POST', chatPaths.sessions, body)
  const { credentials } = started.body
  if (!isRecord(credentials)) throw new Error(`no credentials: ${JSON.stringify(started)}`)
  return visitorOf(
    stack,
    { userId: String(credentials['userId']), secret: String(credentials['secret']) },
    sessionIn(started).$id,
  )
}

export function visitorOf(stack: Project, credentials: Credentials, sessionId: string): Visitor {
  const call: Visitor['call'] = (method, path, body) => callChat(stack, credentials, method, path, body)
  const visitor: Visitor = {
    credentials,
    sessionId,
    call,
    send: (text, id = newMessageId()) => call('POST', chatPaths.messages(sessionId), { id, text }),
    session: async () => sessionIn(await call('GET', chatPaths.session(sessionId))),
    messages: async () => messagesIn(await call('GET', chatPaths.messages(sessionId))),
    async ask(text) {
      const sent = messageIn(await visitor.send(text))
      return eventually(`an answer to "${text}"`, async () =>
        (await visitor.messages()).find(
          (message) => message.sender !== 'user' && message.$sequence > sent.$sequence,
        ),
      )
    },
  }
  return visitor
}

export function sessionIn(answer: Answer): SessionRow {
  const session = readRow(sessionColumns, answer.body['session'])
  if (session === null) throw new Error(`no session: ${JSON.stringify(answer)}`)
  return session
}

export function messageIn(answer: Answer): MessageRow {
  const message = readRow(messageColumns, answer.body['message'])
  if (message === null) throw new Error(`no message: ${JSON.stringify(answer)}`)
  return message
}

export function messagesIn(answer: Answer): MessageRow[] {
  const { messages } = answer.body
  if (!Array.isArray(messages)) throw new Error(`no messages: ${JSON.stringify(answer)}`)
  return messages.map((value: unknown) => {
    const message = readRow(messageColumns, value)
    if (message === null) throw new Error('a message has another shape')
    return message
  })
}
