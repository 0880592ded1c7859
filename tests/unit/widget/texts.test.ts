import { describe, expect, it } from 'vitest'
import { timeFormats } from '../../../widget/conversation/format-time.ts'
import { conversationTexts } from '../../../widget/locales/en/conversation.ts'
import { panelTexts } from '../../../widget/locales/en/panel.ts'
import { fill } from '../../../widget/locales/fill.ts'
import { problemText } from '../../../widget/locales/texts.ts'
import { readOptions } from '../../../widget/panel/read-options.ts'

describe('words', () => {
  it('are the same for a failure that has its sentence in a later part, until that is there', () => {
    expect(problemText(panelTexts, 'session_taken')).toBe(panelTexts.problem)
    expect(problemText({ ...panelTexts, ...conversationTexts }, 'session_taken')).toContain('just write')
  })

  it('say what to do about a failure', () => {
    expect(problemText(panelTexts, 'network')).toBe(
      'We can’t reach the chat. Check your connection and try again.',
    )
    expect(problemText(panelTexts, 'internal')).toContain('Try again')
  })

  it('take a name as it is, whatever is in it', () => {
    expect(fill(conversationTexts.events.agent_joined, '$& # $1')).toBe('$& # $1 joined')
  })
})

describe('times', () => {
  const formats = timeFormats(() => 'en', conversationTexts, ['en-US'])
  const now = new Date(2026, 10, 21, 12).getTime()
  it('are in words within the hour, by the clock after it', () => {
    expect(formats.ago(now - 59_999, now)).toBe('just now')
    expect(formats.ago(now + 5000, now)).toBe('just now')
    expect(formats.ago(now - 120_000, now)).toBe('2 min. ago')
    expect(formats.time(now - 3 * 3_600_000, now)).toBe('9:00 AM')
  })

  it('say how long it is to a time to come', () => {
    expect(formats.until(now + 90_000, now)).toBe('in 2 min.')
    expect(formats.until(now - 1, now)).toBe('in 1 min.')
  })

  it('are in the language of the words, as the visitor’s region writes it, and in another once that is chosen', () => {
    let locale = 'de'
    const own = timeFormats(() => locale, { justNow: 'gerade eben' }, ['de', 'en-US', 'de-AT'])
    expect(own.ago(now - 120_000, now)).toBe('vor 2 Min.')
    expect(own.day(now, now)).toBe('Heute')
    const january = new Date(2027, 0, 5, 15, 4).getTime()
    expect(own.moment(january)).toContain('Jänner')
    locale = 'en'
    expect(own.day(now, now)).toBe('Today')
    expect(own.moment(january)).toContain('3:04 PM')
  })

  it('name the days around now', () => {
    expect(formats.day(now, now)).toBe('Today')
    expect(formats.day(now - 24 * 3_600_000, now)).toBe('Yesterday')
    expect(formats.day(now - 6 * 24 * 3_600_000, now)).toContain('15')
  })
})

describe('readOptions', () => {
  const BASE = 'https://chat.example/files/widget.js'
  const tag = { endpoint: 'https://cloud.example/v1/', project: 'p' }
  it('reads the theme from JSON and from attributes, which win', () => {
    const options = readOptions(
      {
        ...tag,
        theme: '{"accent":"#112233","radius":4}',
        accent: '#445566',
        offsetX: '32',
      },
      BASE,
    )
    expect(options).toMatchObject({
      endpoint: 'https://cloud.example/v1',
      projectId: 'p',
      theme: { accent: '#445566', radius: 4, offsetX: 32 },
      rejected: [],
    })
  })

  it('leaves out what is wrong, and names it', () => {
    expect(readOptions({ ...tag, accent: 'red;background:url(x)', offsetY: '-1' }, BASE)).toMatchObject({
      theme: {},
      rejected: ['accent', 'offsetY'],
    })
    expect(readOptions({ ...tag, theme: '{' }, BASE)).toMatchObject({ theme: {}, rejected: ['data-theme'] })
  })

  it('takes an endpoint relative to the script, and settings as values', () => {
    expect(
      readOptions(
        { endpoint: '../v1', project: 'p', theme: { radius: 4 }, offsetX: 0, corpora: ['a', 'b'] },
        BASE,
      ),
    ).toMatchObject({
      endpoint: 'https://chat.example/v1',
      theme: { radius: 4, offsetX: 0 },
      corpora: ['a', 'b'],
      rejected: [],
    })
    expect(readOptions({ ...tag, corpora: 'a, b' }, BASE).corpora).toEqual(['a', 'b'])
  })
})
