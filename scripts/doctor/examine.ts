import { Refusal } from '../../contract/refusal.ts'
import { CommandError } from '../terminal/command.ts'
import { explainAppwrite } from '../terminal/explain-appwrite.ts'
import { failed, type Check, type Finding, type Patient } from './finding.ts'

export interface Examined {
  readonly check: string
  /** Null when it wasn't looked at, as something that it needs has a fault. */
  readonly findings: readonly Finding[] | null
}

/** Goes through all checks in their order; what a check throws is a fault that it found. */
export async function* examine(checks: readonly Check[], patient: Patient): AsyncGenerator<Examined> {
  const faulty = new Set<string>()
  for (const { name, needs, look } of checks) {
    if (needs.some((need) => faulty.has(need))) {
      faulty.add(name)
      yield { check: name, findings: null }
      continue
    }
    const findings = await look(patient).catch((thrown: unknown) => [faultIn(thrown)])
    if (findings.some(({ state }) => state === 'failed')) faulty.add(name)
    yield { check: name, findings }
  }
}

function faultIn(thrown: unknown): Finding {
  const fault = explainAppwrite(thrown)
  if (fault !== null) return failed('Appwrite refuses the call.', fault.message)
  if (thrown instanceof Refusal || thrown instanceof CommandError) {
    return failed('The call was refused.', thrown.message)
  }
  const message = thrown instanceof Error ? thrown.message : String(thrown)
  return failed(
    `It can’t be looked at: ${message}.`,
    'Run it again with --verbose, and see the logs of the functions in the console.',
  )
}
