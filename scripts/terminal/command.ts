import { enableCompileCache } from 'node:module'
import { parseArgs, type ParseArgsConfig } from 'node:util'
import { Refusal } from '../../contract/refusal.ts'
import { version } from '../../contract/version.ts'
import { explainAppwrite } from './explain-appwrite.ts'
import { nearestWord } from './nearest-word.ts'
import { calledName, worded } from './wording.ts'
import { terminalWidth, wrapText } from './wrap-text.ts'

// What a script imports when it runs is compiled once, not at every start.
enableCompileCache()

/** How scripts end. `condition` is for `--exit-status`, as in "somebody waits". */
export const exitCodes = {
  ok: 0,
  failed: 1,
  usage: 2,
  notFound: 3,
  notAllowed: 4,
  condition: 8,
  interrupted: 130,
} as const
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes]

/** Ends a script with one line: what is wrong and what to do. */
export class CommandError extends Error {
  readonly exitCode: ExitCode

  constructor(exitCode: ExitCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'CommandError'
    this.exitCode = exitCode
  }
}

/** The flags are right, but what they name can't be used: ends as wrong usage does, without a word on flags. */
export class InputError extends CommandError {
  constructor(message: string, options?: ErrorOptions) {
    super(exitCodes.usage, message, options)
    this.name = 'InputError'
  }
}

type Options = NonNullable<ParseArgsConfig['options']>

export interface Command<O extends Options> {
  readonly name: string
  /** Printed by `--help`: examples first. */
  readonly usage: string
  readonly options: O
  /** Whether what begins with one dash is no flag but an argument. */
  readonly takesSigns?: true
  readonly run: (
    values: ReturnType<typeof parseArgs<{ options: O; strict: true; allowPositionals: true }>>['values'],
    positionals: readonly string[],
  ) => Promise<ExitCode>
}

/**
 * What all scripts share: flags, `--help`, `--version`, `--verbose`; results on stdout, everything else on stderr; one
 * line for an error, with the stack only on `--verbose`. A reader that closes the pipe early is no error.
 */
export async function runCommand<O extends Options>(command: Command<O>): Promise<void> {
  const verbose = process.argv.includes('--verbose')
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(exitCodes.ok)
    throw error
  })
  process.once('SIGINT', () => process.exit(exitCodes.interrupted))
  try {
    process.exitCode = await start(command)
  } catch (thrown) {
    const { exitCode, message } = explain(thrown)
    note(`${calledName(command.name)}: ${message}`)
    if (exitCode === exitCodes.usage && !(thrown instanceof InputError)) {
      note(`"${calledName(`npm run ${command.name} --`)} --help" shows how it is called.`)
    }
    if (verbose && thrown instanceof Error) note(thrown.stack ?? '')
    process.exitCode = exitCode
  }
}

async function start<O extends Options>(command: Command<O>): Promise<ExitCode> {
  const args = process.argv.slice(2)
  if (args.includes('--help') || args.includes('-h')) {
    print(worded(command.usage), ' '.repeat(4))
    return exitCodes.ok
  }
  if (args.includes('--version')) {
    process.stdout.write(`${version}\n`)
    return exitCodes.ok
  }
  const parsed = parse(command, args)
  return command.run(parsed.values, parsed.positionals)
}

function parse<O extends Options>(command: Command<O>, args: string[]) {
  try {
    const [signed, others] = split(
      args.filter((arg) => arg !== '--verbose'),
      (arg) => command.takesSigns === true && /^-[^-]/.test(arg),
    )
    const parsed = parseArgs({ args: others, options: command.options, strict: true, allowPositionals: true })
    return { values: parsed.values, positionals: [...parsed.positionals, ...signed] }
  } catch (cause) {
    throw new CommandError(exitCodes.usage, faultOf(cause, args, Object.keys(command.options)), { cause })
  }
}

/** What is wrong with flags, in one sentence; Node's own is followed by advice that is none here. */
function faultOf(cause: unknown, args: readonly string[], flags: readonly string[]): string {
  const message = cause instanceof Error ? cause.message : String(cause)
  const unknown = /^Unknown option '--?([^'=]*)/.exec(message)?.[1]
  if (unknown === undefined)
    return message.replace(/\. To specify [^]*$|\.?\n[^]*$/, '.').replace(/([^.])$/, '$1.')
  const typed = args.find((arg) => arg.replace(/^--?/, '').startsWith(unknown))?.replace(/=.*$/s, '')
  const near = nearestWord(unknown, [...flags, 'help', 'version', 'verbose'])
  return `There is no flag ${JSON.stringify(typed ?? unknown)}.${near === null ? '' : ` Did you mean --${near}?`}`
}

function split<T>(items: readonly T[], isFirst: (item: T) => boolean): [T[], T[]] {
  return [items.filter(isFirst), items.filter((item) => !isFirst(item))]
}

function explain(thrown: unknown): { exitCode: ExitCode; message: string } {
  if (thrown instanceof CommandError) return thrown
  const fault = explainAppwrite(thrown)
  if (fault !== null) {
    return {
      exitCode: fault.kind === 'key' ? exitCodes.notAllowed : exitCodes.failed,
      message: fault.message,
    }
  }
  if (thrown instanceof Refusal) {
    if (thrown.code === 'appwrite_unavailable') return { exitCode: exitCodes.failed, message: unreachable }
    const details = typeof thrown.details === 'string' ? ` (${thrown.details})` : ''
    return { exitCode: exitCodes.failed, message: `${thrown.message}${details}` }
  }
  // Node's code when there is no response at all.
  if (thrown instanceof TypeError && thrown.message === 'fetch failed') {
    return { exitCode: exitCodes.failed, message: unreachable }
  }
  return { exitCode: exitCodes.failed, message: thrown instanceof Error ? thrown.message : String(thrown) }
}

const unreachable =
  'Appwrite can’t be reached. Is "npm start" running? For another server set APPWRITE_ENDPOINT, APPWRITE_PROJECT_ID and APPWRITE_API_KEY.'

/** The story, as opposed to the result: on stderr. */
export function note(line: string): void {
  process.stderr.write(`${wrapText(worded(line), terminalWidth(process.stderr)).join('\n')}\n`)
}

/** The result: on stdout, made safe by whoever has the words of others in it. */
export function print(line: string, indent = ''): void {
  process.stdout.write(`${wrapText(line, terminalWidth(process.stdout), indent).join('\n')}\n`)
}
