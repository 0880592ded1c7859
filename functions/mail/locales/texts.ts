/** What mails say in our own words. */
export interface MailTexts {
  /** @param site the site's name, or null */
  readonly subject: (site: string | null, chatName: string | null) => string
  readonly intro: (site: string | null) => string
  /** Stands above everything: what programs quote below it is cut off answers. */
  readonly answerAbove: string
  readonly howToAnswer: string
  readonly openChat: string
  /** @param hours how long the link opens it */
  readonly linkNote: (hours: number) => string
  readonly why: string
  readonly stop: string
  /** The author of a reply that names none. */
  readonly someone: string
}
