/** What needs no article for an answer, nor a person. */
export const SMALL_TALK = ['greeting', 'thanks', 'goodbye', 'yes', 'no', 'about_bot'] as const
export type SmallTalk = (typeof SMALL_TALK)[number]

/**
 * What a visitor may want: a person, to let off anger, small talk, or an answer. `question` is everything that is nothing
 * else.
 */
export const INTENTS = ['person', 'complaint', ...SMALL_TALK, 'question'] as const
export type Intent = (typeof INTENTS)[number]

export function isSmallTalk(intent: Intent): intent is SmallTalk {
  return SMALL_TALK.some((one) => one === intent)
}
