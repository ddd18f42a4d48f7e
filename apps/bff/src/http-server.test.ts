import { expect, onTestFinished, test } from 'vitest'
import { createServer, listen, serve } from './http-server.ts'

test('who calls before the product is there is told so at once; who calls later is served', async () => {
  const server = createServer(undefined)
  onTestFinished(() => void server.close())
  const port = await listen(server, { host: '127.0.0.1', port: 0 })
  const early = await fetch(`http://127.0.0.1:${port}/healthz`)
  expect([early.status, early.headers.get('retry-after')]).toEqual([503, '1'])
  expect(await early.json()).toEqual({
    status: 'unwell',
    reasons: ['the server is starting'],
    error: { code: 'NotStored', message: expect.stringContaining('Try again'), requestId: expect.any(String) },
  })
  serve(server, (_request, response) => response.end('served'))
  const late = await fetch(`http://127.0.0.1:${port}/healthz`)
  expect([late.status, await late.text()]).toEqual([200, 'served'])
})
