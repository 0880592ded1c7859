/** All scripts of operators under one name: `porchlight VERB …`. */
import { version } from '../contract/version.ts'
import { argumentsOf } from './porchlight/arguments-of.ts'
import { inVerbs } from './porchlight/in-verbs.ts'
import { nearestVerb } from './porchlight/nearest-verb.ts'
import { verbs } from './porchlight/verbs.ts'
import { exitCodes, note, print } from './terminal/command.ts'
import { speakAs } from './terminal/wording.ts'

const usage = `Examples:
  porchlight sessions --needs-human
  porchlight reply s_123 "It left this morning."
  porchlight VERB --help

${verbs.map(({ name, does }) => `  ${name.padEnd(13)}${does}`).join('\n')}

Without environment variables it talks to the server that "npm start" runs. For another one set APPWRITE_ENDPOINT,
APPWRITE_PROJECT_ID and APPWRITE_API_KEY, and ADMIN_SECRET for what changes something.

Exit codes: 0 done, 1 failed, 2 wrong usage, 3 not found, 4 wrong secret or key, 8 see --exit-status, 130 interrupted.`

const [runner = '', self = '', asked = '--help', ...rest] = process.argv
const verb = verbs.find(({ name }) => name === asked)

if (asked === '--help' || asked === '-h' || asked === 'help') {
  print(usage, ' '.repeat(15))
} else if (asked === '--version') {
  print(version)
} else if (verb === undefined) {
  const near = nearestVerb(asked)
  const hint = near === null ? '' : `Did you mean "${near}"? `
  note(`porchlight: There is no verb ${JSON.stringify(asked)}. ${hint}"porchlight --help" lists all.`)
  process.exitCode = exitCodes.usage
} else {
  speakAs({ name: `porchlight ${verb.name}`, worded: inVerbs })
  const args = argumentsOf(verb, rest)
  if (args === null) {
    note(
      `porchlight ${verb.name}: Name one session.\n"porchlight ${verb.name} --help" shows how it is called.`,
    )
    process.exitCode = exitCodes.usage
  } else {
    process.argv = [runner, self, ...args]
    await verb.load()
  }
}
