import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import packageJson from '../../package.json' with { type: 'json' }
import { inVerbs } from '../../scripts/porchlight/in-verbs.ts'
import { nearestVerb } from '../../scripts/porchlight/nearest-verb.ts'
import { verbs } from '../../scripts/porchlight/verbs.ts'
import { runScript } from '../support/run-script.ts'

const NOWHERE = {
  APPWRITE_ENDPOINT: 'http://localhost:9/v1',
  APPWRITE_PROJECT_ID: 'p',
  APPWRITE_API_KEY: 'k',
}
const porchlight = (...args: string[]) => runScript('porchlight', args, NOWHERE)

describe('porchlight', () => {
  it('lists its verbs, and each is a script that npm runs too', async () => {
    const { code, stdout } = await porchlight('--help')
    expect(code).toBe(0)
    for (const { name, script } of verbs) {
      expect(stdout).toContain(`\n  ${name} `)
      expect(Object.keys(packageJson.scripts)).toContain(script)
      expect(readFileSync(resolve(import.meta.dirname, '../../scripts', `${script}.ts`), 'utf8')).toContain(
        `name: '${script}'`,
      )
    }
    expect(new Set(verbs.map(({ name }) => name)).size).toBe(verbs.length)
  })

  it('shows how a verb is called, in its own words', async () => {
    const { stdout } = await porchlight('sessions', '--help')
    expect(stdout).toMatch(/^Examples:\n {2}porchlight sessions {2,}all sessions/)
    expect(stdout).not.toContain('npm run')
  })

  it('says of a wrong verb or flag in one line what was meant, and ends with 2', async () => {
    expect(await porchlight('sesions')).toEqual({
      code: 2,
      stdout: '',
      stderr:
        'porchlight: There is no verb "sesions". Did you mean "sessions"? "porchlight --help" lists all.\n',
    })
    expect(await porchlight('sessions', '--needs-humans')).toEqual({
      code: 2,
      stdout: '',
      stderr:
        'porchlight sessions: There is no flag "--needs-humans". Did you mean --needs-human?\n"porchlight sessions --help" shows how it is called.\n',
    })
    expect(await porchlight('release')).toMatchObject({ code: 2 })
  })
})

describe('the verb that somebody meant', () => {
  it.each([
    ['sesions', 'sessions'],
    ['assing', 'assign'],
    ['view-sessions', 'sessions'],
    ['sess', 'sessions'],
    ['Close', 'close'],
    ['delete', null],
    ['x', null],
    ['', null],
    ['s'.repeat(100_000), null],
  ])('of %j is %j', (typed, verb) => expect(nearestVerb(typed)).toBe(verb))
})

it('texts of scripts name verbs, and keep their columns', () => {
  expect(inVerbs('  npm run -s view-sessions -- --json | jq .')).toBe('  porchlight sessions --json | jq .')
  expect(inVerbs('  npm run close-session -- s_1 --reopen    open it')).toBe(
    '  porchlight close s_1 --reopen            open it',
  )
  expect(inVerbs('Is "npm start" running? "npm run view-sessions" lists them; npm run check')).toBe(
    'Is "npm start" running? "porchlight sessions" lists them; npm run check',
  )
})
