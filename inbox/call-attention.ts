import type { SessionRow } from '../contract/tables/sessions.ts'
import type { Features } from './features.ts'

/** Where this browser keeps that its agent wants no alerts. */
const QUIET = 'porchlight-inbox:quiet'

/**
 * Tells an agent who looks elsewhere that somebody needs them: whoever waits for a person, and visitors whose session
 * the agent holds and who wrote last. The page's title shows their number, always; while the page isn't looked at a
 * new one makes a sound and, where the browser was allowed to, a notification, unless the agent has switched that off.
 */
export function callAttention({ page, account, sessions, conversation }: Features): void {
  const { $account } = account.store
  const { $waiting, $unanswered, $sessions } = sessions.store
  const open = (sessionId: string) => void conversation.open(sessionId)
  const title = document.title
  /** What was told already; null until the first list is there, which is no news. */
  let told: ReadonlySet<string> | null = null

  page.$alerts.set(recall() !== '1')
  page.$alerts.listen((isOn) => {
    remember(isOn ? null : '1')
    if (isOn) askPermission()
  })

  function look(): void {
    const needy = [...$waiting.get(), ...$unanswered.get()]
    document.title = needy.length === 0 ? title : `(${needy.length}) ${title}`
    if ($account.get().kind !== 'signed_in') {
      told = null
      return
    }
    if ($sessions.get() === null) return
    const keys = needy.map(keyOf)
    const fresh = told === null ? [] : needy.filter((session) => !told?.has(keyOf(session)))
    told = new Set(keys)
    if (fresh.length === 0 || !page.$alerts.get() || (document.hasFocus() && !document.hidden)) return
    beep()
    for (const session of fresh) notify(session, open)
  }

  for (const store of [$waiting, $unanswered, $sessions, $account]) store.listen(look)
  look()
}

/** Told once for each wait, and for each message of a visitor. */
function keyOf({ $id, waitingSince, messageCount }: SessionRow): string {
  return `${$id} ${waitingSince ?? messageCount}`
}

function notify(session: SessionRow, open: (sessionId: string) => void): void {
  if (typeof Notification === 'undefined' || Notification.permission !== 'granted') return
  const isWaiting = session.waitingSince !== null
  try {
    const notification = new Notification(
      isWaiting ? 'A visitor waits for a person' : 'A visitor has written',
      {
        body: session.preview ?? session.chatName ?? '',
        // One for each session: the next takes its place.
        tag: session.$id,
      },
    )
    notification.addEventListener('click', () => {
      window.focus()
      open(session.$id)
      notification.close()
    })
  } catch {
    // Phones allow them to service workers only.
  }
}

function askPermission(): void {
  if (typeof Notification === 'undefined' || Notification.permission !== 'default') return
  void Notification.requestPermission()
}

/** Two short tones. Browsers play them once the agent has clicked anywhere, which signing in is. */
function beep(): void {
  try {
    const audio = new AudioContext()
    const volume = audio.createGain()
    volume.gain.value = 0.1
    volume.connect(audio.destination)
    for (const [index, hertz] of [660, 880].entries()) {
      const tone = audio.createOscillator()
      tone.frequency.value = hertz
      tone.connect(volume)
      tone.start(audio.currentTime + index * 0.15)
      tone.stop(audio.currentTime + index * 0.15 + 0.12)
      if (index === 1) tone.addEventListener('ended', () => void audio.close())
    }
  } catch {
    // No sound device.
  }
}

function recall(): string | null {
  try {
    return localStorage.getItem(QUIET)
  } catch {
    return null
  }
}

function remember(value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(QUIET)
    else localStorage.setItem(QUIET, value)
  } catch {
    // Until the page is left, then.
  }
}
