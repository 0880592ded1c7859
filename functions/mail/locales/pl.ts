import type { MailTexts } from './texts.ts'

export const pl: MailTexts = {
  subject: (site, chatName) => `${site ?? 'Czat'}: ${chatName ?? 'odpowiedź dla Ciebie'}`,
  intro: (site) => `Masz odpowiedź na czacie${site === null ? '' : ` z ${site}`}:`,
  answerAbove: 'Napisz odpowiedź powyżej tej linii',
  howToAnswer: 'Odpowiedz na tę wiadomość, a Twoje słowa pojawią się na czacie.',
  openChat: 'Otwórz czat',
  linkNote: (hours) => `Link otwiera czat jeden raz, w ciągu ${hours} godzin: nie przekazuj go dalej.`,
  why: 'Otrzymujesz tę wiadomość, ponieważ zostawiono na czacie Twój adres.',
  stop: 'Nie chcę więcej wiadomości o tym czacie',
  someone: 'Pomoc',
}
