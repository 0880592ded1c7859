import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { formOf, counted, countText } from '../../../widget/locales/count-text.ts'
import { alertTexts } from '../../../widget/locales/en/alerts.ts'
import { attachmentTexts } from '../../../widget/locales/en/attachments.ts'
import { conversationTexts } from '../../../widget/locales/en/conversation.ts'
import { helpTexts } from '../../../widget/locales/en/help.ts'
import { mailTexts } from '../../../widget/locales/en/mail.ts'
import { moreTexts } from '../../../widget/locales/en/more.ts'
import { panelTexts } from '../../../widget/locales/en/panel.ts'
import { ratingTexts } from '../../../widget/locales/en/rating.ts'
import { receiptTexts } from '../../../widget/locales/en/receipts.ts'
import { richTextTexts } from '../../../widget/locales/en/rich-text.ts'
import { languageOf } from '../../../widget/locales/languages.ts'
import { packLateTexts, packTexts } from '../../../widget/locales/pack-texts.ts'
import { createWords } from '../../../widget/panel/words.ts'

const FIRST = { ...panelTexts, ...conversationTexts, ...moreTexts, ...mailTexts }
const LATE = {
  ...ratingTexts,
  ...helpTexts,
  ...attachmentTexts,
  ...richTextTexts,
  ...receiptTexts,
  ...alertTexts,
}
const ENGLISH = { ...FIRST, ...LATE }
const TRANSLATED = 'de es fr it pt-BR nl pl sv da fi cs tr uk ru ja zh-Hans ar he fa'.split(' ')

beforeEach(() => vi.stubGlobal('document', { documentElement: { lang: 'en' } }))
afterEach(() => vi.unstubAllGlobals())

/** All texts as the panel has them once every part is there. */
async function speak(...wanted: readonly string[]) {
  const spoken: string[] = []
  const words = createWords((locale, dir) => spoken.push(`${locale} ${dir}`))
  words.add('panel', panelTexts)
  words.add('conversation', conversationTexts)
  await words.speak(...wanted)
  words.add('more', moreTexts)
  words.add('mail', mailTexts)
  await Promise.all([
    words.addLate('rating', ratingTexts),
    words.addLate('help', helpTexts),
    words.addLate('attachments', attachmentTexts),
    words.addLate('rich-text', richTextTexts),
    words.addLate('receipts', receiptTexts),
    words.addLate('alerts', alertTexts),
  ])
  return { words, texts: words.texts, spoken }
}

/** Every text with its name, such as `events.closed`. */
function flat(tree: object, before = ''): [string, string][] {
  return Object.entries<string | object>({ ...tree }).flatMap(([name, node]) =>
    typeof node === 'string' ? [[before + name, node]] : flat(node, `${before}${name}.`),
  )
}

describe.each(TRANSLATED)('the texts in %s', (locale) => {
  it('are all there, each with its place for a value', async () => {
    const { texts, spoken } = await speak(locale)
    expect(new Set(spoken)).toEqual(new Set([`${locale} ${/ar|he|fa/.test(locale) ? 'rtl' : 'ltr'}`]))
    const english = new Map(flat(ENGLISH))
    const own = new Map(flat({ ...texts }))
    expect([...own.keys()]).toEqual([...english.keys()])
    for (const [name, text] of own) {
      expect(text.trim(), name).not.toBe('')
      expect(text.includes('#'), name).toBe(english.get(name)?.includes('#'))
    }
    // No line was left untranslated: what is alike in both is short.
    const alike = [...own].filter(([name, text]) => text.length > 12 && text === english.get(name))
    expect(alike).toEqual([])
  })

  it('count by every rule that the language has', async () => {
    const { texts } = await speak(locale)
    for (const category of new Intl.PluralRules(locale).resolvedOptions().pluralCategories) {
      expect(formOf(texts.newMessages, category), category).not.toBe('')
      expect(formOf(texts.help.found, category), category).not.toBe('')
    }
  })
})

describe('the language of the panel', () => {
  it.each([
    [['de-AT'], 'de'],
    [['de_CH'], 'de'],
    [['pt'], 'pt-BR'],
    [['pt-PT'], 'pt-BR'],
    [['zh-CN'], 'zh-Hans'],
    [['zh'], 'zh-Hans'],
    [['zh-TW', 'ja'], 'ja'],
    [['zh-Hant-HK'], 'en'],
    [['zh-TW', 'zh'], 'en'],
    [['zh-TW', 'zh', 'zh-CN'], 'zh-Hans'],
    [['zh-Hans-HK'], 'zh-Hans'],
    [['en-HK', 'zh-HK', 'zh'], 'en'],
    [['ko', 'pt-MO'], 'pt-BR'],
    [['fr-MO', 'en'], 'fr'],
    [['iw-IL'], 'he'],
    [[undefined, '', 'FR-ca'], 'fr'],
    [['en-GB', 'de'], 'en'],
    [['ko', 'it'], 'it'],
    [['sr-RU', 'x'], 'en'],
    [['deutsch', 7, null], 'en'],
    [[], 'en'],
  ])('is the first of %j that it speaks: %s', (wanted, locale) => {
    expect(languageOf(wanted).locale).toBe(locale)
  })

  it('is the one chosen last, whichever comes first, and English again after another', async () => {
    const { words, texts, spoken } = await speak('en')
    await Promise.all([words.speak('ru'), words.speak('de')])
    expect([texts.send, texts.help.ask]).toEqual(['Senden', 'Fragen Sie uns'])
    await words.speak('en')
    expect(flat({ ...texts })).toEqual(flat(ENGLISH))
    expect([...new Set(spoken)]).toEqual(['en ltr', 'de ltr'])
    expect(spoken.at(-1)).toBe('en ltr')
  })
})

describe('a counted text', () => {
  it('has the form and the digits of its language', async () => {
    const { texts: russian } = await speak('ru')
    expect([1, 3, 11].map((count) => countText(russian.newMessages, count, 'ru'))).toEqual([
      '1 новое сообщение',
      '3 новых сообщения',
      '11 новых сообщений',
    ])
    const { texts: arabic } = await speak('ar')
    expect(countText(arabic.newMessages, 2, 'ar')).toBe('رسالتان جديدتان')
    const { texts: persian } = await speak('fa')
    expect(countText(persian.newMessages, 12, 'fa')).toBe('۱۲ پیام تازه')
  })

  it('has its last form for a category that it lacks', () => {
    expect(countText(counted({ one: '# day', other: '# days' }), 3, 'ru')).toBe('3 days')
  })
})

it('refuses a translation that lacks a text', () => {
  const { events, ...others } = FIRST
  const { closed: _, ...fewer } = events
  expect(() => packTexts({ ...others, events: fewer } as typeof FIRST)).toThrow('no text closed')
  const { seenBy: _seenBy, ...fewerLate } = LATE
  expect(() => packLateTexts(fewerLate as typeof LATE)).toThrow('no text seenBy')
})
