import { Component, createRef } from 'preact'
import { ADDRESS_PATTERN, leftAddress } from '../conversation/left-address.ts'
import { fill } from '../locales/fill.ts'
import type { PanelProps } from '../panel/panel-context.ts'

/** Where a visitor who waits leaves an address, or sees which one is known. */
export class MailOffer extends Component<PanelProps, { readonly isChanging: boolean }> {
  override state = { isChanging: false }
  readonly field = createRef<HTMLInputElement>()

  keep(): void {
    const email = this.field.current?.value.trim()
    if (!email) return
    void this.props.panel.withMore(async ({ actions }) => {
      await actions.change({ userMeta: { email } })
      this.setState({ isChanging: false })
    })
  }

  override render({ panel }: PanelProps, { isChanging }: { readonly isChanging: boolean }) {
    const { texts } = panel
    const known = leftAddress(panel.get().session)
    if (known !== null && !isChanging) {
      return (
        <div class="mail" aria-live="polite">
          <p dir="auto">{fill(texts.answersTo, known)}</p>
          <button type="button" class="link" onClick={() => this.setState({ isChanging: true })}>
            {texts.otherAddress}
          </button>
        </div>
      )
    }
    return (
      <form
        class="mail"
        onSubmit={(event) => {
          event.preventDefault()
          this.keep()
        }}
      >
        <p>{texts.leaveAddress}</p>
        <input
          ref={this.field}
          type="email"
          required
          pattern={ADDRESS_PATTERN}
          autocomplete="email"
          aria-label={texts.address}
          placeholder={texts.address}
          defaultValue={known ?? ''}
        />
        <button type="submit" class="button">
          {texts.keepAddress}
        </button>
      </form>
    )
  }
}
