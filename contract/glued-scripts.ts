/**
 * Letters of scripts that put no blank between words, or none between a word and what belongs to it, as the inside of a
 * character class (with the flag `u`): a word there has no end that a search or a link could go by.
 */
export const gluedScripts = [
  'Han',
  'Hiragana',
  'Katakana',
  'Hangul',
  'Bopomofo',
  'Thai',
  'Lao',
  'Khmer',
  'Myanmar',
  'Tibetan',
]
  .map((script) => String.raw`\p{Script_Extensions=${script}}`)
  .join('')
