/** Proves that every chat is stored: each message has its session, messages are in order, counters agree. */
import type { MessageRow } from '../contract/tables/messages.ts'
import type { Repositories } from '../functions/repositories/repositories.ts'
import { findConnection } from './connection.ts'
import { eachSession } from './reports/each-session.ts'
import { readTranscript, TRANSCRIPT_INDENT, transcriptLines } from './reports/transcript.ts'
import { CommandError, exitCodes, note, print, runCommand, type ExitCode } from './terminal/command.ts'
import { countOf } from './terminal/count-of.ts'
import { plainText } from './terminal/plain-text.ts'
import { jsonText } from './terminal/json-text.ts'

const usage = `Examples:
  npm run verify-chats-stored                       check everything
  npm run verify-chats-stored -- --session s_123    one session, with its messages
  npm run -s verify-chats-stored -- --json

  --session ID   only this session; its messages are printed too
  --json         for programs: {"sessions", "messages", "problems"}
  --verbose      errors with their stack

Exit codes: 0 all is stored, 1 it isn't (the list is on stdout), 2 wrong usage, 3 no such session.`

const PAGE = 1000

interface Problem {
  readonly kind: 'orphan' | 'count' | 'order' | 'unreadable'
  readonly sessionId: string
  readonly problem: string
}

interface Verified {
  sessions: number
  messages: number
  readonly problems: Problem[]
}

await runCommand({
  name: 'verify-chats-stored',
  usage,
  options: { session: { type: 'string' }, json: { type: 'boolean' } },
  async run(flags, positionals) {
    if (positionals.length > 0)
      throw new CommandError(exitCodes.usage, `Unknown argument "${positionals.join(' ')}".`)
    const connection = await findConnection()
    // Appwrite's SDK takes longest to load: not for `--help`, nor for a wrong flag.
    const { openRepositories } = await import('../functions/repositories/repositories.ts')
    const repositories = openRepositories(connection)
    const verified =
      flags.session === undefined
        ? await verifyAll(repositories)
        : await verifyOne(repositories, flags.session, flags.json ?? false)
    return report(verified, flags.json ?? false)
  },
})

async function verifyAll(repositories: Repositories): Promise<Verified> {
  const verified: Verified = { sessions: 0, messages: 0, problems: [] }
  const stored = await countBySession(repositories, verified)
  for await (const session of eachSession(repositories, {}, Number.POSITIVE_INFINITY)) {
    verified.sessions++
    let count = stored.get(session.$id) ?? 0
    stored.delete(session.$id)
    // Somebody may have written in between: read once more before reporting a problem.
    if (count !== session.messageCount) {
      const again = await repositories.sessions.get(session.$id)
      count = await repositories.messages.countOf(session.$id)
      if (again !== null) compareCount(verified, again.$id, again.messageCount, count)
    }
  }
  for (const sessionId of stored.keys()) {
    if ((await repositories.sessions.get(sessionId)) !== null) continue
    const count = await repositories.messages.countOf(sessionId)
    if (count > 0) {
      verified.problems.push({ kind: 'orphan', sessionId, problem: `${count} messages belong to no session` })
    }
  }
  return verified
}

/** One pass over all messages: how many each session has, and whether they come in order. */
async function countBySession(repositories: Repositories, verified: Verified): Promise<Map<string, number>> {
  const stored = new Map<string, number>()
  let page: MessageRow[] = []
  do {
    page = await repositories.messages.scan({}, PAGE, page.at(-1))
    for (const message of page) {
      checkMessage(verified, message)
      if (message.sender === 'system') continue
      verified.messages++
      stored.set(message.sessionId, (stored.get(message.sessionId) ?? 0) + 1)
    }
  } while (page.length === PAGE)
  return stored
}

async function verifyOne(repositories: Repositories, sessionId: string, quiet: boolean): Promise<Verified> {
  const session = await repositories.sessions.get(sessionId)
  if (session === null)
    throw new CommandError(exitCodes.notFound, `There is no session ${plainText(sessionId)}.`)
  const verified: Verified = { sessions: 1, messages: 0, problems: [] }
  let previous = 0
  for await (const message of readTranscript(repositories, sessionId)) {
    checkMessage(verified, message)
    if (message.$sequence <= previous) {
      verified.problems.push({ kind: 'order', sessionId, problem: `message ${message.$id} is out of order` })
    }
    previous = message.$sequence
    if (message.sender !== 'system') verified.messages++
    if (!quiet) print(transcriptLines(message).join('\n'), TRANSCRIPT_INDENT)
  }
  compareCount(verified, sessionId, session.messageCount, verified.messages)
  return verified
}

function checkMessage(verified: Verified, message: MessageRow): void {
  const isEmpty = message.sender !== 'system' && !message.text
  if (message.sender !== null && !isEmpty) return
  const problem = `message ${message.$id} has no ${isEmpty ? 'text' : 'sender'}`
  verified.problems.push({ kind: 'unreadable', sessionId: message.sessionId, problem })
}

function compareCount(verified: Verified, sessionId: string, counted: number, stored: number): void {
  if (counted === stored) return
  const problem = `the session counts ${counted} messages, ${stored} are stored`
  verified.problems.push({ kind: 'count', sessionId, problem })
}

function report(verified: Verified, json: boolean): ExitCode {
  if (json) process.stdout.write(`${jsonText(verified, 2)}\n`)
  else {
    for (const { kind, sessionId, problem } of verified.problems) {
      print(`${kind}\t${plainText(sessionId)}\t${plainText(problem)}`)
    }
  }
  const { sessions, messages, problems } = verified
  if (problems.length === 0)
    note(
      `All stored: ${countOf(messages, 'message')} of ${countOf(sessions, 'session')}, in order, counters agree.`,
    )
  else
    note(
      `${countOf(problems.length, 'problem')} in ${countOf(messages, 'message')} of ${countOf(sessions, 'session')}. Upkeep repairs counters and removes messages that belong to no session.`,
    )
  return problems.length === 0 ? exitCodes.ok : exitCodes.failed
}
