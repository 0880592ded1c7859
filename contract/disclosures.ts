/**
 * What precedes the bot's first message in a session, by language: that no person writes. It is said for the visitor; where
 * an answer is shown to others, as in lists, it tells nothing.
 */
export const disclosures = {
  en: 'You’re chatting with an automated assistant.',
  de: 'Hier antwortet ein automatischer Assistent.',
  es: 'Está hablando con un asistente automático.',
  fr: 'Vous discutez avec un assistant automatique.',
  it: 'Sta chattando con un assistente automatico.',
  pt: 'Está a falar com um assistente automático.',
  nl: 'U chat met een automatische assistent.',
  sv: 'Du chattar med en automatisk assistent.',
  da: 'Du chatter med en automatisk assistent.',
  nb: 'Du chatter med en automatisk assistent.',
  pl: 'To czat z automatycznym asystentem.',
  tr: 'Otomatik bir asistanla yazışıyorsunuz.',
} as const

/** A message of the bot without it. */
export function withoutDisclosure(text: string): string {
  const said = Object.values(disclosures).find((sentence) => text.startsWith(`${sentence}\n\n`))
  return said === undefined ? text : text.slice(said.length).trimStart()
}
