/** The process that bare-server.ts measures: it answers every request with the same text, and tells its port. */
import { createServer } from 'node:http'

/** As long as the answer to a read of one message, with its headers. */
const BODY = JSON.stringify({ text: 'x'.repeat(380) })
const HEADERS = {
  'content-type': 'application/json',
  'content-length': BODY.length,
  'access-control-allow-headers': 'x'.repeat(700),
}

const server = createServer((_request, response) => {
  response.writeHead(200, HEADERS)
  response.end(BODY)
})
server.listen(0, () => {
  const address = server.address()
  process.send?.(address !== null && typeof address === 'object' ? address.port : 0)
})
