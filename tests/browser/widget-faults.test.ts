import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { liveThroughFaults, STORM } from '../faults/live-through-faults.ts'
import { launchChromium } from '../support/chromium.ts'

let folder: string
let browser: Browser
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'porchlight-faults-'))
  browser = await launchChromium()
})
afterAll(async () => {
  await browser.close()
  await rm(folder, { recursive: true, force: true })
})

it('brings every message once, in order, to every tab through a network of faults and a kill of the server', async () => {
  const { messages, faults, kills, ...findings } = await liveThroughFaults(browser, folder, {
    seed: 7,
    messages: 40,
    visitors: 3,
    kills: 1,
    rates: STORM,
    // A silent socket is given up in half a minute; here it ends sooner by itself.
    muteMs: 3000,
    pauseMs: [50, 400],
  })
  expect(findings).toEqual({
    lost: [],
    doubled: [],
    outOfOrder: [],
    stuck: [],
    tabsBehind: [],
    wrongCounters: [],
    botOverAgent: [],
  })
  expect(messages).toBeGreaterThanOrEqual(40)
  expect(kills).toBe(1)
  expect(Object.keys(faults).length).toBeGreaterThan(5)
}, 300_000)
