import { momentOf, readMoment } from '../../contract/moment.ts'
import { CommandError, exitCodes } from './command.ts'

const UNITS_MS = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 } as const

/**
 * A point in time as people write it: `30m`, `2h`, `3d`, `1w` ago, or a date in ISO 8601. Returns ISO 8601 in UTC.
 *
 * @throws CommandError for anything else
 */
export function parseSince(text: string, now: Date): string {
  const relative = /^(\d{1,6})([mhdw])$/.exec(text)
  if (relative) {
    const unit = relative[2] === 'm' || relative[2] === 'h' || relative[2] === 'd' ? relative[2] : 'w'
    const moment = momentOf(now.getTime() - Number(relative[1]) * UNITS_MS[unit])
    if (moment !== null) return moment
  }
  const moment = readMoment(text)
  if (moment === null) {
    throw new CommandError(exitCodes.usage, `"${text}" is no time. Write 30m, 2h, 3d, 1w, or 2026-01-31.`)
  }
  return moment
}
