import { verbs } from './verbs.ts'

/** `npm run -s view-sessions -- --json | …` */
const CALL = /npm run (?:-s )?([a-z-]+)( --)?(?![a-z-])/g

/** A script's own words, with the calls of npm in them as calls of `porchlight`. What stands in columns stays there. */
export function inVerbs(text: string): string {
  return text.split('\n').map(lineInVerbs).join('\n')
}

function lineInVerbs(line: string): string {
  let shorter = 0
  const told = line.replace(CALL, (call: string, script: string) => {
    // The first verb of a script is the one without further words.
    const verb = verbs.find((one) => one.script === script)
    if (verb === undefined) return call
    const named = `porchlight ${verb.name}`
    shorter += call.length - named.length
    return named
  })
  return shorter > 0 ? told.replace(/(\S {2,})(?=\S)/, `$1${' '.repeat(shorter)}`) : told
}
