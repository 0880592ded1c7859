import { defineConfig } from 'vitest/config'
import { LongestFirst } from './tests/support/longest-first.ts'

/** For what comes in the end: a machine three times as busy stays far below it. */
const expectPoll = { poll: { timeout: 60_000 } }

/** Pure logic; simulated worlds; built functions on a real local server; a whole Appwrite, ours or a real one; and a real Chromium. */
export default defineConfig({
  test: {
    globalSetup: 'tests/support/build-once.ts',
    // Much of the time goes by waiting for processes, so that it takes four at once to keep two cores busy; by itself it is one.
    maxWorkers: 4,
    sequence: { sequencer: LongestFirst },
    // Limits for what hangs: a machine three times as busy stays far below them.
    projects: [
      {
        test: {
          name: 'unit',
          include: ['{,local-appwrite/}tests/unit/**/*.test.ts'],
          // Pure logic: to load every module again for each file takes longer than the tests.
          isolate: false,
          testTimeout: 120_000,
          hookTimeout: 120_000,
          expect: expectPoll,
        },
      },
      {
        test: {
          name: 'integration',
          include: ['{,local-appwrite/}tests/integration/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          expect: expectPoll,
        },
      },
      {
        test: {
          name: 'simulation',
          include: ['tests/simulation/**/*.test.ts'],
          testTimeout: 600_000,
          hookTimeout: 120_000,
          expect: expectPoll,
        },
      },
      {
        test: {
          name: 'appwrite',
          include: ['tests/appwrite/**/*.test.ts'],
          testTimeout: 300_000,
          hookTimeout: 300_000,
          expect: expectPoll,
        },
      },
      {
        test: {
          name: 'browser',
          include: ['tests/browser/**/*.test.ts'],
          testTimeout: 240_000,
          hookTimeout: 240_000,
          expect: expectPoll,
        },
      },
    ],
  },
})
