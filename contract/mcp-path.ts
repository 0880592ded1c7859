/** Where the function `admin` speaks the Model Context Protocol. Apart from `adminRoutes`, as its messages are JSON-RPC's. */
export const MCP_PATH = '/admin/mcp'
/** A request's headers that allow tools which change something, and to see addresses and numbers of visitors: `yes`. */
export const MCP_WRITE_HEADER = 'x-porchlight-write'
export const MCP_PERSONAL_HEADER = 'x-porchlight-personal'
