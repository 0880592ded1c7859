/** Build commands that are to run, and where. */
export interface BuildOrder {
  /** What `sh -c` is given. */
  readonly commands: string
  /** Absolute; the commands run in it. */
  readonly directory: string
  /** The whole environment; nothing of the server's own is added. */
  readonly environment: Readonly<Record<string, string>>
}

/** Commands that run. */
export interface RunningBuild {
  /** Resolves once they and everything they started have ended: to null when they did well, else to why not. */
  readonly ended: Promise<string | null>
  /** Ends them with everything they started; `ended` then resolves to `why`. */
  stop(why: string): void
}

/** Runs build commands, for at most `timeoutMs`. `onOutput` hears what they print, in the order it comes. */
export type RunCommands = (
  order: BuildOrder,
  options: { readonly timeoutMs: number; readonly onOutput: (text: string) => void },
) => RunningBuild
