/** What no list shows of the open session's visitor. Messages by the `$sequence` of the newest one each. */
export interface KnownOfVisitor {
  /** On the visitor's screen, and gone to them by mail. */
  readonly visitorSeenSequence: number
  readonly mailedSequence: number
  /** Of the visitor's, on an agent's screen. */
  readonly agentSeenSequence: number
  /** Who the site's own server says they are: its own id of them, and more. */
  readonly verifiedId: string | null
  readonly verifiedEmail: string | null
}
