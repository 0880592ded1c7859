import { describe, expect, it } from 'vitest'
import type { SessionEvent } from '../../contract/tables/messages.ts'
import { unanswered } from '../../functions/bot/unanswered.ts'
import { message } from '../support/chat-rows.ts'
import { chatNameOf, previewOf } from '../../functions/sessions/preview.ts'

describe('what nobody has answered', () => {
  const at = (
    $sequence: number,
    id: string,
    sender: 'user' | 'bot' | 'agent' | 'system',
    event: SessionEvent | null = null,
  ) => message($sequence, $sequence, { $id: id, sender, event })

  it('is a message that came while the bot wrote the answer to the one before', () => {
    const rows = [at(1, 'm_1', 'user'), at(2, 'm_2', 'user'), at(3, 'a_1', 'bot')]
    expect(unanswered(rows).map(({ $id }) => $id)).toEqual(['m_2'])
    expect(unanswered([...rows, at(4, 'a_2', 'bot')])).toEqual([])
  })

  it('is what stands behind an answer whose question is not in sight', () => {
    expect(unanswered([at(8, 'a_5', 'bot'), at(9, 'm_9', 'user')]).map(({ $id }) => $id)).toEqual(['m_9'])
  })

  it('is nothing that a person has taken over, or that is over', () => {
    const question = at(1, 'm_1', 'user')
    expect(unanswered([question, at(2, 'x', 'agent')])).toEqual([])
    for (const event of ['escalated', 'returned_to_bot', 'closed'] as const) {
      expect(unanswered([question, at(2, 'x', 'system', event)])).toEqual([])
    }
    // The message that opened it again is the one to answer.
    expect(unanswered([question, at(2, 'x', 'system', 'reopened')])).toEqual([question])
  })

  it('is what the turn was opened for and all behind it, until somebody answers, whatever became of the session', () => {
    const [before, opener, later] = [at(1, 'm_1', 'user'), at(2, 'm_2', 'user'), at(4, 'm_4', 'user')]
    for (const event of ['returned_to_bot', 'closed'] as const) {
      const rows = [before, opener, at(3, 'x', 'system', event), later, at(5, 'y', 'system', event)]
      expect(unanswered(rows, 'm_2')).toEqual([opener, later])
      expect(unanswered([...rows, at(6, 'a_4', 'bot')], 'm_2')).toEqual([])
      expect(unanswered([...rows, at(6, 'z', 'agent')], 'm_2')).toEqual([])
    }
    expect(unanswered([opener, at(3, 'x', 'system', 'closed')], 'm_0')).toEqual([])
  })
})

describe('what a list shows', () => {
  it('is one line, cut between characters', () => {
    expect(chatNameOf({ text: '  Where is\n\nmy parcel?  ' })).toBe('Where is my parcel?')
    expect(Array.from(chatNameOf({ text: '🕯️'.repeat(60) }))).toHaveLength(40)
    expect(previewOf('user', { text: '' }).preview).toBeNull()
  })
})
