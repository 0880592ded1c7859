/** Longest single message that is kept, in characters (open-runtimes' own limit). */
const MESSAGE_LIMIT = 8000
/** Longest log of one execution, in characters (the executor's limit). */
const TOTAL_LIMIT = 1_000_000

const NATIVE_NOTE = 'Native logs detected. Use context.log() or context.error() for better experience.'

function textOf(message: unknown): string {
  if (typeof message === 'string') return message
  if (message instanceof Error) return message.stack ?? message.message
  if (typeof message === 'object' && message !== null) {
    try {
      return JSON.stringify(message) ?? ''
    } catch {
      return '[object that cannot be written as JSON]'
    }
  }
  return String(message)
}

/** Collects what one execution logs, one line per message, within the limits of open-runtimes. */
export class ExecutionLog {
  #logs = ''
  #errors = ''
  #noted = false
  readonly #enabled: boolean

  constructor(enabled: boolean) {
    this.#enabled = enabled
  }

  log(message: unknown): void {
    this.#logs = this.#append(this.#logs, message)
  }

  error(message: unknown): void {
    this.#errors = this.#append(this.#errors, message)
  }

  /** A call of `console.*`: goes to the log, with one note that the context's functions are preferred. */
  native(values: readonly unknown[]): void {
    if (!this.#noted) {
      this.#noted = true
      this.log(NATIVE_NOTE)
    }
    this.log(values.map(textOf).join(' '))
  }

  texts(): { logs: string; errors: string } {
    return { logs: this.#logs, errors: this.#errors }
  }

  #append(kept: string, message: unknown): string {
    if (!this.#enabled || kept.length >= TOTAL_LIMIT) return kept
    const text = textOf(message)
    const line =
      text.length > MESSAGE_LIMIT
        ? `${text.slice(0, MESSAGE_LIMIT)}... Log truncated due to size limit (${MESSAGE_LIMIT} characters)`
        : text
    return `${kept}${line}\n`.slice(0, TOTAL_LIMIT)
  }
}
