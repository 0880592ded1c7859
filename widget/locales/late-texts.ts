// In a text `#` is the place of a value, as in `texts.ts`.

/** The texts of a rating. */
export interface RatingTexts {
  readonly rate: string
  readonly rateScore: string
  readonly rateWord: string
  readonly rateSend: string
  readonly rateThanks: string
}

/** The texts around articles. */
interface HelpTexts {
  readonly help: string
  readonly back: string
  readonly search: string
  readonly articles: string
  readonly all: string
  /** Counted. */
  readonly found: string
  readonly nothing: string
  readonly ask: string
  /** Above those that the site suggests. */
  readonly questions: string
  readonly stuck: string
  /** Begins a message about an article. */
  readonly about: string
  readonly missing: string
  /** Opens the article's page of the website. */
  readonly page: string
  readonly recent: string
}

/** What a visitor reads about files. */
export interface FileTexts {
  readonly attach: string
  /** With the file's name. */
  readonly remove: string
  /** With a size. */
  readonly tooLarge: string
  readonly wrongType: string
  readonly tooMany: string
  readonly gone: string
}

/** What the button of a block of code says, before and after it was pressed. */
export interface CopyTexts {
  readonly copy: string
  readonly copied: string
}

/** The texts of the parts that few visitors see: a second chunk of each language. A group each, as their names recur. */
export interface LateTexts extends RatingTexts {
  readonly help: HelpTexts
  readonly files: FileTexts
  readonly code: CopyTexts
  /** That an agent has seen what the visitor wrote. */
  readonly seenBy: string
  /** The switch of sound and notifications. */
  readonly alerts: string
}
