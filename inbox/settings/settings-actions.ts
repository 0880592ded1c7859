import { isRecord } from '../../contract/is-record.ts'
import type { FeatureContext } from '../feature-context.ts'
import { InboxError } from '../inbox-error.ts'
import type { ReadSettings, SettingsCalls } from './settings-calls.ts'
import type { Changes, SettingsStore } from './settings-store.ts'

export interface SettingsActions {
  /** Reads them anew; what was typed stays. */
  readonly read: () => Promise<void>
  readonly change: (changes: Changes) => void
  readonly discard: () => void
  /** Stores what was typed. What the server refuses stays typed, with the reason beside it. */
  readonly save: () => Promise<void>
}

/** The name of its read. */
const READ = 'settings'

/** What the site's owner decides. */
export function createSettingsActions(
  store: SettingsStore,
  calls: SettingsCalls,
  context: FeatureContext,
): SettingsActions {
  const { $settings, $mayChange, $changes, $problems, $isSaving, $done } = store

  context.onSignedOut(() => {
    $settings.set(null)
    $changes.set({})
    $problems.set({})
  })

  function show({ settings, mayChange }: ReadSettings): void {
    $settings.set(settings)
    $mayChange.set(mayChange)
  }

  return {
    read: async () => {
      $done.set('')
      await context.read(READ, async () => show(await calls.read()))
    },
    change: (changes) => {
      $done.set('')
      $changes.set({ ...$changes.get(), ...changes })
    },
    discard: () => {
      $changes.set({})
      $problems.set({})
    },
    save: async () => {
      const changes = $changes.get()
      if ($isSaving.get() || Object.keys(changes).length === 0) return
      $isSaving.set(true)
      const stored = await context.act(() => explained(calls.change(changes), (by) => $problems.set(by)))
      $isSaving.set(false)
      if (stored === null) return
      show(stored)
      // What was typed meanwhile is still to be saved.
      if ($changes.get() === changes) $changes.set({})
      $problems.set({})
      $done.set('Saved. Visitors see it within 15 seconds.')
    },
  }
}

/** Tells what is wrong with which setting. */
async function explained<T>(
  call: Promise<T>,
  tell: (problems: Readonly<Record<string, string>>) => void,
): Promise<T> {
  try {
    return await call
  } catch (thrown) {
    if (!(thrown instanceof InboxError) || !Array.isArray(thrown.details)) throw thrown
    const problems = thrown.details.filter((one: unknown) => isRecord(one))
    tell(Object.fromEntries(problems.map(({ at, problem }) => [String(at), String(problem)])))
    throw new InboxError(thrown.code, 'Some settings can’t be stored: see below.', { cause: thrown })
  }
}
