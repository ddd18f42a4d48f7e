import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeKeyPair } from '@sluice/agent-link'
import { pino } from 'pino'
import { expect, it, onTestFinished } from 'vitest'
import { paths } from '../settings.ts'
import { takeIdentity } from './enrolment-file.ts'

const log = pino({ level: 'silent' })

/** A host with an enrolment, and a server that answers it with this status after `meanwhile`. */
async function aHost(status: number, meanwhile: (home: string) => void) {
  const home = mkdtempSync(join(tmpdir(), 'sluice-enrolment-'))
  const answer =
    status === 200 ? { accountId: 'a', instanceName: 'local-7', serverPublicKey: makeKeyPair().publicKey } : {}
  const server = createServer((_, response) => {
    meanwhile(home)
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.close()
    rmSync(home, { recursive: true })
  })
  const { port } = server.address() as AddressInfo
  const enrolment = { server: `http://127.0.0.1:${port}`, token: 'first', name: 'local-7' }
  writeFileSync(paths.enrolment(home), JSON.stringify(enrolment))
  return { home }
}

it('an enrolment that was used is removed', async () => {
  const { home } = await aHost(200, () => undefined)
  expect((await takeIdentity(home, log))?.instanceName).toBe('local-7')
  expect(existsSync(paths.enrolment(home))).toBe(false)
})

it.each([200, 409])(
  'one that is left while the server still answers the one before (%i) stays for the next connection',
  async (status) => {
    const { home } = await aHost(status, (at) => writeFileSync(paths.enrolment(at), '{"token":"second"}'))
    await takeIdentity(home, log)
    expect(readFileSync(paths.enrolment(home), 'utf8')).toBe('{"token":"second"}')
  },
)
