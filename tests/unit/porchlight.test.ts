import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import packageJson from '../../package.json' with { type: 'json' }
import { argumentsOf } from '../../scripts/porchlight/arguments-of.ts'
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
    for (const args of [[], ['--json']])
      expect(await porchlight('show', ...args)).toEqual({
        code: 2,
        stdout: '',
        stderr: 'porchlight show: Name one session.\n"porchlight show --help" shows how it is called.\n',
      })
    expect((await porchlight('show', 's_1', 's_2')).stderr).toBe(
      'porchlight show: Unknown argument "s_2".\n"porchlight show --help" shows how it is called.\n',
    )
    expect((await porchlight('sessions', '--status', '--json')).stderr).toMatch(/^[^.]*[^.]\.\n"porchlight/)
  })

  it('says what a tag may be, and names verbs in what it says of others', async () => {
    const { stderr } = await porchlight('tag', 's_1', 'no good!')
    expect(stderr).toContain('"no good!" can’t be a tag: it has up to 40 letters and digits')
    for (const verb of ['tag', 'note', 'reply', 'import'])
      expect((await porchlight(verb, '--help')).stdout).not.toMatch(/(view|assign|export)-sessions?\b/)
  })
})

it.each([
  [
    ['s_1', '--json'],
    ['--session', 's_1', '--json'],
  ],
  [
    ['--json', 's_1'],
    ['--session', 's_1', '--json'],
  ],
  [['--help'], ['--session', '--help']],
  [['--json'], null],
])('shows one session by %j', (rest, args) => {
  const verb = verbs.find(({ name }) => name === 'show')
  expect(verb && argumentsOf(verb, rest)).toEqual(args)
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
