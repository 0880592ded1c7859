import { CommandError, exitCodes, InputError, note, type ExitCode } from '../../terminal/command.ts'
import { readModel, type Model } from '../../../functions/bot/model/model.ts'
import { reportAnswers, reportInWords, wrongAnswers, wrongInWords } from './answers-report.ts'
import { benchAnswers } from './bench-answers.ts'
import { describeIndexCosts, measureIndexCosts, overIndexBudget } from '../index-costs.ts'
import { HALVES, type Half } from './half-of.ts'
import { readField, readFields, type Field } from './material.ts'
import { modelFigures, modelFiguresInWords } from './model-figures.ts'
import { watchModel, type WatchedModel } from './watch-model.ts'

interface Flags {
  readonly half?: string | undefined
  readonly set?: string | undefined
  readonly wrong?: boolean | undefined
  readonly model?: boolean | undefined
  readonly json?: boolean | undefined
}

/** `npm run bench -- answers`: fails when a figure of the half that is reported misses its floor, or the index of a large site its budget. */
export async function measureAnswers(flags: Flags): Promise<ExitCode> {
  const half = halfNamed(flags.half ?? 'report')
  const fields = fieldsNamed(flags.set)
  const model = flags.model ? await watchModel(modelNamed()) : null
  try {
    return await measure(flags, half, fields, model)
  } finally {
    await model?.close()
  }
}

async function measure(
  flags: Flags,
  half: Half | 'all',
  fields: readonly Field[],
  model: WatchedModel | null,
): Promise<ExitCode> {
  // One field alone, or the other half, has too few or other questions for the floors, and every model its own.
  const counts = half === 'report' && flags.set === undefined && model === null
  // First: afterwards the process has memory of its own to give back.
  const index = counts ? await measureIndexCosts() : null
  const result = await benchAnswers(fields, half, note, model)
  const report = reportAnswers(result)
  const ofModel = model && modelFigures(model.answers, result.answered)
  if (flags.json) {
    const wrong = flags.wrong ? { wrong: wrongAnswers(result.answered) } : {}
    const json = { half, ...report, ...wrong, ...(index && { index }), ...(ofModel && { model: ofModel }) }
    process.stdout.write(`${JSON.stringify(json, null, 2)}\n`)
  } else {
    const lines = [...(flags.wrong ? [...wrongInWords(result.answered), ''] : []), ...reportInWords(report)]
    if (index) lines.push('', describeIndexCosts(index))
    if (ofModel) lines.push('', ...modelFiguresInWords(ofModel))
    process.stdout.write(`${lines.join('\n')}\n`)
  }
  const over = index ? overIndexBudget(index) : []
  for (const problem of over) note(problem)
  return over.length > 0 || (counts && !report.isMet) ? exitCodes.failed : exitCodes.ok
}

function modelNamed(): Model {
  const model = readModel(process.env)
  if (model !== null) return model
  throw new CommandError(exitCodes.usage, '--model asks the model that LLM_BASE_URL and LLM_MODEL name.')
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
