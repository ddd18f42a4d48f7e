import { expect, it } from 'vitest'
import { linuxAddress, numberOfLocalHost } from './local-host.ts'

it("puts the product's port into a host's address", () => {
  expect(linuxAddress(4600, 1)).toEqual({ address: '127.17.248.11', port: 8080 })
  expect(linuxAddress(4600, 6)).toEqual({ address: '127.17.248.16', port: 8080 })
})

it('knows its hosts by their names only', () => {
  expect(
    ['local-1', 'local-244', 'local-245', 'local-0', 'local-01', 'web-1', '../local-1'].map(numberOfLocalHost),
  ).toEqual([1, 244, ...Array.from({ length: 5 }, () => undefined)])
})
