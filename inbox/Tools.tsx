import { useStore } from '@nanostores/preact'
import type { WritableAtom } from 'nanostores'
import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { LiveText } from './elements/LiveText.tsx'
import type { Over } from './over.ts'
import { ShortcutList } from './ShortcutList.tsx'
import { ReportDialog } from './statistics/ReportDialog.tsx'

interface Props {
  readonly $alerts: WritableAtom<boolean>
  readonly $areKeysShown: WritableAtom<boolean>
  readonly $over: WritableAtom<Over | null>
  readonly search: ComponentChildren
  readonly presence: ComponentChildren
  /** The dialogs of the articles and of the settings. */
  readonly articles: ComponentChildren
  readonly settings: ComponentChildren
  /** For a narrow page, which has no room for it beside the list. */
  readonly report: ComponentChildren
}

/** Of the bar at the top, what isn't needed for the first list. */
export function Tools({
  $alerts,
  $areKeysShown,
  $over,
  search,
  presence,
  articles,
  settings,
  report,
}: Props) {
  const alerts = useStore($alerts)
  const over = useStore($over)
  const more = useRef<HTMLButtonElement>(null)
  const buttons = {
    statistics: useRef<HTMLButtonElement>(null),
    articles: useRef<HTMLButtonElement>(null),
    settings: useRef<HTMLButtonElement>(null),
  }
  // Whatever closes it, the browser's back button too. On a phone its button is in a menu, which is closed by then.
  useEffect(() => {
    if (over === null || over === 'details') return undefined
    return () => {
      const button = buttons[over].current
      ;(button?.checkVisibility() ? button : more.current)?.focus()
    }
  }, [over])
  return (
    <>
      {search}
      {presence}
      <button
        type="button"
        class="keys"
        aria-label="Keyboard shortcuts"
        title="Keyboard shortcuts (?)"
        onClick={() => $areKeysShown.set(true)}
      >
        ?
      </button>
      <button
        type="button"
        title="A sound and, with permission, a notification when a visitor needs you and you look elsewhere"
        onClick={() => $alerts.set(!alerts)}
      >
        <LiveText>{alerts ? 'Alerts on' : 'Alerts off'}</LiveText>
      </button>
      <button type="button" class="to-more" ref={more} popoverTarget="more-tools">
        More
      </button>
      <div id="more-tools" popover="auto">
        <button type="button" ref={buttons.articles} onClick={() => $over.set('articles')}>
          Articles
        </button>
        <button type="button" ref={buttons.settings} onClick={() => $over.set('settings')}>
          Settings
        </button>
        <button
          type="button"
          class="to-report"
          ref={buttons.statistics}
          onClick={() => $over.set('statistics')}
        >
          Statistics
        </button>
      </div>
      {over === 'articles' && articles}
      {over === 'settings' && settings}
      {over === 'statistics' && <ReportDialog onClose={() => $over.set(null)}>{report}</ReportDialog>}
      {useStore($areKeysShown) && <ShortcutList onClose={() => $areKeysShown.set(false)} />}
    </>
  )
}
