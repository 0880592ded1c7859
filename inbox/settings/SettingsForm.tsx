import { useStore } from '@nanostores/preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { LiveText } from '../elements/LiveText.tsx'
import { HoursField } from './HoursField.tsx'
import { SETTING_GROUPS, type SettingField } from './setting-fields.ts'
import type { SettingsActions } from './settings-actions.ts'
import type { Settings, SettingsStore } from './settings-store.ts'
import { ThemeField } from './ThemeField.tsx'

interface Props {
  readonly store: SettingsStore
  readonly actions: SettingsActions
  /** As they are stored. */
  readonly settings: Settings
}

/** What the site's owner decides, in groups; those who may not change it read it. */
export function SettingsForm({ store, actions, settings }: Props) {
  const changes = useStore(store.$changes)
  const problems = useStore(store.$problems)
  const isSaving = useStore(store.$isSaving)
  const mayChange = useStore(store.$mayChange)
  const shown: Settings = { ...settings, ...changes }
  const isChanged = Object.keys(changes).length > 0
  const form = useRef<HTMLFormElement>(null)
  // What is refused may be out of sight.
  useEffect(
    () => form.current?.querySelector('.setting .problem')?.scrollIntoView({ block: 'center' }),
    [problems],
  )
  const save = async (event: Event) => {
    event.preventDefault()
    await actions.save()
  }
  return (
    <form ref={form} class="settings-form" aria-label="Settings" onSubmit={(event) => void save(event)}>
      {!mayChange && (
        <p class="remark">Only admins change these. An admin makes you one with add-agent --admin.</p>
      )}
      {SETTING_GROUPS.map(({ name, fields }) => (
        <fieldset key={name}>
          <legend>{name}</legend>
          {fields.map((field) => (
            <div key={field.name} class="setting" data-kind={field.kind}>
              <Setting
                field={field}
                shown={shown}
                isDisabled={!mayChange}
                onChange={(value) => actions.change({ [field.name]: value })}
              />
              {Object.entries(problems)
                .filter(([at]) => at === field.name || at.startsWith(`${field.name}.`))
                .map(([at, problem]) => (
                  <p key={at} class="problem" role="alert">
                    {placeIn(field.name, at)}
                    {problem}
                  </p>
                ))}
            </div>
          ))}
        </fieldset>
      ))}
      {mayChange && (
        <footer>
          <button type="submit" class="primary" disabled={!isChanged || isSaving}>
            Save
          </button>
          <button type="button" disabled={!isChanged || isSaving} onClick={actions.discard}>
            Discard changes
          </button>
          <output>
            <LiveText>{useStore(store.$done)}</LiveText>
          </output>
        </footer>
      )}
    </form>
  )
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}

function Setting(props: {
  readonly field: SettingField
  readonly shown: Settings
  readonly isDisabled: boolean
  readonly onChange: (value: unknown) => void
}) {
  const { field, shown, isDisabled, onChange } = props
  const value = shown[field.name]
  const text = textOf(value)
  const help = field.help !== undefined && <small>{field.help}</small>
  switch (field.kind) {
    case 'theme':
      return (
        <>
          <h3>{field.label}</h3>
          <ThemeField
            text={text}
            isDisabled={isDisabled}
            onChange={onChange}
            siteName={textOf(shown['siteName']) ?? 'Chat'}
            greeting={textOf(shown['greeting']) ?? 'Hello! How can we help?'}
          />
          {help}
        </>
      )
    case 'hours':
      return (
        <>
          <h3>{field.label}</h3>
          <HoursField text={text} isDisabled={isDisabled} onChange={onChange} />
        </>
      )
    case 'switch':
      return (
        <label class="check">
          <input
            type="checkbox"
            checked={value === true}
            disabled={isDisabled}
            onChange={(event) => onChange(event.currentTarget.checked)}
          />
          {field.label}
          {help}
        </label>
      )
    case 'number':
      return (
        <label>
          {field.label}
          <span>
            <input
              type="number"
              required
              value={Number(value)}
              disabled={isDisabled}
              min={0}
              onInput={(event) => onChange(event.currentTarget.valueAsNumber)}
            />{' '}
            {field.unit}
          </span>
          {help}
        </label>
      )
    case 'choice':
      return (
        <label>
          {field.label}
          <select
            value={String(value)}
            disabled={isDisabled}
            onChange={(event) => onChange(event.currentTarget.value)}
          >
            {Object.entries(field.options).map(([option, words]) => (
              <option key={option} value={option}>
                {words}
              </option>
            ))}
          </select>
          {help}
        </label>
      )
    case 'lines':
      return (
        <label>
          {field.label}
          <Lines lines={linesOf(value)} isDisabled={isDisabled} onChange={onChange} />
          {help}
        </label>
      )
    case 'text':
    case 'words': {
      const Field = field.kind === 'text' ? 'input' : 'textarea'
      return (
        <label>
          {field.label}
          <Field
            value={text ?? ''}
            dir="auto"
            disabled={isDisabled}
            onInput={(event: { readonly currentTarget: { readonly value: string } }) =>
              onChange(event.currentTarget.value || null)
            }
          />
          {help}
        </label>
      )
    }
  }
}

/** What is wanted where people write times and dates. */
const EXPECTED: Readonly<Record<string, string>> = {
  'hours.week': 'Times of a day look like 09:00-12:30, 13:30-18:00.',
  'hours.zone': 'A time zone looks like Europe/Berlin.',
  'hours.holidays': 'Holidays look like 2026-12-25, one a line.',
}

/** Which part of a setting it is: a line of a list, or what JSON calls it. */
function placeIn(name: string, at: string): string {
  const place = at.slice(name.length + 1)
  const expected = EXPECTED[at] ?? (place.startsWith('week.') ? EXPECTED['hours.week'] : undefined)
  if (expected !== undefined) return `${expected} It `
  if (place === '') return 'It '
  return /^\d+$/.test(place) ? `Line ${Number(place) + 1} ` : `${place} `
}

function linesOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []
}

/** A list as lines; while one types there may be empty ones and blanks. */
function Lines(props: {
  readonly lines: readonly string[]
  readonly isDisabled: boolean
  readonly onChange: (lines: string[]) => void
}) {
  const [typed, setTyped] = useState<string | null>(null)
  return (
    <textarea
      rows={3}
      dir="auto"
      value={typed ?? props.lines.join('\n')}
      disabled={props.isDisabled}
      onInput={({ currentTarget: { value } }) => {
        setTyped(value)
        const lines = value.split('\n').map((line) => line.trim())
        props.onChange(lines.filter((line) => line !== ''))
      }}
      onBlur={() => setTyped(null)}
    />
  )
}
