import * as z from 'zod/mini'
import * as adminSchemas from '../contract/admin-answers.ts'
import * as adminRequests from '../contract/admin-requests.ts'
import { adminAnswers, adminErrors, adminRoutes } from '../contract/admin-routes.ts'
import { errorsOf, withAnswers, type AnsweredRoute } from '../contract/api-route.ts'
import * as attachmentAnswers from '../contract/attachment-answers.ts'
import * as attachmentRequests from '../contract/attachment-requests.ts'
import * as chatSchemas from '../contract/chat-api.ts'
import * as chatRequests from '../contract/chat-requests.ts'
import { chatAnswers, chatRoutes } from '../contract/chat-routes.ts'
import * as helpSchemas from '../contract/help-api.ts'
import * as helpRequests from '../contract/help-requests.ts'
import { helpAnswers, helpRoutes } from '../contract/help-routes.ts'
import { errorCodes, type ErrorCode } from '../contract/error-codes.ts'
import { version } from '../contract/version.ts'

/** One of our APIs, as a description of it begins. */
export interface Api {
  readonly title: string
  readonly description: string
  readonly routes: Readonly<Record<string, AnsweredRoute>>
  /** What every route may refuse with, beside its own. */
  readonly errors: readonly ErrorCode[]
  /** How callers authenticate, by OpenAPI's names. */
  readonly securitySchemes: object
  readonly security: readonly object[]
}

export const chatApi: Api = {
  title: 'Porchlight: for visitors',
  description:
    'The Function `chat`, run by `POST /v1/functions/chat/executions` with `{"path", "method", "body"}`: the answer is in `responseStatusCode` and `responseBody`. Without credentials only `POST /sessions`, `GET /settings` and `GET /health` work.',
  routes: withAnswers(chatRoutes, chatAnswers),
  errors: [],
  securitySchemes: { visitor: { type: 'apiKey', in: 'header', name: 'X-Appwrite-Session' } },
  security: [{ visitor: [] }, {}],
}

export const helpApi: Api = {
  title: 'Porchlight: the articles',
  description:
    'The Function `help`, run by `POST /v1/functions/help/executions` like `chat`, by anybody: it needs no account and stores nothing.',
  routes: withAnswers(helpRoutes, helpAnswers),
  errors: [],
  securitySchemes: {},
  security: [],
}

export const adminApi: Api = {
  title: 'Porchlight: for operators',
  description:
    'The Function `admin`, at `/admin/*` of the local server or of the Function’s domain. Bearer of the admin secret, or of the JWT of a member of the team `agents`. GET answers carry an `ETag`; `If-None-Match` gives 304.',
  routes: withAnswers(adminRoutes, adminAnswers),
  errors: adminErrors,
  securitySchemes: { operator: { type: 'http', scheme: 'bearer' } },
  security: [{ operator: [] }],
}

/** The description of an API in OpenAPI 3.1, from its table of routes. */
export function openApiOf({ title, description, routes, errors, securitySchemes, security }: Api): object {
  const schemas = namedSchemas(routes)
  const paths: Record<string, Record<string, object>> = {}
  for (const [name, route] of Object.entries(routes)) {
    const path = route.path.replace(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operationOf(name, route, errors, schemas) }
  }
  const used = JSON.stringify(paths)
  return {
    openapi: '3.1.0',
    info: { title, description, version, license: { name: 'MIT', identifier: 'MIT' } },
    paths,
    components: { schemas: { ...schemasIn(used, schemas), Error: ERROR }, securitySchemes },
    security,
  }
}

function operationOf(
  name: string,
  route: AnsweredRoute,
  further: readonly ErrorCode[],
  schemas: Schemas,
): object {
  const referenceTo = (schema: z.ZodMiniType) => ({ $ref: `${REFERENCE}${schemas.get(schema)?.id}` })
  const codes = [...new Set([...further, ...errorsOf(route)])]
  const statuses = [...new Set(codes.map((code) => errorCodes[code]))].sort((one, other) => one - other)
  const parameters = [...pathParameters(route.path), ...(route.query ? queryParameters(route.query) : [])]
  return {
    operationId: name,
    summary: route.does,
    ...(parameters.length > 0 && { parameters }),
    ...(route.body && {
      requestBody: {
        required: fieldsOf(route.body).some(({ isRequired }) => isRequired),
        content: json(referenceTo(route.body)),
      },
    }),
    responses: {
      200: { description: 'What was asked for.', content: contentOf(route, referenceTo) },
      ...Object.fromEntries(
        statuses.map((status) => [status, refusalOf(codes.filter((code) => errorCodes[code] === status))]),
      ),
    },
  }
}

function contentOf(
  { answer, contentType }: AnsweredRoute,
  referenceTo: (schema: z.ZodMiniType) => object,
): object {
  return contentType === undefined
    ? json(referenceTo(answer))
    : { [contentType]: { schema: { type: 'string' } } }
}

function refusalOf(codes: readonly ErrorCode[]): object {
  return {
    description: `Refused: ${codes.map((code) => `\`${code}\``).join(', ')}.`,
    content: json({ $ref: '#/components/schemas/Error' }),
  }
}

function json(schema: object): object {
  return { 'application/json': { schema } }
}

function pathParameters(path: string): object[] {
  return [...path.matchAll(/:(\w+)/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }))
}

function queryParameters(query: z.ZodMiniType): object[] {
  return fieldsOf(query).map(({ name, isRequired, schema }) => ({
    name,
    in: 'query',
    ...(isRequired && { required: true }),
    schema,
  }))
}

/** The fields of an object that a route takes or answers. */
export function fieldsOf(
  schema: z.ZodMiniType,
): readonly { readonly name: string; readonly isRequired: boolean; readonly schema: unknown }[] {
  const { properties, required } = z.toJSONSchema(schema, options)
  return Object.entries(properties ?? {}).map(([name, field]) => ({
    name,
    isRequired: required?.includes(name) ?? false,
    schema: field,
  }))
}

type Schemas = z.core.$ZodRegistry<{ id: string }>

/** Every schema that the contract exports, by its name; one defined in a table of routes is named after the route. */
function namedSchemas(routes: Api['routes']): Schemas {
  const schemas = z.registry<{ id: string }>()
  const exported = {
    ...attachmentAnswers,
    ...attachmentRequests,
    ...chatSchemas,
    ...chatRequests,
    ...adminSchemas,
    ...adminRequests,
    ...helpSchemas,
    ...helpRequests,
  }
  for (const [id, value] of Object.entries<unknown>(exported)) {
    if (value instanceof z.ZodMiniType) schemas.add(value, { id })
  }
  for (const [name, { body, answer }] of Object.entries(routes)) {
    const start = name.charAt(0).toUpperCase() + name.slice(1)
    if (!schemas.has(answer)) schemas.add(answer, { id: `${start}Answer` })
    if (body && !schemas.has(body)) schemas.add(body, { id: `${start}Request` })
  }
  return schemas
}

const REFERENCE = '#/components/schemas/'
const options = {
  // What callers send, before it is parsed; of answers both are the same.
  io: 'input',
  unrepresentable: 'any',
  override: ({ jsonSchema }: { jsonSchema: Record<string, unknown> }) => {
    delete jsonSchema['readOnly']
    // The format includes it.
    if (jsonSchema['format'] === 'date-time') delete jsonSchema['pattern']
    // As it is in a query.
    if (jsonSchema['type'] === 'integer') delete jsonSchema['pattern']
  },
} as const

/** The schemas that a text refers to, and those that these refer to. */
function schemasIn(text: string, named: Schemas): Record<string, object> {
  const { schemas } = z.toJSONSchema(named, { ...options, uri: (id) => REFERENCE + id })
  const found: Record<string, object> = {}
  const collect = (within: string): void => {
    for (const [, name = ''] of within.matchAll(/"#\/components\/schemas\/(\w+)"/g)) {
      if (name in found || name === 'Error') continue
      const { $schema: _schema, $id: _id, ...schema } = schemas[name] ?? {}
      found[name] = schema
      collect(JSON.stringify(schema))
    }
  }
  collect(text)
  return Object.fromEntries(Object.entries(found).sort(([one], [other]) => one.localeCompare(other)))
}

const ERROR = {
  type: 'object',
  properties: {
    error: {
      type: 'object',
      properties: {
        code: { type: 'string', enum: Object.keys(errorCodes) },
        message: { type: 'string', description: 'What to do. Branch on the code, never on this.' },
        details: {},
      },
      required: ['code', 'message'],
    },
  },
  required: ['error'],
}
