import { expect, it } from 'vitest'
import { initialState, type ChatState } from '../../../widget/store/chat-state.ts'
import { reasonFor } from '../../../widget/page/watch-availability.ts'
import { message } from '../../support/chat-rows.ts'

const ready: ChatState = { ...initialState, phase: 'ready', hasBegun: true, connection: 'live' }

it.each<[string, Partial<ChatState>, boolean, string | undefined]>([
  ['works', {}, true, undefined],
  ['nobody has opened', { phase: 'loading', hasBegun: false }, true, undefined],
  ['is being opened', { phase: 'loading' }, true, 'remote_config_pending'],
  ['can’t read its settings', { phase: 'failed', problem: 'network' }, true, 'remote_config_failed'],
  ['isn’t allowed here', { phase: 'failed', problem: 'origin_not_allowed' }, true, 'origin_not_allowed'],
  ['takes nothing new', { problem: 'not_accepting' }, true, 'disabled_in_project'],
  ['keeps nothing', { messages: [message(1, 0)] }, false, 'storage_blocked'],
  ['keeps nothing yet', {}, false, undefined],
  ['has no sockets', { connection: 'polling' }, true, 'realtime_blocked'],
])('a chat that %s', (_, state, isKept, reason) => {
  expect(reasonFor({ ...ready, ...state }, isKept)).toBe(reason)
})
