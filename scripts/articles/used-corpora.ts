import type { SettingsRow } from '../../contract/tables/settings.ts'

/** The corpora that a site's settings name. */
type NamedCorpora = Pick<SettingsRow, 'corpora' | 'offeredCorpora'>

/**
 * Where articles go that name no corpus: into the one that the site uses. Null where it uses several; a site that names
 * none uses all there are.
 */
export function usualCorpus({ corpora }: NamedCorpora): string | null {
  const [first = 'default', ...others] = corpora
  return others.length > 0 ? null : first
}

/** What becomes of articles in some corpora, in sentences: whether the bot reads them, and what to set where it doesn't. */
export function sayWhoReads(named: readonly string[], { corpora, offeredCorpora }: NamedCorpora): string {
  const all = [...new Set(named)]
  const isUsed = (one: string) => corpora.length === 0 || corpora.includes(one)
  const used = all.filter(isUsed)
  const offered = all.filter((one) => !isUsed(one) && offeredCorpora.includes(one))
  const unread = all.filter((one) => !isUsed(one) && !offeredCorpora.includes(one))
  const which = used.length === all.length ? 'them' : `those of ${quoted(used)}`
  return [
    used.length > 0 && `The bot uses ${which} within ten seconds.`,
    offered.length > 0 &&
      `The bot uses those of ${quoted(offered)} on pages that ask for it by data-corpora.`,
    unread.length > 0 &&
      `The bot does not use ${quoted(unread)}: the settings name ${quoted(corpora)}. Import with --corpus ${corpora[0]}, or add ${quoted(unread)} to "corpora" or "offeredCorpora" of the row "site" in the table "settings".`,
  ]
    .filter((sentence) => sentence !== false)
    .join(' ')
}

function quoted(names: readonly string[]): string {
  return names.map((name) => `"${name}"`).join(', ')
}
