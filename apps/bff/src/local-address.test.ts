import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { localAddress } from './local-address.ts'

test.each([
  [4600, 'local-1', '127.17.248.11'],
  [4600, 'local-244', '127.17.248.254'],
  [0, 'local-3', '127.0.0.13'],
])('with the product on port %i, %s is at %s, port 8080', (port, name, address) => {
  expect(localAddress(port, '/nowhere', name, 'linux')).toEqual({ address, port: 8080 })
})

test('where one machine has one loopback address, a host is at the port that it keeps', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sluice-address-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  mkdirSync(join(folder, 'local-1'))
  writeFileSync(join(folder, 'local-1/port'), '50123')
  expect(localAddress(4600, folder, 'local-1', 'darwin')).toEqual({ address: '127.0.0.1', port: 50123 })
  expect(localAddress(4600, folder, 'local-2', 'darwin')).toEqual({ address: '127.0.0.1' })
})

test.each(['local-0', 'local-245', 'web-1'])('%s is no local host', (name) => {
  expect(localAddress(4600, '/nowhere', name)).toBeUndefined()
})
