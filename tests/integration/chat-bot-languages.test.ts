import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { adminPaths } from '../../contract/admin-api.ts'
import type { SettingsRow } from '../../contract/tables/settings.ts'
import { botTextsIn } from '../../functions/bot/locales/bot-texts.ts'
import { callAdmin } from '../support/admin.ts'
import { startStack, type Stack } from '../support/stack.ts'
import { startVisitor } from '../support/visitor.ts'

let stack: Stack
beforeAll(async () => {
  stack = await startStack()
})
afterAll(() => stack.close())

/** Settings that the next turn of the bot reads. */
async function set(settings: Partial<SettingsRow>): Promise<void> {
  await stack.repositories.settings.put({
    botMode: 'first',
    hours: null,
    language: null,
    botTexts: null,
    ...settings,
  })
  stack.coldStart('bot')
}

describe('the bot says in the visitor’s language', () => {
  beforeAll(() => set({}))

  it.each([
    ['de', 'Guten Tag', 'Wie wird morgen das Wetter am Nordpol?', 'Englisch'],
    ['es', 'buenas tardes', '¿Qué tiempo hará mañana en el polo norte?', 'inglés'],
    ['fr', 'Bonjour', 'Quel temps fera-t-il demain au pôle nord ?', 'anglais'],
  ] as const)(
    '%s: that no person writes, a greeting, and which language the articles are in, however often',
    async (locale, hello, question, english) => {
      const { disclosure, name, greeting, otherLanguage } = botTextsIn(locale)
      const visitor = await startVisitor(stack, { locale })
      expect(await visitor.ask(hello)).toMatchObject({
        authorName: name,
        answerKind: 'small_talk',
        text: `${disclosure}\n\n${greeting}`,
      })
      const text = otherLanguage.replace('{languages}', english)
      for (const asked of [question, question]) {
        expect(await visitor.ask(asked)).toMatchObject({ answerKind: 'other_language', text })
      }
    },
  )

  it('that no person writes again after the chat was cleared, and before an answer from the articles', async () => {
    const { disclosure } = botTextsIn('en')
    const visitor = await startVisitor(stack)
    expect((await visitor.ask('hello')).text).toContain(disclosure)
    expect((await visitor.ask('Do you take PayPal?')).text).not.toContain(disclosure)
    await callAdmin(stack, 'DELETE', adminPaths.messages(visitor.sessionId))
    expect((await visitor.ask('Do you take PayPal?')).text).toMatch(new RegExp(`^${disclosure}\n\n.*PayPal`))
  })
})

describe('the bot hands over at once', () => {
  beforeAll(() => set({}))

  it.each([
    ['is anybody real there?', 'The visitor asked for a person'],
    ['ich möchte mit einem Mitarbeiter sprechen', 'The visitor asked for a person'],
    ['pásame con una persona', 'The visitor asked for a person'],
    ['this is useless', 'The visitor complained'],
    ['das hilft mir nicht', 'The visitor complained'],
  ])('at "%s", without a word', async (text, reason) => {
    const visitor = await startVisitor(stack)
    expect(await visitor.ask(text)).toMatchObject({ sender: 'system', event: 'escalated' })
    expect(await visitor.session()).toMatchObject({
      needsHuman: true,
      escalationReason: reason,
      messageCount: 1,
    })
  })

  it('at the second question in a row that nothing answers', async () => {
    const visitor = await startVisitor(stack)
    expect(await visitor.ask('What is the meaning of life?')).toMatchObject({ answerKind: 'unknown' })
    expect(await visitor.ask('Who discovered penicillin?')).toMatchObject({ event: 'escalated' })
    expect((await visitor.session()).escalationReason).toBe('No answer twice in a row')
  })
})

describe('the settings', () => {
  it('reword the bot’s texts, but for the disclosure', async () => {
    const own = { greeting: 'Ahoy!', disclosure: 'I am Jane.', name: 'Wicky' }
    await set({ language: 'de', botTexts: JSON.stringify({ de: own }) })
    const visitor = await startVisitor(stack)
    const text = `${botTextsIn('de').disclosure}\n\nAhoy!`
    expect(await visitor.ask('Moin')).toMatchObject({ authorName: 'Wicky', text })
  })

  it('let people answer first, and the bot what an agent returns to it', async () => {
    await set({ botMode: 'person_first' })
    const visitor = await startVisitor(stack)
    expect(await visitor.ask('Do you take PayPal?')).toMatchObject({ event: 'escalated' })
    expect((await visitor.session()).escalationReason).toBe('People answer first here')
    await callAdmin(stack, 'POST', adminPaths.returnToBot(visitor.sessionId))
    expect((await visitor.ask('Do you take PayPal?')).text).toContain('PayPal')
    await set({ botMode: 'off' })
    expect(await visitor.ask('Do you take PayPal?')).toMatchObject({ event: 'escalated' })
    expect((await visitor.session()).escalationReason).toBe('The bot is switched off')
  })

  it('let people answer while they are there', async () => {
    const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']
    const always = Object.fromEntries(days.map((day) => [day, ['00:00-24:00']]))
    for (const [week, isPeople] of [
      [always, true],
      [{ mon: [] }, false],
    ] as const) {
      await set({ botMode: 'outside_hours', hours: JSON.stringify({ zone: 'Asia/Tokyo', week }) })
      const visitor = await startVisitor(stack)
      expect((await visitor.ask('Do you take PayPal?')).event).toBe(isPeople ? 'escalated' : null)
    }
  })
})
