import { describe, expect, it } from 'vitest'

import { SegmentRouter } from '../../http/segment-router.ts'

const router = new SegmentRouter<string>()
for (const [method, path] of [
  ['GET', '/users/:userId'],
  ['GET', '/users/usage'],
  ['GET', '/users/:userId/prefs'],
  ['POST', '/users/sha'],
  ['DELETE', '/rows/:rowId/:column'],
] as const)
  router.add(method, path, `${method} ${path}`)

describe('routes', () => {
  it.each([
    ['GET', '/users/u1', 'GET /users/:userId', { userId: 'u1' }],
    ['GET', '/users/usage', 'GET /users/usage', {}],
    ['GET', '/users/sha', 'GET /users/:userId', { userId: 'sha' }],
    ['GET', '/users/usage/prefs', 'GET /users/:userId/prefs', { userId: 'usage' }],
    ['POST', '/users/sha', 'POST /users/sha', {}],
    ['DELETE', '/rows/r1/text', 'DELETE /rows/:rowId/:column', { rowId: 'r1', column: 'text' }],
  ])('%s %s is %s', (method, path, handler, params) => {
    expect(router.match(method, path)).toEqual([[[handler, params]]])
  })

  it.each([
    ['POST', '/users/u1'],
    ['GET', '/users'],
    ['GET', '/users/'],
    ['GET', '/users/u1/prefs/more'],
    ['DELETE', '/rows//text'],
    ['GET', '/__proto__'],
    ['constructor', '/users/u1'],
  ])('%s %s is none', (method, path) => {
    expect(router.match(method, path)).toEqual([[]])
  })

  it('are there once', () => {
    expect(() => router.add('GET', '/users/:otherId', '')).toThrow('GET /users/:otherId is there twice')
  })
})
