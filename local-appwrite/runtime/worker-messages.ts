import * as z from 'zod'

import type { FunctionRequest } from '../services/functions/function-invocation.ts'

/** What the server tells a function's process. The first message is always `load`. */
export type WorkerCommand =
  | {
      readonly type: 'load'
      readonly directory: string
      readonly entrypoint: string
      readonly environment: Readonly<Record<string, string>>
      readonly maximumMemoryMb: number
    }
  | {
      readonly type: 'invoke'
      readonly id: number
      readonly request: FunctionRequest
      readonly timeoutMs: number
      readonly logging: boolean
    }

const answer = z.object({
  type: z.literal('answer'),
  id: z.number(),
  /** True when the code did not finish in time and is still running. */
  timedOut: z.boolean(),
  /** False when the code could not be loaded: nothing of the process is worth keeping. */
  loaded: z.boolean(),
  outcome: z.object({
    statusCode: z.number().int().min(200).max(999),
    headers: z.record(z.string(), z.union([z.string(), z.array(z.string())])),
    body: z.custom<Uint8Array>((value) => value instanceof Uint8Array),
    logs: z.string(),
    errors: z.string(),
  }),
})

/** What a function's process answers. */
export type WorkerAnswer = z.infer<typeof answer>

/** Reads a message of a function's process; null for anything else that its code sends over the channel. */
export function readWorkerAnswer(message: unknown): WorkerAnswer | null {
  const parsed = answer.safeParse(message)
  return parsed.success ? parsed.data : null
}
