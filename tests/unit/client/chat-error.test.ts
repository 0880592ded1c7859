import { afterEach, describe, expect, it, vi } from 'vitest'
import { ChatError, codeOf, isGone } from '../../../client/chat-error.ts'

afterEach(() => vi.restoreAllMocks())

describe('an error of the chat', () => {
  it.each([
    ['network', 0, true],
    ['timeout', 408, true],
    ['rate_limited', 429, true],
    ['appwrite_unavailable', 500, true],
    ['appwrite_unavailable', 503, true],
    ['session_changed', 409, true],
    ['session_closed', 409, false],
    ['body_invalid', 400, false],
    ['not_deployed', 499, false],
  ])('%s of status %d passes by itself: %s', (code, status, passes) => {
    expect(new ChatError(code, code, status).passes).toBe(passes)
  })

  it('passes where no answer told a status, and says its code where nothing else is said', () => {
    const cause = new TypeError('Failed to fetch')
    const error = new ChatError('network', undefined, undefined, { cause })
    expect(error).toMatchObject({
      name: 'ChatError',
      code: 'network',
      message: 'network',
      passes: true,
      cause,
    })
  })

  it('is known by its code; a fault of the script is told in the console and counts as internal', () => {
    const told = vi.spyOn(console, 'error').mockReturnValue()
    expect(codeOf(new ChatError('timeout'))).toBe('timeout')
    expect(told).not.toHaveBeenCalled()
    const fault = new TypeError('x is not a function')
    expect(codeOf(fault)).toBe('internal')
    expect(told).toHaveBeenCalledExactlyOnceWith('Porchlight:', fault)
  })

  it.each([
    ['session_not_found', true],
    ['visitor_unknown', true],
    ['session_closed', false],
    ['network', false],
  ])('%s asks for a new start: %s', (code, gone) => {
    expect(isGone(code)).toBe(gone)
  })
})
