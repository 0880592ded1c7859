import type { SettingsAnswer } from '../../contract/admin-api.ts'
import type { SettingsRequest } from '../../contract/admin-requests.ts'
import { readHours } from '../../contract/hours.ts'
import { isMailAddress } from '../../contract/mail-address.ts'
import { Refusal } from '../../contract/refusal.ts'
import { readTheme } from '../../contract/theme.ts'
import { actorOf, type AdminCall, type Operator } from './admin-call.ts'

/** The site's settings as they are stored now. */
export async function readSettings({ repositories, caller }: AdminCall): Promise<SettingsAnswer> {
  return { settings: await repositories.settings.get(), mayChange: mayChange(caller) }
}

/**
 * Changes some of the settings.
 *
 * @throws Refusal `not_an_admin`; `body_invalid` with the places of what is wrong in a theme, hours, addresses
 */
export async function changeSettings(call: AdminCall, changes: SettingsRequest): Promise<SettingsAnswer> {
  const { repositories, caller } = call
  if (!mayChange(caller)) throw new Refusal('not_an_admin')
  const wrong = problemsOf(changes)
  if (wrong.length > 0) throw new Refusal('body_invalid', { details: wrong })
  const settings = await repositories.settings.put(changes)
  await repositories.audit.write({
    action: 'settings',
    actor: actorOf(caller),
    sessionId: null,
    detail: { changed: Object.keys(changes) },
  })
  return { settings, mayChange: true }
}

/** What links in mails open and what the bot says is in the settings: not everybody who answers visitors decides on that. */
function mayChange(caller: Operator): boolean {
  return caller.kind === 'secret' || caller.isAdmin
}

interface Problem {
  readonly at: string
  readonly problem: string
}

/** What the columns alone can't tell: texts that functions would leave aside. */
function problemsOf({ theme, hours, botTexts, alertEmails, siteUrl }: SettingsRequest): readonly Problem[] {
  const problems: Problem[] = []
  const add = (at: string, problem: string) => void problems.push({ at, problem })
  for (const [at, text] of Object.entries({ theme, botTexts })) {
    if (text && parsed(text) === undefined) add(at, 'must be JSON')
  }
  if (theme && parsed(theme) !== undefined) {
    for (const token of readTheme(parsed(theme)).rejected) add(`theme.${token}`, 'is not what a theme takes')
  }
  if (hours) for (const at of readHours(hours).rejected) add(`hours.${at}`, 'can’t be read')
  for (const [index, address] of (alertEmails ?? []).entries()) {
    if (!isMailAddress(address)) add(`alertEmails.${index}`, 'must be an e-mail address')
  }
  if (siteUrl && !/^https?:/.test(URL.parse(siteUrl)?.protocol ?? '')) {
    add('siteUrl', 'must be an address, http or https')
  }
  return problems
}

/** Undefined for what is no JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text) ?? null
  } catch {
    // The caller is told.
    return undefined
  }
}
