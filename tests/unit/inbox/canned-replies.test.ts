import { describe, expect, it } from 'vitest'
import { cannedRepliesFor, filledIn } from '../../../inbox/conversation/canned-replies.ts'

const reply = (shortcut: string, text: string) => ({ $id: shortcut, shortcut, text })
const replies = [reply('bye', 'Goodbye!'), reply('hello', 'Hello, good day'), reply('Good', 'Well done')]
const offered = (draft: string) => cannedRepliesFor(draft, replies).map(({ shortcut }) => shortcut)

describe('canned replies', () => {
  it('are offered by their shortcut first, then by their text, whatever the case', () => {
    expect(offered('/')).toEqual(['bye', 'hello', 'Good'])
    expect(offered('/good')).toEqual(['Good', 'bye', 'hello'])
    expect(offered('/HEL')).toEqual(['hello'])
  })

  it('are offered for nothing but a slash and one word, from the beginning', () => {
    for (const draft of ['', 'good', ' /good', '/good day', '/good\n', 'and/good'])
      expect(offered(draft)).toEqual([])
  })

  it('are at most eight', () => {
    const many = Array.from({ length: 20 }, (_, index) => reply(`r${index}`, 'text'))
    expect(cannedRepliesFor('/r', many)).toHaveLength(8)
  })

  it('carry the names, and no gap where there is none', () => {
    const text = 'Hello {visitor}, {agent} here. {visitor}?'
    expect(filledIn(text, { visitor: '$& {agent}', agent: 'Ana $1' })).toBe(
      'Hello $& {agent}, Ana $1 here. $& {agent}?',
    )
    expect(filledIn(text, { visitor: null, agent: 'Ana' })).toBe('Hello, Ana here.?')
    expect(filledIn('{visitor}', { visitor: null, agent: 'Ana' })).toBe('')
  })

  it('lose the comma too that sets a visitor apart whose name nobody knows', () => {
    const told = (text: string) => filledIn(text, { visitor: null, agent: 'Ana' })
    expect(told('Glad I could help, {visitor}. Have a good day!')).toBe('Glad I could help. Have a good day!')
    expect(told('Thanks, {visitor}')).toBe('Thanks')
    expect(told('Hi, {visitor}!\nYes, {visitor}\nBye')).toBe('Hi!\nYes\nBye')
    expect(told('{visitor}, your parcel is here.')).toBe('Your parcel is here.')
    expect(filledIn('Bye, {visitor}.', { visitor: 'Zoë', agent: 'Ana' })).toBe('Bye, Zoë.')
  })
})
