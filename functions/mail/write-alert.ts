import type { PacedSessionRow } from '../../contract/tables/sessions.ts'
import { escaped, headerText, type Written } from './write-mail.ts'

/** What operators are told of visitors who wait: in English, as everything that they read. */
export interface Alert {
  readonly siteName: string | null
  /** Those who wait, the longest first. */
  readonly waiting: readonly Pick<PacedSessionRow, '$id' | 'chatName' | 'waitingSince'>[]
  /** Whether there are more of them. */
  readonly isMore: boolean
}

const MINUTE_MS = 60_000

/** A mail that names the chats. What visitors wrote stays out of its subject, which is shown on locked screens. */
export function writeAlert({ siteName, waiting, isMore }: Alert, now: Date): Written {
  const site = siteName === null ? 'Chat' : headerText(siteName)
  const count = isMore ? `More than ${waiting.length}` : String(waiting.length)
  const who = waiting.length === 1 && !isMore ? 'visitor waits' : 'visitors wait'
  const intro = `${count} ${who} for a person:`
  const chats = waiting.map(({ $id, chatName, waitingSince }) => {
    const minutes =
      waitingSince === null ? null : Math.floor((now.getTime() - Date.parse(waitingSince)) / MINUTE_MS)
    return {
      name: headerText(chatName ?? 'Chat without a name'),
      since:
        minutes === null ? 'for an unknown time' : `for ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}`,
      id: $id,
    }
  })
  const why =
    'You get this mail because the chat’s settings name your address among those who are told by mail.'
  return {
    subject: `${site}: ${count.toLowerCase()} ${who} for a person`,
    text: [intro, ...chats.map(({ name, since, id }) => `${name}\n${since}, ${id}`), why].join('\n\n'),
    html: [
      '<!doctype html><meta charset="utf-8"><div style="font-family:sans-serif;max-width:600px">',
      `<p>${escaped(intro)}</p>`,
      '<ul>',
      ...chats.map(
        ({ name, since, id }) =>
          `<li>${escaped(name)}<br><span style="color:#666;font-size:13px">${since}, ${escaped(id)}</span></li>`,
      ),
      '</ul>',
      `<p style="color:#666;font-size:13px">${escaped(why)}</p>`,
      '</div>',
    ].join('\n'),
  }
}
