import { once } from 'node:events'
import { createServer } from 'node:http'
import { expect, it } from 'vitest'
import { openRepositories } from '../../functions/repositories/repositories.ts'

it('a list is not counted by Appwrite, which takes the word false for true; a count is', async () => {
  const asked: (string | null)[] = []
  const server = createServer(({ url = '' }, response) => {
    asked.push(new URL(url, 'http://appwrite.test').searchParams.get('total'))
    response.setHeader('content-type', 'application/json').end('{ "total": 7, "rows": [] }')
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : null
  const { sessions } = openRepositories({
    endpoint: `http://127.0.0.1:${port}/v1`,
    projectId: 'p',
    key: 'k',
    databaseId: 'chat',
  })
  expect(await sessions.list({ filter: {}, limit: 5 })).toEqual([])
  expect(asked).toEqual(['0'])
  await sessions.count({})
  expect(asked).toEqual(['0', 'true'])
  server.closeAllConnections()
  server.close()
})
