import { setTimeout as delay } from 'node:timers/promises'

import { differences, type Difference } from './differences.ts'
import { observe } from './http-step.ts'
import { normalForm } from './normal-form.ts'
import { openRealtimeLines } from './realtime-step.ts'
import type { Recording, Step } from './recording.ts'
import { createSession, type ReplayedServer, type Session } from './session.ts'

/** A step that was answered otherwise than it was recorded. */
export interface DifferentStep {
  /** `12: alice PATCH /account/name` */
  readonly step: string
  readonly note: string
  readonly differences: readonly Difference[]
}

/** Asks a server what was asked when a recording was made; gives the steps that it answers otherwise. */
export async function replayRecording(
  server: ReplayedServer,
  recording: Recording,
): Promise<DifferentStep[]> {
  const session = createSession(server)
  const realtime = openRealtimeLines(session)
  const different: DifferentStep[] = []
  await cleanUp(session, recording)
  for (const step of recording.steps) {
    await delay(step.wait ?? 0)
    const observed = step.ws === undefined ? await asked(session, step) : await realtime.observe(step)
    const found = differences(step.expect, normalForm(observed, { ...recording, ...step }), session.variables)
    if (found.length > 0) different.push({ step: nameOf(step), note: step.note ?? '', differences: found })
  }
  realtime.close()
  await cleanUp(session, recording)
  return different
}

async function asked(session: Session, step: Step): Promise<Record<string, unknown>> {
  return step.method === undefined ? {} : observe(session, step)
}

/** Takes away what the recording makes; most of it isn't there. */
async function cleanUp(session: Session, { cleanup }: Recording): Promise<void> {
  for (const [n, request] of cleanup.entries())
    await observe(session, { ...request, n, as: 'server', only: 'status', expect: {} })
}

function nameOf({ n, as = 'guest', method, path, ws, id }: Step): string {
  return ws === undefined ? `${n}: ${as} ${method} ${path}` : `${n}: ${ws} the connection ${id}`
}
