import { Component, createRef, type ComponentChildren } from 'preact'

/** Older messages were there before anybody looked. */
const NEW_MS = 3000
/** Messages that have been seen on this page. */
const seen = new Set<string>()

interface EnteringProps {
  readonly id: string
  /** How long ago it was sent, in milliseconds. */
  readonly age: number
  readonly children: ComponentChildren
}

/** A message's place in the log. A new one rises into it, once: not when it is drawn again, or shown after a pause. */
export class Entering extends Component<EnteringProps> {
  readonly place = createRef<HTMLDivElement>()

  override componentDidMount(): void {
    const { id, age } = this.props
    const isNew = age < NEW_MS && !seen.has(id)
    seen.add(id)
    if (!isNew || matchMedia('(prefers-reduced-motion: reduce)').matches) return
    this.place.current?.animate([{ opacity: 0, transform: 'translateY(8px)' }, {}], {
      duration: 180,
      easing: 'ease-out',
    })
  }

  override render({ children }: EnteringProps) {
    return (
      <div class="entry" ref={this.place}>
        {children}
      </div>
    )
  }
}
