/** What a run prints. */
export interface WorldsReport {
  readonly worlds: number
  readonly messages: number
  readonly faults: Readonly<Record<string, number>>
  /** The smallest world that breaks a rule, or null. */
  readonly failure: {
    /** How many worlds it took to find one, before it was made smaller. */
    readonly foundAfter: number
    readonly seed: number
    readonly path: string
    /** See `Plan`. */
    readonly plan: { readonly steps: readonly unknown[] }
    readonly violations: readonly unknown[]
  } | null
}
