import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, it } from 'vitest'

const root = resolve(import.meta.dirname, '../../functions')

/** Every call that writes a session or a message. */
const WRITE =
  /\b(?:sessions|messages)\s*\.(create|rewrite|touch|countSent|changeIfSame|remove\w*)\(|guardedWrites\.(stage|commit)\(/g

/** What sets right what a killed function left, or takes away the messages of a session that is gone. */
const RIGHTS: Readonly<Record<string, readonly string[]>> = {
  'sessions/record-happening.ts': [
    'create',
    'remove',
    'remove',
    'rewrite',
    'changeIfSame',
    'touch',
    'create',
    'countSent',
    'countSent',
  ],
  'sessions/step-while.ts': ['stage', 'commit'],
  'sessions/recount.ts': ['changeIfSame'],
  'sessions/remove-session.ts': ['removeSome', 'removeAllOf'],
  'upkeep/apply-retention.ts': ['touch'],
  'upkeep/remove-orphans.ts': ['removeSome'],
  'upkeep/repair-counters.ts': ['changeIfSame'],
}

it('everything that happens to a session is written by one place', () => {
  const found = Object.fromEntries(
    ['admin', 'bot', 'chat', 'sessions', 'upkeep'].flatMap((folder) =>
      filesIn(join(root, folder)).flatMap((name) => {
        const text = readFileSync(join(root, folder, name), 'utf8')
        const writes = [...text.matchAll(WRITE)].map(([, row, step]) => row ?? step)
        return writes.length === 0 ? [] : [[`${folder}/${name}`, writes] as const]
      }),
    ),
  )
  expect(found).toEqual(RIGHTS)
})

function filesIn(folder: string): string[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  return names.filter((name) => name.endsWith('.ts'))
}
