import { firstAccountId, Instance } from '@sluice/model'
import { directoryKeys, type DirectoryChange } from '@sluice/store'
import { expect, test } from 'vitest'
import { createFleetNames } from './fleet-names.ts'

const put = (instanceName: string, deregisterTime?: string): DirectoryChange => ({
  collection: 'instances',
  key: directoryKeys.instance(firstAccountId, instanceName),
  put: Instance.parse({
    accountId: firstAccountId,
    instanceName,
    instanceArn: `arn:aws:codedeploy:us-east-1:${firstAccountId}:instance/${instanceName}`,
    publicKey: 'A'.repeat(43),
    registerTime: '2026-03-01T09:00:00.000Z',
    enrolledBy: 'Dana',
    deregisterTime,
  }),
})

function names(over: { inUse?: string[]; isAvailable?: boolean } = {}) {
  const { inUse = [], isAvailable = true } = over
  const provisioner = { names: ['local-7', 'local-8', 'local-9'], isInUse: (name: string) => inUse.includes(name) }
  return createFleetNames({ provisioner, isAvailable })
}

test('the first names that nobody has, and the same when asked again', () => {
  const free = names()
  expect(free.freeNames(2, new Set())).toEqual(['local-7', 'local-8'])
  expect(free.freeNames(2, new Set())).toEqual(['local-7', 'local-8'])
})

test('neither one that is taken, nor one that is registered, nor one of which something is left', () => {
  expect(names().freeNames(2, new Set(['local-7']))).toEqual(['local-8', 'local-9'])
  expect(names({ inUse: ['local-8'] }).freeNames(2, new Set())).toEqual(['local-7', 'local-9'])
  const free = names()
  free.noteCommitted([put('local-7'), put('web-1')])
  expect(free.freeNames(2, new Set())).toEqual(['local-8', 'local-9'])
})

test('the name of a host that was deregistered is free again', () => {
  const free = names()
  free.noteCommitted([put('local-7')])
  free.noteCommitted([put('local-7', '2026-03-01T10:00:00.000Z')])
  expect(free.freeNames(1, new Set())).toEqual(['local-7'])
})

test('when there are not enough, it is refused with how many there are', () => {
  expect(() => names().freeNames(3, new Set(['local-9']))).toThrow('2 more can be made here and 3 are needed')
})

test('without a supervisor nobody is promised a host', () => {
  const free = names({ isAvailable: false })
  expect(free.isAvailable).toBe(false)
  expect(() => free.freeNames(1, new Set())).toThrow('npm start')
})
