import { CommandError, exitCodes, InputError, note, type ExitCode } from '../../terminal/command.ts'
import { reportAnswers, reportInWords, wrongAnswers, wrongInWords } from './answers-report.ts'
import { benchAnswers } from './bench-answers.ts'
import { HALVES, type Half } from './half-of.ts'
import { readField, readFields, type Field } from './material.ts'

interface Flags {
  readonly half?: string | undefined
  readonly set?: string | undefined
  readonly wrong?: boolean | undefined
  readonly json?: boolean | undefined
}

/** `npm run bench -- answers`: fails when a figure of the half that is reported misses its floor. */
export async function measureAnswers(flags: Flags): Promise<ExitCode> {
  const half = halfNamed(flags.half ?? 'report')
  const fields = fieldsNamed(flags.set)
  const result = await benchAnswers(fields, half, note)
  const report = reportAnswers(result)
  if (flags.json) {
    const wrong = flags.wrong ? { wrong: wrongAnswers(result.answered) } : {}
    process.stdout.write(`${JSON.stringify({ half, ...report, ...wrong }, null, 2)}\n`)
  } else {
    const lines = [...(flags.wrong ? [...wrongInWords(result.answered), ''] : []), ...reportInWords(report)]
    process.stdout.write(`${lines.join('\n')}\n`)
  }
  // One field alone, or the other half, has too few or other questions for the floors.
  const counts = half === 'report' && flags.set === undefined
  return counts && !report.isMet ? exitCodes.failed : exitCodes.ok
}

function halfNamed(name: string): Half | 'all' {
  const half = [...HALVES, 'all' as const].find((one) => one === name)
  if (half === undefined) throw new CommandError(exitCodes.usage, '--half is report, fit or all.')
  return half
}

function fieldsNamed(name: string | undefined): readonly Field[] {
  if (name?.endsWith('.json')) {
    try {
      return [readField(name)]
    } catch (cause) {
      const why = cause instanceof Error ? cause.message : String(cause)
      throw new InputError(`--set ${why.replaceAll(/\s+/g, ' ')}`, { cause })
    }
  }
  const fields = readFields()
  if (name === undefined) return fields
  const named = fields.filter(({ field }) => field === name)
  if (named.length > 0) return named
  throw new InputError(`--set takes ${fields.map(({ field }) => field).join(', ')} or a file.`)
}
