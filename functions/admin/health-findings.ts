import type { HealthAnswer } from '../../contract/admin-api.ts'
import * as limits from '../../contract/limits.ts'

/** What was read of each part; times in ISO 8601, null for what there is none of. */
export interface Readings {
  readonly upkeep: { readonly at: string; readonly behindSeconds: number } | null
  /** When the oldest open turn of the bot was opened. */
  readonly turnSince: string | null
  /** When the oldest event happened that the site's own server hasn't taken. */
  readonly eventSince: string | null
  /** When the last event of the last day was given up. */
  readonly eventGivenUpAt: string | null
  /** Since when the oldest reply should have gone out by e-mail. */
  readonly mailDueSince: string | null
  /** Whether a mail is tried again after a failure. */
  readonly mailIsTried: boolean
  readonly mailFailedAt: string | null
}

type Part = HealthAnswer['parts'][number]

/** It runs every five minutes. */
const UPKEEP_LATE_S = 15 * 60
const UPKEEP_BEHIND_S = 15 * 60
/** `upkeep` starts a lost turn again in its next run. */
const TURN_STUCK_S = limits.turnLostAfterSeconds + 6 * 60
const EVENT_LATE_S = 10 * 60
const EVENT_STUCK_S = 6 * 3600
const MAIL_LATE_S = 30 * 60
const DAY_S = 24 * 3600

/** Each part's state with what to do, from what was read of it. */
export function findingsOf(readings: Readings, now: Date): Part[] {
  const ageOf = (moment: string | null) =>
    moment === null ? null : Math.max(0, Math.round((now.getTime() - Date.parse(moment)) / 1000))
  return [
    { name: 'database', state: 'ok', says: 'The tables can be read.', fix: null, ageSeconds: null },
    botPart(ageOf(readings.turnSince)),
    upkeepPart(readings.upkeep, ageOf(readings.upkeep?.at ?? null)),
    webhooksPart(ageOf(readings.eventSince), ageOf(readings.eventGivenUpAt)),
    mailPart(readings, ageOf(readings.mailDueSince), ageOf(readings.mailFailedAt)),
  ]
}

function botPart(age: number | null): Part {
  const of = { name: 'bot', ageSeconds: age } as const
  if (age === null) return { ...of, state: 'ok', says: 'No question waits for the bot.', fix: null }
  const says = `The oldest question has waited for the bot for ${inWords(age)}.`
  if (age < limits.turnLostAfterSeconds) return { ...of, state: 'ok', says, fix: null }
  const fix = 'See the executions of the function bot in the console: has it failed, or is no worker free?'
  return { ...of, state: age < TURN_STUCK_S ? 'warn' : 'fail', says, fix }
}

function upkeepPart(upkeep: Readings['upkeep'], age: number | null): Part {
  const of = { name: 'upkeep', ageSeconds: age } as const
  const fix =
    'See the executions of the function upkeep in the console; on a self-hosted Appwrite appwrite-task-scheduler-functions and appwrite-worker-functions have to run.'
  if (upkeep === null || age === null) return { ...of, state: 'warn', says: 'It hasn’t run yet.', fix }
  const says = `It ran ${inWords(age)} ago.`
  if (age > UPKEEP_LATE_S) return { ...of, state: 'fail', says, fix }
  if (upkeep.behindSeconds <= UPKEEP_BEHIND_S) return { ...of, state: 'ok', says, fix: null }
  const behind = `${says} Its oldest work has been due for ${inWords(upkeep.behindSeconds)}.`
  return {
    ...of,
    state: 'warn',
    says: behind,
    fix: 'If that grows, it has more to do than its schedule allows: run it more often.',
  }
}

function webhooksPart(age: number | null, givenUpAge: number | null): Part {
  const of = { name: 'webhooks', ageSeconds: age } as const
  const fix =
    'Is the server at WEBHOOK_URL there, and does it answer with 2xx? The table deliveries says what went wrong.'
  if (age !== null && age > EVENT_LATE_S) {
    const says = `The oldest event has waited for ${inWords(age)} to be taken.`
    return { ...of, state: age < EVENT_STUCK_S ? 'warn' : 'fail', says, fix }
  }
  if (givenUpAge !== null && givenUpAge < DAY_S)
    return { ...of, state: 'warn', says: `An event was given up ${inWords(givenUpAge)} ago.`, fix }
  return {
    ...of,
    state: 'ok',
    says: age === null ? 'No event waits.' : 'Events are on their way.',
    fix: null,
  }
}

function mailPart({ mailIsTried }: Readings, dueAge: number | null, failedAge: number | null): Part {
  const of = { name: 'mail', ageSeconds: dueAge } as const
  if (dueAge !== null && dueAge > MAIL_LATE_S) {
    const says = `A reply should have gone out by mail ${inWords(dueAge)} ago.`
    const fix =
      'Set SMTP_URL and MAIL_FROM and deploy, and see the log of the function upkeep; or, for no mails at all, mailAfterMinutes to 0 in the table settings.'
    return { ...of, state: 'warn', says, fix }
  }
  const fix =
    'See audit (mail_failed) and the log of the function upkeep, and try the mail server of SMTP_URL.'
  if (failedAge !== null && failedAge < DAY_S)
    return { ...of, state: 'warn', says: `A mail was given up ${inWords(failedAge)} ago.`, fix }
  if (mailIsTried) return { ...of, state: 'warn', says: 'A mail is tried again after a failure.', fix }
  return {
    ...of,
    state: 'ok',
    says: dueAge === null ? 'No reply waits.' : 'Replies are on their way.',
    fix: null,
  }
}

function inWords(seconds: number): string {
  if (seconds < 120) return `${seconds} s`
  return seconds < 7200 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 3600)} h`
}
