import { describe, expect, it } from 'vitest'
import { detectLanguage } from '../../functions/language/detect-language.ts'

describe('the language of a message', () => {
  it.each([
    ['en', ['what do your plans cost?', 'refund policy', 'I forgot my password']],
    ['de', ['Wie kann ich kündigen?', 'und mit 28?', 'Guten Tag', 'passwort vergessen']],
    ['es', ['y un sábado?', 'pásame con una persona', 'horario de apertura']],
    ['fr', ['combien coûte la livraison ?', 'mot de passe oublié']],
    ['it', ['quanto costa la spedizione', 'orari di apertura']],
    ['pt', ['quanto custa o envio', 'esqueci a senha']],
    ['nl', ['wat kost de verzending', 'wachtwoord vergeten']],
    ['sv', ['vad kostar frakten', 'har ni öppet på söndagar']],
    ['da', ['hvad koster fragten', 'glemt adgangskode']],
    ['nb', ['hva koster frakten', 'glemt passord']],
    ['pl', ['ile kosztuje wysyłka', 'czy mozna placic karta']],
    ['tr', ['kargo ücreti ne kadar', 'kredi karti geciyor mu']],
  ] as const)('is told by a few words: %s', (language, texts) => {
    // Whatever the visitor's own language is thought to be.
    for (const text of texts) {
      expect([text, detectLanguage([text], 'en')]).toEqual([text, language])
      expect([text, detectLanguage([text], 'tr')]).toEqual([text, language])
    }
  })

  it.each(['', '?', 'WE-2048', 'Porchlight', '12 34', '🕯️'])(
    'is the visitor’s own where %j doesn’t tell',
    (text) => {
      expect(detectLanguage([text], 'sv')).toBe('sv')
      expect(detectLanguage([text], 'pl')).toBe('pl')
    },
  )

  it.each([
    ['How long does shipping take?', 'Wie lange dauert der Versand?', 'de'],
    ['Wie lange dauert der Versand?', 'Do you take PayPal?', 'en'],
    ['¿Cuánto cuesta el envío?', 'e quanto custa o envio?', 'pt'],
  ] as const)(
    'is that of the last message after “%s”, where it leaves no doubt: “%s”',
    (before, last, language) => {
      expect(detectLanguage([before, last], 'en')).toBe(language)
    },
  )

  it('is that of earlier messages where the last doesn’t tell', () => {
    expect(detectLanguage(['Wie lange dauert der Versand?', 'PayPal?'], 'en')).toBe('de')
    expect(detectLanguage(['Wie lange?', 'How long does delivery take?'], 'en')).toBe('en')
  })
})
