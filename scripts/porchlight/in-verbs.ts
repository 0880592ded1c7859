import { verbs, type Verb } from './verbs.ts'

/** `npm run -s view-sessions -- --json | …`, or the name of a script alone. */
const CALL = /(?<![\w./-])(npm run (?:-s )?)?([a-z]+(?:-[a-z]+)*)( --(?![a-z-]))?(?![\w/-]|\.\w)/g

/** A script's own words, with the calls of npm in them as calls of `porchlight`. What stands in columns stays there. */
export function inVerbs(text: string): string {
  return text.split('\n').map(lineInVerbs).join('\n')
}

function lineInVerbs(line: string): string {
  let shorter = 0
  const told = line.replace(CALL, (call: string, npm: string | undefined, script: string, dashes = '') => {
    // A script of one word is one only behind `npm run`.
    const verb = npm !== undefined || script.includes('-') ? verbOf(script) : undefined
    if (verb === undefined) return call
    const named = `porchlight ${verb.name}${npm === undefined ? dashes : ''}`
    shorter += call.length - named.length
    return named
  })
  return shorter > 0 ? told.replace(/(\S {2,})(?=\S)/, `$1${' '.repeat(shorter)}`) : told
}

/** The first verb of a script is the one without further words. */
function verbOf(script: string): Verb | undefined {
  return verbs.find((one) => one.script === script)
}
