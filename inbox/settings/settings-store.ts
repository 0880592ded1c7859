import { atom } from 'nanostores'
import type { SettingName } from './setting-fields.ts'

/** Settings by name, as the server answered them: it checks what is stored, and its columns are no burden of this page. */
export type Settings = Readonly<Record<string, unknown>>
export type Changes = Readonly<Partial<Record<SettingName, unknown>>>

export type SettingsStore = ReturnType<typeof createSettingsStore>

export function createSettingsStore() {
  return {
    /** As they are stored; null until they were read. */
    $settings: atom<Settings | null>(null),
    /** Whether this agent may change them. */
    $mayChange: atom(false),
    /** What was typed and not saved. */
    $changes: atom<Changes>({}),
    /** What the server said of a setting, by its name, or the name of a part of it: `theme.accent`. */
    $problems: atom<Readonly<Record<string, string>>>({}),
    $isSaving: atom(false),
    $done: atom(''),
  }
}
