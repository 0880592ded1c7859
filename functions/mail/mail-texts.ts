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

const en: MailTexts = {
  subject: (site, chatName) => `${site ?? 'Chat'}: ${chatName ?? 'an answer for you'}`,
  intro: (site) => `You have an answer in your chat${site === null ? '' : ` with ${site}`}:`,
  answerAbove: 'Please write your answer above this line',
  howToAnswer: 'Answer this mail, and your words appear in the chat.',
  openChat: 'Open the chat',
  linkNote: (hours) => `The link opens your chat once, within ${hours} hours: don’t pass it on.`,
  why: 'You get this mail because you left your address in the chat.',
  stop: 'No more mails about this chat',
  someone: 'Support',
}

const de: MailTexts = {
  subject: (site, chatName) => `${site ?? 'Chat'}: ${chatName ?? 'eine Antwort für Sie'}`,
  intro: (site) => `Sie haben eine Antwort in Ihrem Chat${site === null ? '' : ` mit ${site}`}:`,
  answerAbove: 'Bitte schreiben Sie Ihre Antwort über diese Zeile',
  howToAnswer: 'Antworten Sie auf diese E-Mail, und Ihre Worte erscheinen im Chat.',
  openChat: 'Chat öffnen',
  linkNote: (hours) =>
    `Der Link öffnet Ihren Chat einmal, innerhalb von ${hours} Stunden: Geben Sie ihn nicht weiter.`,
  why: 'Sie erhalten diese E-Mail, weil Sie im Chat Ihre Adresse hinterlassen haben.',
  stop: 'Keine E-Mails mehr zu diesem Chat',
  someone: 'Support',
}

const fr: MailTexts = {
  subject: (site, chatName) => `${site ?? 'Chat'} : ${chatName ?? 'une réponse pour vous'}`,
  intro: (site) => `Vous avez une réponse dans votre chat${site === null ? '' : ` avec ${site}`} :`,
  answerAbove: 'Merci d’écrire votre réponse au-dessus de cette ligne',
  howToAnswer: 'Répondez à cet e-mail : votre message apparaîtra dans le chat.',
  openChat: 'Ouvrir le chat',
  linkNote: (hours) =>
    `Le lien ouvre votre chat une seule fois, pendant ${hours} heures : ne le transmettez pas.`,
  why: 'Vous recevez cet e-mail parce que vous avez laissé votre adresse dans le chat.',
  stop: 'Ne plus recevoir d’e-mails sur ce chat',
  someone: 'Support',
}

const es: MailTexts = {
  subject: (site, chatName) => `${site ?? 'Chat'}: ${chatName ?? 'una respuesta para usted'}`,
  intro: (site) => `Tiene una respuesta en su chat${site === null ? '' : ` con ${site}`}:`,
  answerAbove: 'Por favor, escriba su respuesta encima de esta línea',
  howToAnswer: 'Responda a este correo y sus palabras aparecerán en el chat.',
  openChat: 'Abrir el chat',
  linkNote: (hours) => `El enlace abre su chat una sola vez, durante ${hours} horas: no lo comparta.`,
  why: 'Recibe este correo porque dejó su dirección en el chat.',
  stop: 'No recibir más correos sobre este chat',
  someone: 'Soporte',
}

const spoken: Readonly<Record<string, MailTexts>> = { en, de, fr, es }

/** Every line above which answers stand, whatever language its mail was in. */
export const answerMarks: readonly string[] = Object.values(spoken).map(({ answerAbove }) => answerAbove)

/** The texts in the visitor's language (BCP 47), else the site's, else English. */
export function mailTextsIn(...locales: readonly (string | null)[]): MailTexts {
  for (const locale of locales) {
    const texts = spoken[locale?.slice(0, 2).toLowerCase() ?? '']
    if (texts !== undefined) return texts
  }
  return en
}
