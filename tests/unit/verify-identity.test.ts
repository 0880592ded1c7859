import { exportJWK, exportSPKI, generateKeyPair, SignJWT, UnsecuredJWT } from 'jose'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { identityKeys, verifyIdentity } from '../../functions/chat/verify-identity.ts'

const PROJECT = 'shop'
const NOW = new Date('2026-11-26T12:00:00.000Z')
const seconds = NOW.getTime() / 1000
const SECRET = 'first-secret-of-thirty-two-bytes-'
const OTHER = 'second-secret-of-thirty-two-bytes'
const bytes = (secret: string) => new TextEncoder().encode(secret)
/** By `printf customer-1 | sha256sum`. */
const ID_HASH = 'e83f10dcd2c68747c3f3ba14a54258d5c1843a8d75b0f5cb52c6f3df052a72d1'
const claims = { sub: 'customer-1', aud: PROJECT, iat: seconds, exp: seconds + 600 }

function signed(payload: object, alg = 'HS256', key: Parameters<SignJWT['sign']>[0] = bytes(SECRET)) {
  return new SignJWT({ ...payload }).setProtectedHeader({ alg, kid: 'a' }).sign(key)
}

const bySecret = identityKeys(`${SECRET} ${OTHER}`, undefined)
const verify = (token: string, keys = bySecret) => verifyIdentity(token, PROJECT, keys, NOW)

let pair: Awaited<ReturnType<typeof generateKeyPair>>
let published: string
beforeAll(async () => {
  pair = await generateKeyPair('RS256', { extractable: true })
  published = JSON.stringify({ keys: [{ ...(await exportJWK(pair.publicKey)), kid: 'a' }] })
})
const URL_OF_KEYS = 'https://shop.example/keys'
const byKeys = (answer: typeof fetch, secret?: string) => identityKeys(secret, URL_OF_KEYS, answer)

describe('a token', () => {
  it('says who the visitor is by either of two secrets', async () => {
    const whole = { ...claims, name: ' Zoë ', email: 'zoe@example.com' }
    const identity = { id: 'customer-1', idHash: ID_HASH, name: 'Zoë', email: 'zoe@example.com' }
    expect(await verify(await signed(whole))).toEqual(identity)
    expect(await verify(await signed(whole, 'HS256', bytes(OTHER)))).toEqual(identity)
  })

  it('says no name and no address that are none, or that the site doesn’t believe', async () => {
    const none = { id: 'customer-1', idHash: ID_HASH, name: null, email: null }
    expect(await verify(await signed({ ...claims, name: 4, email: 'zoe' }))).toEqual(none)
    const unbelieved = { ...claims, email: 'zoe@example.com', email_verified: false }
    expect(await verify(await signed(unbelieved))).toEqual(none)
  })

  it('says who the visitor is by a key that the site publishes, which is read once', async () => {
    const read = vi.fn<typeof fetch>(async () => new Response(published))
    const keys = byKeys(read)
    const token = await signed(claims, 'RS256', pair.privateKey)
    await verify(token, keys)
    expect(await verify(token, keys)).toMatchObject({ id: 'customer-1' })
    expect(read).toHaveBeenCalledTimes(1)
  })

  it.each([
    ['another secret', () => signed(claims, 'HS256', bytes('x'.repeat(32)))],
    ['no signature at all', async () => new UnsecuredJWT(claims).encode()],
    ['another project', () => signed({ ...claims, aud: 'another' })],
    ['no project', () => signed({ ...claims, aud: undefined })],
    ['a time that is over', () => signed({ ...claims, iat: seconds - 900, exp: seconds - 60 })],
    ['half a character as its subject', () => signed({ ...claims, sub: 'a\ud800' })],
    ['no end', () => signed({ ...claims, exp: undefined })],
    ['an end more than an hour ahead', () => signed({ ...claims, exp: seconds + 7200 })],
    ['no beginning', () => signed({ ...claims, iat: undefined })],
    ['a beginning more than an hour ago', () => signed({ ...claims, iat: seconds - 7200 })],
    ['a beginning that is still to come', () => signed({ ...claims, iat: seconds + 600 })],
    ['a time before which it isn’t meant to be used', () => signed({ ...claims, nbf: seconds + 600 })],
    ['no subject', () => signed({ ...claims, sub: undefined })],
    ['a blank subject', () => signed({ ...claims, sub: ' ' })],
    ['a very long subject', () => signed({ ...claims, sub: 'x'.repeat(200) })],
    ['nothing of a token', async () => 'nonsense'],
    [
      'a key of its own in its head',
      () =>
        new SignJWT(claims)
          .setProtectedHeader({ alg: 'HS256', jku: 'https://evil.example', jwk: { kty: 'oct' } })
          .sign(bytes('x'.repeat(32))),
    ],
  ])('with %s says nothing', async (_, make) => {
    await expect(verify(await make())).rejects.toMatchObject({ code: 'identity_invalid' })
  })

  it('signed with the public key for a secret says nothing', async () => {
    const asSecret = bytes(await exportSPKI(pair.publicKey))
    const token = await signed(claims, 'HS256', asSecret)
    const read = vi.fn<typeof fetch>(async () => new Response(published))
    await expect(verify(token, byKeys(read))).rejects.toMatchObject({ code: 'identity_invalid' })
    await expect(verify(token, byKeys(read, SECRET))).rejects.toMatchObject({ code: 'identity_invalid' })
    const secretKey = JSON.stringify({ keys: [{ kty: 'oct', k: 'eHh4eHh4eHg', kid: 'a' }] })
    await expect(
      verify(
        token,
        byKeys(async () => new Response(secretKey)),
      ),
    ).rejects.toMatchObject({
      code: 'identity_invalid',
    })
    expect(read).not.toHaveBeenCalled()
  })

  it('says nothing where the site has no key, or only what can be guessed', async () => {
    const token = await signed(claims, 'HS256', bytes('short'.padEnd(32)))
    for (const keys of [identityKeys(undefined, undefined), identityKeys('short', undefined)])
      await expect(verify(token, keys)).rejects.toMatchObject({ code: 'identity_invalid' })
    expect(identityKeys(undefined, 'http://shop.example/keys').published).toBeNull()
  })
})

describe('keys that the site publishes', () => {
  it.each([
    ['fail', async () => Promise.reject(new TypeError('fetch failed'))],
    ['are an error', async () => new Response('', { status: 500 })],
    ['are no keys', async () => new Response('<html>')],
    ['have no end', async () => new Response(published + ' '.repeat(100_000))],
  ])('and %s are reported as missing, not as a wrong token', async (_, answer) => {
    const token = await signed(claims, 'RS256', pair.privateKey)
    await expect(verify(token, byKeys(answer))).rejects.toMatchObject({ code: 'identity_keys_unavailable' })
  })

  it('are not asked for again within half a minute of a failure, nor twice at once', async () => {
    vi.useFakeTimers({ toFake: ['performance'] })
    try {
      const read = vi.fn<typeof fetch>(async () => new Response('', { status: 500 }))
      const keys = byKeys(read)
      const token = await signed(claims, 'RS256', pair.privateKey)
      const code = async () => verify(token, keys).then(String, (refusal: { code: string }) => refusal.code)
      const unavailable = 'identity_keys_unavailable'
      expect(await Promise.all([code(), code(), code()])).toEqual([unavailable, unavailable, unavailable])
      vi.advanceTimersByTime(29_000)
      expect(await code()).toBe(unavailable)
      expect(read).toHaveBeenCalledTimes(1)
      read.mockImplementation(async () => new Response(published))
      vi.advanceTimersByTime(1500)
      expect(await verify(token, keys)).toMatchObject({ id: 'customer-1' })
      expect(read).toHaveBeenCalledTimes(2)
    } finally {
      vi.useRealTimers()
    }
  })

  it('are waited for no longer than two seconds', async () => {
    const token = await signed(claims, 'RS256', pair.privateKey)
    let signal: AbortSignal | null | undefined
    const hangs: typeof fetch = (_, options) => {
      signal = options?.signal
      return new Promise((_resolve, reject) => {
        signal?.addEventListener('abort', () => reject(new DOMException('late', 'TimeoutError')))
      })
    }
    await expect(verify(token, identityKeys(undefined, URL_OF_KEYS, hangs))).rejects.toMatchObject({
      code: 'identity_keys_unavailable',
    })
    expect(signal?.aborted).toBe(true)
  })
})
