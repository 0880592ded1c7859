import { adminRoutes } from '../../contract/admin-routes.ts'
import { MCP_PERSONAL_HEADER, MCP_WRITE_HEADER } from '../../contract/mcp-path.ts'
import { Refusal } from '../../contract/refusal.ts'
import { answerMcp } from '../../mcp/server.ts'
import { ToolFailure, type AdminApi } from '../../mcp/tool.ts'
import { routesOf } from '../platform/handlers.ts'
import { findRoute } from '../platform/route.ts'
import type { AdminCall } from './admin-call.ts'
import { adminHandlers } from './handlers.ts'
import type { McpCall } from './mcp-call.ts'

/** Answers a message of the Model Context Protocol in the name of the caller; null for what needs no answer. */
export async function answerMessage(message: unknown, call: McpCall): Promise<object | null> {
  const { default: listing } = await import('../../docs/mcp-tools.json', { with: { type: 'json' } })
  return answerMcp(message, {
    api: apiOf(call),
    mayWrite: call.headers[MCP_WRITE_HEADER] === 'yes',
    showsPersonal: call.headers[MCP_PERSONAL_HEADER] === 'yes',
    listing,
  })
}

/** The admin API, called from inside of its own function. */
function apiOf(call: AdminCall): AdminApi {
  const routes = routesOf(adminRoutes, adminHandlers)
  return async (method, target, body) => {
    const { pathname: path, searchParams } = new URL(target, 'http://admin')
    const found = findRoute(routes, method, path)
    if (found === null) throw new ToolFailure(`There is no ${method} ${path}.`)
    const query = Object.fromEntries(searchParams)
    try {
      return await found.route.run({ method, path, params: found.params, query, headers: {}, body }, call)
    } catch (thrown) {
      if (!(thrown instanceof Refusal)) throw thrown
      const details = thrown.details === undefined ? '' : ` (${JSON.stringify(thrown.details)})`
      throw new ToolFailure(thrown.message + details, { cause: thrown })
    }
  }
}
