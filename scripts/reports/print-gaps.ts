import { findGaps, type Gap, type Unanswered } from '../../functions/sessions/unanswered-questions.ts'
import type { Repositories } from '../../functions/repositories/repositories.ts'
import { exitCodes, note, type ExitCode } from '../terminal/command.ts'
import { jsonText } from '../terminal/json-text.ts'
import { relativeTime } from '../terminal/relative-time.ts'
import { textTable, type TableColumn } from '../terminal/text-table.ts'
import { terminalWidth } from '../terminal/wrap-text.ts'

const DAYS = 30
const DAY_MS = 24 * 60 * 60 * 1000
/** Of each kind. */
const NEWEST = 1000

const WHY: Readonly<Record<Unanswered['why'], string>> = {
  unknown: 'no answer',
  other_language: 'other language',
  not_helpful: 'not helpful',
}

const columns: readonly TableColumn<Gap>[] = [
  { title: 'ASKED', value: ({ count }) => String(count), align: 'right' },
  { title: 'LAST', value: ({ lastAskedAt }) => relativeTime(lastAskedAt, new Date()) },
  { title: 'QUESTION', value: ({ question }) => question, shrinkTo: 20 },
  {
    title: 'WHY',
    value: ({ asked: [newest] }) => (newest === undefined ? '' : WHY[newest.why]),
  },
  { title: 'SESSION', value: ({ asked: [newest] }) => newest?.sessionId ?? '', ownLine: true },
]

/** Questions that the articles don't answer, the most asked first: of the last 30 days, unless said otherwise. */
export async function printGaps(
  repositories: Repositories,
  since: string | undefined,
  json: boolean,
): Promise<ExitCode> {
  const from = since ?? new Date(Date.now() - DAYS * DAY_MS).toISOString()
  const gaps = await findGaps(repositories, from, NEWEST)
  if (json) process.stdout.write(`${jsonText(gaps, 2)}\n`)
  else if (gaps.length === 0) note('No question was left without an answer.')
  else process.stdout.write(`${textTable(columns, gaps, terminalWidth(process.stdout)).join('\n')}\n`)
  return exitCodes.ok
}
