import { describe, expect, it } from 'vitest'
import { findingsOf, type Readings } from '../../functions/admin/health-findings.ts'

const now = new Date('2026-03-01T12:00:00.000Z')
const ago = (seconds: number) => new Date(now.getTime() - seconds * 1000).toISOString()
const HOUR = 3600

const fine: Readings = {
  upkeep: { at: ago(60), behindSeconds: 0 },
  turnSince: null,
  eventSince: null,
  eventGivenUpAt: null,
  mailDueSince: null,
  mailIsTried: false,
  mailFailedAt: null,
}

const part = (name: string, readings: Partial<Readings>) =>
  findingsOf({ ...fine, ...readings }, now).find((one) => one.name === name)

describe('a part', () => {
  it('is fine where nothing waits, and has nothing to do', () => {
    expect(findingsOf(fine, now).map(({ state, fix }) => [state, fix])).toEqual(
      Array.from({ length: 5 }, () => ['ok', null]),
    )
  })

  it.each<[string, Partial<Readings>, 'ok' | 'warn' | 'fail']>([
    ['bot', { turnSince: ago(59) }, 'ok'],
    ['bot', { turnSince: ago(60) }, 'warn'],
    ['bot', { turnSince: ago(7 * 60) }, 'fail'],
    ['upkeep', { upkeep: null }, 'warn'],
    ['upkeep', { upkeep: { at: ago(15 * 60), behindSeconds: 0 } }, 'ok'],
    ['upkeep', { upkeep: { at: ago(15 * 60 + 1), behindSeconds: 0 } }, 'fail'],
    ['upkeep', { upkeep: { at: ago(60), behindSeconds: 901 } }, 'warn'],
    ['webhooks', { eventSince: ago(600) }, 'ok'],
    ['webhooks', { eventSince: ago(601) }, 'warn'],
    ['webhooks', { eventSince: ago(6 * HOUR) }, 'fail'],
    ['webhooks', { eventGivenUpAt: ago(23 * HOUR) }, 'warn'],
    ['webhooks', { eventGivenUpAt: ago(24 * HOUR) }, 'ok'],
    ['mail', { mailDueSince: ago(1800) }, 'ok'],
    ['mail', { mailDueSince: ago(1801) }, 'warn'],
    ['mail', { mailIsTried: true }, 'warn'],
    ['mail', { mailFailedAt: ago(23 * HOUR) }, 'warn'],
    ['mail', { mailFailedAt: ago(24 * HOUR) }, 'ok'],
  ])('%s with %j is %s, with what to do unless it is fine', (name, readings, state) => {
    const found = part(name, readings)
    expect(found?.state).toBe(state)
    expect(found?.fix === null).toBe(state === 'ok')
  })

  it('says how long its oldest work has waited, never less than nothing', () => {
    expect(part('bot', { turnSince: ago(90) })).toMatchObject({
      ageSeconds: 90,
      says: 'The oldest question has waited for the bot for 90 s.',
    })
    expect(part('bot', { turnSince: ago(-5) })?.ageSeconds).toBe(0)
  })
})
