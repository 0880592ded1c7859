import type { Intent } from './intents.ts'

/** What people send in place of words. Hearts and faces alike: with a smile somebody thanks, or is content. */
const GLAD = '👍👌🙏🙌👏🤝✌💪❤♥🧡💛💚💙💜🖤🤍💖💕😊🙂😀😃😄😁😆😅😉😍🥰😘🤗🤩😎😌☺🎉🥳💯✅✔🌟⭐✨'
const AGREED = '👍👌🙏🙌🤝✅✔💯'
const ANGRY = '😡😠🤬😤👎🖕💩🤮'
const GREETING = '👋'

/** Tones of skin, what joins signs into one, and what chooses between a sign's drawings. */
const MODIFIER = /\u200D|\uFE0E|\uFE0F|[\u{1F3FB}-\u{1F3FF}]/gu
const WORD = /[\p{L}\p{N}]/u

/** What is longer is no sign, but a picture made of them. In code points. */
const SIGNS_MAX = 20

/** Whether there is neither a letter nor a figure in it. */
export function isWordless(text: string): boolean {
  return !WORD.test(text)
}

/**
 * Reads a message that consists of emoji alone; null for any other, and for those that tell nothing.
 *
 * @param isOffered whether the bot's last message offers a person
 */
export function readEmoji(message: string, isOffered: boolean): Intent | null {
  if (!isWordless(message)) return null
  const signs = Array.from(message.replace(MODIFIER, '').replace(/[\s!.]/g, ''))
  if (signs.length === 0 || signs.length > SIGNS_MAX) return null
  const are = (kind: string) => signs.every((sign) => kind.includes(sign))
  if (are(ANGRY)) return 'complaint'
  if (are(GREETING)) return 'greeting'
  if (isOffered && are(AGREED)) return 'person'
  return are(GLAD) ? 'thanks' : null
}
