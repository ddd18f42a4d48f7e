import express from 'express'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:http'
import { expect, onTestFinished, test } from 'vitest'
import { addressSeen } from './address-seen.ts'

/** Asks a server with this setting what it saw; the caller is always 127.0.0.1. */
async function seen(trustProxy: string | false, forwarded?: string): Promise<string> {
  const app = express().set('trust proxy', trustProxy)
  app.get('/', (request, response) => void response.json(addressSeen(request)))
  const server = createServer(app)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const { port } = server.address() as AddressInfo
  const headers: Record<string, string> = forwarded === undefined ? {} : { 'x-forwarded-for': forwarded }
  return (await (await fetch(`http://127.0.0.1:${port}/`, { headers })).json()) as string
}

const behindProxy = 'loopback, linklocal, uniquelocal'

test('is the connection’s own without a proxy, whatever the caller says', async () => {
  expect(await seen(false, '198.51.100.7')).toBe('127.0.0.1')
})

test('is what the trusted proxy saw', async () => {
  expect(await seen(behindProxy, '198.51.100.7')).toBe('198.51.100.7')
  expect(await seen(behindProxy, '2001:db8::7')).toBe('2001:db8::7')
  expect(await seen(behindProxy)).toBe('127.0.0.1')
})

test('A24: is not what a host of a private network sent along to its proxy', async () => {
  expect(await seen(behindProxy, '169.254.169.254, 10.0.0.5')).toBe('10.0.0.5')
})

test.each(['a-name', '10.0.0.5:80', '', 'unknown'])('is unknown when the proxy says "%s"', async (forwarded) => {
  expect(await seen(behindProxy, `10.0.0.7, ${forwarded}`)).toBe('')
})

test('an IPv4 address is written as one', async () => {
  expect(await seen(behindProxy, '::ffff:10.0.0.5')).toBe('10.0.0.5')
})
