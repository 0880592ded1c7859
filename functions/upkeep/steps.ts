import { Refusal } from '../../contract/refusal.ts'

/** Steps that are made one after the other, each whatever becomes of the others. */
export interface Steps {
  /** Makes one; where it throws, that is reported with its name, and `otherwise` is the result. */
  readonly step: <T, O>(name: string, run: () => Promise<T>, otherwise: O) => Promise<T | O>
  /** @throws Refusal when a step has failed: with the code and details of the first that did */
  readonly finish: () => void
}

/** @param reportError writes a problem into the log */
export function createSteps(reportError: (problem: string, cause: unknown) => void): Steps {
  const failed: { readonly name: string; readonly cause: unknown }[] = []
  return {
    async step(name, run, otherwise) {
      try {
        return await run()
      } catch (cause) {
        failed.push({ name, cause })
        reportError(`the step ${name} failed`, cause)
        return otherwise
      }
    },
    finish() {
      const [first] = failed
      if (first === undefined) return
      const names = failed.map(({ name }) => name).join(', ')
      const [code, details] =
        first.cause instanceof Refusal
          ? [first.cause.code, first.cause.details]
          : ['internal' as const, undefined]
      // Each is in the log already, with its reason.
      throw new Refusal(code, { details, cause: new Error(`steps that failed: ${names}`) })
    },
  }
}
