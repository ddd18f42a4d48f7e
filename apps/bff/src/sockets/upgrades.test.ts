import { createServer, type Server } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { serveUpgrades } from './upgrades.ts'

let server: Server
let upgrades: { close(): void }
beforeEach(async () => {
  server = createServer()
  upgrades = serveUpgrades(server, [
    { path: '/live', maxPayload: 1024, admit: async () => ({ status: 403, reason: 'not today' }) },
  ])
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
})
afterEach(async () => {
  upgrades.close()
  await new Promise((closed) => server.close(closed))
})

/** The status line that a raw upgrade request of this target is answered with. */
function upgradeTo(target: string): Promise<string> {
  const { port } = server.address() as AddressInfo
  return new Promise((answered, failed) => {
    const socket = connect(port, '127.0.0.1', () =>
      socket.write(
        `GET ${target} HTTP/1.1\r\nHost: here\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
          `Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n`,
      ),
    )
    let answer = ''
    socket.on('data', (chunk) => (answer += chunk.toString()))
    socket.on('end', () => answered(answer.split('\r\n')[0] ?? ''))
    socket.on('error', failed)
  })
}

describe('A23: upgrades of strangers', () => {
  test.each(['//', '/\\\\', 'http://', '//[', '/%', 'live'])(
    'a target that is no address (%s) is refused and ends nothing',
    async (target) => {
      expect(await upgradeTo(target)).toMatch(/^HTTP\/1\.1 (400 Bad Request|404 Not Found)$/)
      expect(await upgradeTo('/live'), 'it still serves').toBe('HTTP/1.1 403 Forbidden')
    },
  )
  test('a known path is known with a query, too', async () => {
    expect(await upgradeTo('/live?since=1')).toBe('HTTP/1.1 403 Forbidden')
  })
})
