import { executeFunction, type FunctionCall } from '../client/execute-function.ts'
import type { Fields } from '../client/read-answers.ts'
import { readRow } from '../contract/read-row.ts'
import { sessionColumns, type SessionRow } from '../contract/tables/sessions.ts'
import type { AgentConnection } from './agent-connection.ts'
import { explainRefusals, unexpectedAnswer } from './explain-refusals.ts'

/** One execution of the function `admin` in the agent's name, answered with its fields. @throws InboxError */
export async function callAdmin(connection: AgentConnection, call: FunctionCall): Promise<Fields> {
  const { target, secret } = connection
  return (await explainRefusals(executeFunction(target, secret(), call, 'admin'))).fields
}

/** The session that an answer of the function holds. @throws InboxError `unexpected_answer` */
export function sessionIn(answer: Fields): SessionRow {
  const session = readRow(sessionColumns, answer['session'])
  if (session === null) throw unexpectedAnswer()
  return session
}
