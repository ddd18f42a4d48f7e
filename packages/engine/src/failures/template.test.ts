import { costOfLength, squareCost } from '@sluice/testkit'
import { expect, test } from 'vitest'
import { template, withoutArchivePath } from './template.ts'

test.each([
  ['port 8080 already in use', 'port <n> already in use'],
  ['2026-11-22T14:02:11.204Z ERROR port 80', '<time> ERROR port <n>'],
  ['2026-11-22 14:02:11,204 ERROR', '<time> ERROR'],
  ['[14:02:11] slow', '[<time>] slow'],
  ['cannot reach 10.0.3.17:8080', 'cannot reach <address>'],
  ['cannot reach fe80:0:0:1:2:3:4:5', 'cannot reach <address>'],
  ['no such file: /srv/app/releases/41/start.sh', 'no such file: <path>'],
  ['request 3f2b9c1e-0a4d-4c8e-9b61-7d4f3c526f0e failed', 'request <id> failed'],
  ['commit a1b2c3d4e5 is missing', 'commit <hex> is missing'],
  ['segfault at 0x7fff12', 'segfault at <hex>'],
  ['took 12.5 s, 1,204 keys', 'took <n> s, <n> keys'],
  ['\u001b[31mport 8080 in use\u001b[0m', 'port <n> in use'],
  ['\u001b]8;;http://x/1\u0007see\u001b]8;;\u0007 failed', 'see failed'],
  ['decade and facade stay words', 'decade and facade stay words'],
])('%s reads in general %s', (line, general) => {
  expect(template(line)).toBe(general)
})

test('a host’s own names become one place, and only as whole words', () => {
  expect(template('web-1 (10.0.0.7): website down on web-11', ['web-1', '10.0.0.7'])).toBe(
    '<host> (<host>): website down on web-<n>',
  )
})

test('the same failure on two hosts reads the same', () => {
  const said = (host: string, port: number) => template(`${host}: bind to ${port} refused after ${port}ms`, [host])
  expect(said('web-1', 8080)).toBe(said('eu-west-7', 9))
})

test('a line without an end is cut', () => {
  expect(template('x'.repeat(100_000))).toHaveLength(300)
})

test('every path into the unpacked bundle is told as it is in the bundle', () => {
  expect(
    withoutArchivePath('/opt/d-1/deployment-archive/a.sh: 2: in\t"/opt/d-1/deployment-archive/conf/b" no c/d'),
  ).toBe('a.sh: 2: in\tconf/b" no c/d')
})

test.each([
  ['in one word', 'x'.repeat(512)],
  ['of paths in one word', 'a/deployment-archive/b/'.repeat(22)],
  ['of codes of a terminal', '\u001b]8;;\u001b[0;'.repeat(60)],
])('a line of 32 KiB %s costs no more than its length', (_what, part) => {
  expect(costOfLength((text) => withoutArchivePath(`/deployment-archive/a ${text}`), part)).toBeLessThan(squareCost)
  expect(costOfLength(template, part)).toBeLessThan(squareCost)
})
