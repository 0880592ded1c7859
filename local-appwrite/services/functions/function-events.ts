import type { FunctionDocuments } from '../../store/documents/function-documents.ts'
import { encodeJson } from '../../store/json.ts'
import { APPWRITE_VERSION } from '../appwrite-error.ts'
import type { Change } from '../change.ts'
import type { ExecutionQueue } from './execution-queue.ts'
import type { ExecutionRunner } from './execution-runner.ts'
import { PROJECT } from './functions.ts'

/**
 * Starts the functions that subscribed to events. A change starts each of them once, however many of its names they
 * subscribed to; there is no second try. A function's own writes start it again, as on Appwrite.
 */
export function createFunctionEvents(dependencies: {
  readonly documents: FunctionDocuments
  readonly runner: ExecutionRunner
  readonly queue: ExecutionQueue
  /** Names of a change's events, the most exact first. */
  readonly eventsOf: (change: Change) => readonly string[]
  readonly report: (error: unknown) => void
}) {
  const { documents, runner, queue, eventsOf, report } = dependencies
  let listening: { functionId: string; events: ReadonlySet<string> }[] = []

  function start(functionId: string, change: Change, event: string): void {
    const body = Buffer.from(encodeJson(change.payload))
    queue.reserve()
    queue.add(async () => {
      const executable = runner.executable(functionId, false)
      const request = {
        trigger: 'event' as const,
        instigator: { userId: change.causedBy, sessionId: null },
        method: 'POST',
        path: '/',
        headers: {
          'content-type': 'application/json',
          'user-agent': `Appwrite/${APPWRITE_VERSION}`,
          'x-appwrite-event': event,
        },
        body,
        clientIp: null,
        owned: true,
      }
      const execution = await runner.store(executable, request, null)
      await runner.runStored(executable, execution, request)
    })
  }

  return {
    /** Looks at the functions' events again: at the start, and after any of them changed. */
    refresh(): void {
      listening = documents.functions
        .all(PROJECT)
        .filter(({ value }) => value.enabled && value.events.length > 0)
        .map(({ value }) => ({ functionId: value.$id, events: new Set(value.events) }))
    },

    /** Takes a committed change. Never throws. */
    onChange(change: Change): void {
      if (listening.length === 0) return
      try {
        const names = eventsOf(change)
        const [exact = ''] = names
        for (const { functionId, events } of listening) {
          if (names.some((name) => events.has(name))) start(functionId, change, exact)
        }
      } catch (error) {
        report(error)
      }
    },
  }
}
