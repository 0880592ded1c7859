/** Speaks the Model Context Protocol on its standard input and output, for a language model of an operator's. */
import { answerMcp, type McpOptions } from '../mcp/server.ts'
import { ToolFailure } from '../mcp/tool.ts'
import listing from '../docs/mcp-tools.json' with { type: 'json' }
import { callAdmin } from './admin-api.ts'
import { findConnection } from './connection.ts'
import { CommandError, exitCodes, note, runCommand } from './terminal/command.ts'
import { linesOf } from './terminal/lines-of.ts'

const usage = `Examples, as a program's settings name the command:
  npm run -s serve-mcp                                  reads chats, changes nothing
  npm run -s serve-mcp -- --write                       also replies, notes, assigns and closes
  npm run -s serve-mcp -- --show-personal               with addresses, phone and card numbers

  --write           offer tools that change something
  --show-personal   show what is left out of visitors' texts otherwise
  --verbose         errors with their stack

What visitors wrote reaches the model: see docs/mcp.md before you allow it to write.

Exit codes: 0 the program has ended, 1 failed, 2 wrong usage, 130 interrupted.`

/** Of JSON-RPC: something went wrong here. */
const INTERNAL_ERROR = -32_603

await runCommand({
  name: 'serve-mcp',
  usage,
  options: { write: { type: 'boolean' }, 'show-personal': { type: 'boolean' } },
  async run(flags, positionals) {
    if (positionals.length > 0)
      throw new CommandError(exitCodes.usage, `Unknown argument "${positionals.join(' ')}".`)
    const connection = await findConnection()
    const options: McpOptions = {
      api: async (method, path, body) => {
        try {
          return await callAdmin(connection, method, path, body)
        } catch (thrown) {
          if (!(thrown instanceof CommandError)) throw thrown
          throw new ToolFailure(thrown.message, { cause: thrown })
        }
      },
      mayWrite: flags.write ?? false,
      showsPersonal: flags['show-personal'] ?? false,
      listing,
    }
    // One message a line, each way.
    for await (const line of linesOf(process.stdin.setEncoding('utf8'))) {
      if (line.trim() === '') continue
      const answer = await answerLine(line, options)
      if (answer !== null) process.stdout.write(`${JSON.stringify(answer)}\n`)
    }
    return exitCodes.ok
  },
})

async function answerLine(line: string, options: McpOptions): Promise<object | null> {
  const message = parsed(line)
  try {
    return await answerMcp(message, options)
  } catch (thrown) {
    const problem = thrown instanceof Error ? thrown.message : String(thrown)
    note(problem)
    const id = typeof message === 'object' && message !== null && 'id' in message ? message.id : null
    return { jsonrpc: '2.0', id, error: { code: INTERNAL_ERROR, message: problem } }
  }
}

/** Undefined for what is no JSON. */
function parsed(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}
