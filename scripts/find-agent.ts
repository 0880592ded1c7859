import type { Agent, Agents } from '../functions/repositories/agents.ts'
import { CommandError, exitCodes } from './terminal/command.ts'
import { plainText } from './terminal/plain-text.ts'

/**
 * The agent whom an operator means by a user id, an e-mail address or a name, in whatever case.
 *
 * @throws CommandError when no member of the team is called so, or several are
 */
export async function agentCalled(agents: Agents, text: string): Promise<Agent> {
  const wanted = text.toLowerCase()
  const members = await agents.members()
  const [first, second] = members.filter(
    (one) => one.id === text || one.email?.toLowerCase() === wanted || one.name.toLowerCase() === wanted,
  )
  if (first === undefined) {
    throw new CommandError(
      exitCodes.notFound,
      `No member of the team agents is "${plainText(text)}". Add one by npm run add-agent, or in the console.`,
    )
  }
  if (second !== undefined)
    throw new CommandError(exitCodes.usage, `Several agents are "${plainText(text)}". Use the user id.`)
  return first
}
