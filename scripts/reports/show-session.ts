import { isSessionId } from '../../contract/appwrite-ids.ts'
import * as limits from '../../contract/limits.ts'
import type { Repositories } from '../../functions/repositories/repositories.ts'
import { CommandError, exitCodes, print, type ExitCode } from '../terminal/command.ts'
import { plainText } from '../terminal/plain-text.ts'
import { relativeTime } from '../terminal/relative-time.ts'
import { statusInWords } from './print-sessions.ts'
import { reportMessage, reportNote, reportSession } from './session-report.ts'
import { noteLines, readTranscript, TRANSCRIPT_INDENT, transcriptLines } from './transcript.ts'
import { jsonText } from '../terminal/json-text.ts'

/** One session with all of its messages. Throws `CommandError` when there is none of this id. */
export async function showSession(
  repositories: Repositories,
  sessionId: string,
  json: boolean,
): Promise<ExitCode> {
  const session = isSessionId(sessionId) ? await repositories.sessions.get(sessionId) : null
  if (session === null) {
    throw new CommandError(
      exitCodes.notFound,
      `There is no session ${plainText(sessionId)}. "npm run view-sessions" lists them.`,
    )
  }
  const [notes, tags] = await Promise.all([
    repositories.notes.ofSession(sessionId, limits.notesMax),
    repositories.tags.namesOf(sessionId),
  ])
  if (json) {
    const messages = []
    for await (const message of readTranscript(repositories, sessionId)) messages.push(reportMessage(message))
    process.stdout.write(
      `${jsonText({ session: reportSession(session), tags, messages, notes: notes.map(reportNote) }, 2)}\n`,
    )
    return exitCodes.ok
  }
  const report = reportSession(session)
  const facts: Record<string, string> = {
    Session: report.sessionId,
    Chat: report.chatName ?? '(no messages)',
    Status: statusInWords(session),
    'Last seen': relativeTime(report.lastSeen, new Date()),
    Created: report.createdAt,
    Messages: String(report.messageCount),
    Agent: report.agentName ?? report.assignedAgent ?? '-',
    Tags: tags.join(', ') || '-',
    Visitor: report.visitorId ?? '-',
    ...(report.verifiedId !== null && {
      Verified: [report.verifiedId, report.verifiedName, report.verifiedEmail].filter(Boolean).join(' · '),
    }),
    Unverified: JSON.stringify(report.userMeta),
    Theme: JSON.stringify(report.theme),
    Escalation: report.escalationReason ?? '-',
    ...(report.sentiment !== null && { Sentiment: `a complaint by ${report.sentiment} %` }),
  }
  for (const [name, value] of Object.entries(facts))
    print(`${name.padEnd(12)}${plainText(value)}`, ' '.repeat(12))
  process.stdout.write('\n')
  for await (const message of readTranscript(repositories, sessionId)) {
    print(transcriptLines(message).join('\n'), TRANSCRIPT_INDENT)
  }
  if (notes.length > 0) process.stdout.write('\nNotes of agents\n')
  for (const note of notes) print(noteLines(note).join('\n'), TRANSCRIPT_INDENT)
  return exitCodes.ok
}
