import * as z from 'zod'

/** A seed that can't be used. The message names the place in it. */
export class InvalidSeed extends Error {
  override readonly name = 'InvalidSeed'
}

const id = z.string().min(1)
const named = { $id: id, name: z.string().optional(), enabled: z.boolean().optional() }
const permissions = z.array(z.string()).optional()

/** As the API takes it; the API checks what goes with which type. */
const Column = z.looseObject({ key: z.string(), type: z.string(), format: z.string().optional() })
const Index = z.looseObject({ key: z.string(), type: z.string(), columns: z.array(z.string()) })
const Database = z.looseObject(named)
const Table = z.looseObject({
  ...named,
  databaseId: id,
  $permissions: permissions,
  rowSecurity: z.boolean().optional(),
  columns: z.array(Column).default([]),
  indexes: z.array(Index).default([]),
})
const Rows = z.strictObject({
  databaseId: id,
  tableId: id,
  rows: z.array(z.looseObject({ $id: id, $permissions: permissions })),
})
const Team = z.looseObject({
  ...named,
  members: z.array(z.strictObject({ userId: id, roles: z.array(z.string()).default([]) })).default([]),
})
const User = z.strictObject({
  $id: id,
  email: z.string().optional(),
  phone: z.string().optional(),
  password: z.string().optional(),
  name: z.string().optional(),
  labels: z.array(z.string()).optional(),
  prefs: z.record(z.string(), z.unknown()).optional(),
})
const Bucket = z.looseObject({ ...named, $permissions: permissions })

/** What `appwrite-cli` writes into `appwrite.json` and is no concern of a seed: a project has a name, functions a build. */
const LEFT_TO_THE_CLI = [
  '$schema',
  'projectId',
  'projectName',
  'organizationId',
  'endpoint',
  'settings',
  'functions',
  'sites',
  'topics',
  'messages',
] as const

const Seed = z.strictObject({
  ...Object.fromEntries(LEFT_TO_THE_CLI.map((key) => [key, z.unknown().optional()])),
  databases: z.array(Database).default([]),
  tablesDB: z.array(Database).default([]),
  tables: z.array(Table).default([]),
  teams: z.array(Team).default([]),
  buckets: z.array(Bucket).default([]),
  users: z.array(User).default([]),
  rows: z.array(Rows).default([]),
})

/** What a project holds from its start: `appwrite.json` as Appwrite's CLI writes it, with `rows` and `users` besides. */
export type Seed = z.infer<typeof Seed>
export type SeedTable = z.infer<typeof Table>
export type SeedColumn = z.infer<typeof Column>
export type SeedUser = z.infer<typeof User>

/** @throws InvalidSeed naming every place that is wrong, as in `tables[2].columns[0].key` */
export function parseSeed(value: unknown): Seed {
  const result = Seed.safeParse(value)
  if (result.success) return result.data
  const faults = result.error.issues.map(({ path, message }) => `${placeOf(path)}: ${message}`)
  throw new InvalidSeed(`The seed can't be used.\n${faults.map((fault) => `  ${fault}`).join('\n')}`, {
    cause: result.error,
  })
}

/** `['tables', 2, 'key']` → `tables[2].key` */
function placeOf(path: readonly PropertyKey[]): string {
  if (path.length === 0) return 'the seed'
  return path
    .map((part, index) =>
      typeof part === 'number' ? `[${part}]` : index === 0 ? String(part) : `.${String(part)}`,
    )
    .join('')
}
