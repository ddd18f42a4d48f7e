import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type LocalDoor, openLocalDoor } from './local-door.ts'

let folder: string
let door: LocalDoor | undefined
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sluice-door-'))
})
afterEach(() => {
  door?.close()
  rmSync(folder, { recursive: true, force: true })
})

const open = async () => {
  door?.close()
  door = await openLocalDoor(folder, (_request, response) => response.writeHead(200).end('served'))
  return door
}

test('lets hosts in on loopback, and to nothing but their own paths', async () => {
  const { url } = await open()
  expect(new URL(url).hostname).toBe('127.0.0.1')
  expect(await (await fetch(`${url}/agents/enrol`)).text()).toBe('served')
  for (const path of ['/', '/api/listUsers', '/healthz', '/live']) expect((await fetch(url + path)).status).toBe(404)
})

test('is found at the same address after a restart', async () => {
  const before = (await open()).url
  expect((await open()).url).toBe(before)
})

test('moves when somebody else has its port by now', async () => {
  const first = await open()
  const second = await openLocalDoor(folder, (_request, response) => response.end())
  expect(second.url).not.toBe(first.url)
  second.close()
})
