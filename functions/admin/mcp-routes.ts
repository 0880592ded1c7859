import { MCP_PATH } from '../../contract/mcp-path.ts'
import { PlainAnswer } from '../platform/plain-answer.ts'
import type { Route } from '../platform/route.ts'
import type { McpCall } from './mcp-call.ts'

/** No stream of its own, and no session to end: the protocol wants a 405 for both. */
const notOffered = () => Promise.resolve(new PlainAnswer(405, '', 'text/plain'))

/** The Model Context Protocol over HTTP. */
export const mcpRoutes: readonly Route<McpCall>[] = [
  {
    method: 'POST',
    pattern: MCP_PATH,
    run: async ({ body }, call) => {
      // With the tools' schemas, which nobody else needs.
      const { answerMessage } = await import('./answer-message.ts')
      return (await answerMessage(body, call)) ?? new PlainAnswer(202, '', 'text/plain')
    },
  },
  { method: 'GET', pattern: MCP_PATH, run: notOffered },
  { method: 'DELETE', pattern: MCP_PATH, run: notOffered },
]
