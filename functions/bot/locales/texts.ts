/** What the bot says in its own words, in one language; all else that it says are quotes. A missing text is a type error. */
export interface BotTexts {
  /** The author of its messages. */
  readonly name: string
  /** Precedes its first message in a session: a visitor is told that no person writes. No setting changes it. */
  readonly disclosure: string
  /** That no article answers; offers a person. */
  readonly unknown: string
  /** That articles are in other languages than the question; offers a person. `{languages}` stands for their names. */
  readonly otherLanguage: string
  /** To a file without words; offers a person. */
  readonly file: string
  /** Stands above the titles of up to three articles; offers a person too. */
  readonly choices: string
  /** Stands after a quote that may be the wrong one, above the titles of other articles. */
  readonly others: string
  readonly greeting: string
  readonly thanks: string
  readonly goodbye: string
  /** To a visitor who wants none of what was offered. */
  readonly declined: string
  /** To a visitor who asks who or what they are talking to. */
  readonly aboutBot: string
}
