/** The names of what statistics count, and the scale on which they keep durations. */

/** What the site has now. */
export const STOCK_NAMES = [
  'sessions',
  'bot',
  'waiting',
  'agent',
  'closed',
  /** Without a single message. */
  'empty',
  'messages',
] as const

/** What happens in an hour or on a day. */
export const FLOW_NAMES = [
  'started',
  'messages_visitor',
  'messages_bot',
  'messages_agent',
  // Answers of the bot by their kind.
  'quote',
  'choices',
  'unknown',
  'other_language',
  'small_talk',
  'generated',
  /** The bot gave a session to people, or upkeep for it. */
  'handed_over',
  /** Somebody else asked for a person. */
  'asked_for_person',
  'claimed',
  'closed',
  'expired',
  'reopened',
  'deleted',
  /** A person was asked for, and the session ended or went back to the bot before one replied. */
  'not_replied',
  /** Closed chats that were rated, their stars altogether, and how many of them got four or five. */
  'rated',
  'rating_stars',
  'rated_well',
] as const

/** What an agent does, and how many sessions they hold now. */
export const AGENT_NAMES = ['open', 'claims', 'replies', 'closes', 'rated', 'rating_stars'] as const

/** How long things took: from asking for a person to their first reply; from then, or from a claim, to the close. */
export const DURATIONS = ['first_reply', 'resolution'] as const
export type DurationName = (typeof DURATIONS)[number]

/** How many there were, how many seconds they took altogether, and how many of them are in each step of the scale. */
export type DurationNumber = `${DurationName}_count` | `${DurationName}_seconds` | `${DurationName}_${number}`

export type NumberName =
  | (typeof STOCK_NAMES)[number]
  | (typeof FLOW_NAMES)[number]
  | (typeof AGENT_NAMES)[number]
  | DurationNumber

/** Steps of the scale for each doubling: a step's end is 19 % above its beginning. */
const STEPS_A_DOUBLING = 4

/** The step of a duration: 0 for a second or less. */
export function stepOfScale(seconds: number): number {
  return seconds <= 1 ? 0 : Math.ceil(Math.log2(seconds) * STEPS_A_DOUBLING)
}

/** The longest duration of a step, in whole seconds. */
export function endOfStep(step: number): number {
  return Math.ceil(2 ** (step / STEPS_A_DOUBLING))
}

/** The day of a moment in UTC, as rows of days are called. */
export function dayOf(moment: string): string {
  return moment.slice(0, 'YYYY-MM-DD'.length)
}

/** The hour of a moment in UTC, as rows of hours are called. */
export function hourOf(moment: string): string {
  return moment.slice(0, 'YYYY-MM-DDTHH'.length)
}
