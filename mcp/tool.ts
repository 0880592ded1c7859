import type * as z from 'zod/mini'

/** What the admin API refused: its message says to a model what to do. */
export class ToolFailure extends Error {
  override readonly name = 'ToolFailure'
}

/** The admin API, wherever it is called from. Rejects with `ToolFailure` for what it refuses. */
export type AdminApi = (
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  path: string,
  body?: object,
) => Promise<unknown>

/** What a tool works with. */
export interface ToolContext {
  readonly api: AdminApi
  /** A text of a visitor, as far as it may be shown. */
  readonly shown: (text: string) => string
}

/** One tool of the Model Context Protocol. */
export interface Tool<I extends z.ZodMiniType = z.ZodMiniType, O extends z.ZodMiniType = z.ZodMiniType> {
  readonly name: string
  readonly title: string
  readonly description: string
  /** Whether it changes anything. Such tools are there only where an operator has allowed them. */
  readonly writes: boolean
  /** Whether it ends or takes away something. */
  readonly isDestructive: boolean
  readonly isIdempotent: boolean
  readonly input: I
  readonly output: O
  readonly run: (context: ToolContext, input: z.output<I>) => Promise<z.input<O>>
}

/** A tool whose types follow from its schemas. */
export function defineTool<I extends z.ZodMiniType, O extends z.ZodMiniType>(tool: Tool<I, O>): Tool {
  return {
    ...tool,
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the server has parsed it by this tool's own schema
    run: (context, input) => tool.run(context, input as z.output<I>),
  }
}
