/** A statement that compares more texts or shapes than fit into its time. */
export class StatementTooSlow extends Error {
  override readonly name = 'StatementTooSlow'
}
