/** A small repeatable source of numbers in 0..1 (mulberry32), so that what a seed found can be found again. */
export function randomSource(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d_2b_79_f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** Values that servers stumble over, among some that parts of an API take. */
const VALUES: readonly unknown[] = [
  null,
  true,
  false,
  0,
  -1,
  -0.5,
  1e308,
  2 ** 53,
  -(2 ** 63),
  '9223372036854775808',
  '',
  ' ',
  'unique()',
  '__proto__',
  'constructor',
  "'; DROP TABLE rows_1; --",
  '" OR 1=1 --',
  '%00',
  '\u0000',
  '\uD800',
  '😀'.repeat(40),
  'x'.repeat(5000),
  '../../etc/passwd',
  'any',
  'users',
  'read("any")',
  'write("user:x")',
  'yesterday',
  '2026-01-01',
  '* * * * *',
  'a@example.org',
  '+123456789',
  'POINT(1 2)',
  'bulkCreate',
  'manyToMany',
  'cascade',
  'fulltext',
  'node-22',
  '{"method":"equal","attribute":"body","values":["x"]}',
  '{"method":"limit","values":[1e9]}',
  '{"method":"cursorAfter","values":["first"]}',
  '{"method":"select","values":["*","author.*"]}',
  '{"method":"search","attribute":"body","values":["-\\"*("]}',
  '{"method":"regex","attribute":"body","values":["(a+)+$"]}',
  '{"method":"or","values":[{"method":"isNull","attribute":"count"},{}]}',
  '{"method":"distanceLessThan","attribute":"spot","values":[[[1,2],100,true]]}',
  '{"method":"increment","values":["x"]}',
  '{"method":"power","values":[1e300]}',
  '{"method":"arrayInsert","values":[1e9,"x"]}',
  [],
  [[]],
  [null],
  ['read("any")'],
  ['body'],
  [1, 2],
  [
    [
      [0, 0],
      [1, 1e308],
      [0, 0],
    ],
  ],
  {},
  { toString: 1 },
  { $id: 'x', $permissions: ['read("any")'] },
  { method: 'equal', attribute: 'body', values: ['x'] },
  [{ $id: 'y', body: 'z' }],
  [{ action: 'create', databaseId: 'main', tableId: 'notes', rowId: 'k', data: { count: 1 } }],
  [{ action: 'bulkUpdate', databaseId: 'main', tableId: 'notes', data: { queries: [], data: {} } }],
]
const NESTING_MAX = 3

/** Any of the values, or a list or an object of some. */
export function hostileValue(random: () => number, depth = 0): unknown {
  const kind = depth < NESTING_MAX ? random() : 1
  const some = <T>(make: () => T): T[] => Array.from({ length: Math.floor(random() * 4) }, make)
  if (kind < 0.12) return some(() => hostileValue(random, depth + 1))
  if (kind < 0.24)
    return Object.fromEntries(some(() => [hostileText(random).slice(0, 50), hostileValue(random, depth + 1)]))
  return VALUES[Math.floor(random() * VALUES.length)]
}

/** One of the values as a text. */
export function hostileText(random: () => number): string {
  const value = VALUES[Math.floor(random() * VALUES.length)]
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '')
}
