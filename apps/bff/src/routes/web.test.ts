import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { get, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { brotliCompressSync } from 'node:zlib'
import express from 'express'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { webRoutes } from './web.ts'

const script = 'console.log("a script of the dashboard")'
const folder = mkdtempSync(join(tmpdir(), 'sluice-web-'))
let server: Server

beforeAll(async () => {
  mkdirSync(join(folder, 'assets'))
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>Sluice</title>')
  writeFileSync(join(folder, 'assets', 'main-1.js'), script)
  writeFileSync(join(folder, 'assets', 'main-1.js.br'), brotliCompressSync(script))
  server = express()
    .use(webRoutes({ folder, isHttps: false }))
    .listen(0, '127.0.0.1')
  await once(server, 'listening')
})
afterAll(() => {
  server.close()
  rmSync(folder, { recursive: true })
})

async function ask(path: string, headers: Record<string, string> = {}): Promise<IncomingMessage> {
  const { port } = server.address() as AddressInfo
  const [answer] = (await once(get({ host: '127.0.0.1', port, path, headers }), 'response')) as [IncomingMessage]
  return answer
}

describe('the files of the dashboard', () => {
  it('are sent compressed to a browser that takes it, with their type, and kept for ever', async () => {
    const { headers, statusCode } = await ask('/assets/main-1.js', { 'accept-encoding': 'gzip, br' })
    expect(statusCode).toBe(200)
    expect(headers['content-encoding']).toBe('br')
    expect(headers['content-type']).toMatch(/javascript/)
    expect(headers['cache-control']).toBe('public, max-age=31536000, immutable')
    expect(headers.vary).toMatch(/accept-encoding/i)
  })

  it('are sent as they are to one that does not', async () => {
    const answer = await ask('/assets/main-1.js')
    expect(answer.headers['content-encoding']).toBeUndefined()
    expect(await text(answer)).toBe(script)
  })

  it('are plainly not there when they are not: a page in place of a script would be run', async () => {
    expect((await ask('/assets/main-0.js', { accept: 'text/html' })).statusCode).toBe(404)
  })

  it('never lead out of their folder', async () => {
    expect((await ask('/assets/..%2f..%2f..%2fetc%2fpasswd', { 'accept-encoding': 'br' })).statusCode).toBe(403)
    expect(
      (await ask('/assets/../index.html', { 'accept-encoding': 'br' })).headers['content-encoding'],
    ).toBeUndefined()
  })

  it('the page answers every deep link, and is asked for each time', async () => {
    const answer = await ask('/deployments/d-1', { accept: 'text/html' })
    expect(answer.headers['cache-control']).toBe('no-cache')
    expect(await text(answer)).toContain('<title>Sluice</title>')
  })
})
