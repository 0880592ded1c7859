import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

import * as z from 'zod'

const Query = z.record(z.string(), z.unknown())
const Headers = z.record(z.string(), z.union([z.string(), z.null()]))

/** What a request is made of; README.md explains each field. */
const Request = {
  as: z.string().optional(),
  path: z.string().optional(),
  params: Query.optional(),
  headers: Headers.optional(),
  raw: z.string().optional(),
}
const Step = z.strictObject({
  ...Request,
  n: z.number(),
  note: z.string().optional(),
  method: z.string().optional(),
  queries: z.array(z.unknown()).optional(),
  body: z.unknown().optional(),
  multipart: Query.optional(),
  login: z.string().optional(),
  jwt: z.string().optional(),
  save: z.record(z.string(), z.string()).optional(),
  poll: z
    .strictObject({
      path: z.string(),
      is: z.union([z.unknown().array(), z.unknown()]),
      max: z.number().optional(),
    })
    .optional(),
  parallel: z.number().optional(),
  wait: z.number().optional(),
  pick: z.array(z.string()).optional(),
  only: z.enum(['status', 'type']).optional(),
  see: z.array(z.string()).optional(),
  assert: z.array(z.tuple([z.string(), z.literal('matches'), z.string()])).optional(),
  ignoreKeys: z.array(z.string()).optional(),
  unordered: z.array(z.string()).optional(),
  keepDates: z.boolean().optional(),
  ws: z.enum(['open', 'send', 'collect', 'close']).optional(),
  id: z.string().optional(),
  frame: z.unknown().optional(),
  project: z.union([z.string(), z.null()]).optional(),
  count: z.number().optional(),
  settle: z.number().optional(),
  expect: z.record(z.string(), z.unknown()),
})
const Recording = z.strictObject({
  name: z.string(),
  title: z.string(),
  cleanup: z.array(z.strictObject({ method: z.string(), path: z.string() })),
  unordered: z.array(z.string()).optional(),
  keepDates: z.boolean().optional(),
  steps: z.array(Step),
})

/** One thing that is asked, and what the recorded server answered. */
export type Step = z.infer<typeof Step>
/** Steps that belong together, in their order. */
export type Recording = z.infer<typeof Recording>

/** The recordings of a folder beside this file, by name. */
export function readRecordings(folder: 'cases' | 'quirks'): Recording[] {
  const path = join(import.meta.dirname, folder)
  return readdirSync(path)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => Recording.parse(JSON.parse(readFileSync(join(path, file), 'utf8'))))
}
