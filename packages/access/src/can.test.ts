import type { Actor } from '@sluice/model'
import { describe, expect, test } from 'vitest'
import { can } from './can.ts'
import { operationRoles } from './operation-roles.ts'
import { accountId, aPerson } from './testing/a-room.ts'

const host: Actor = { kind: 'host', accountId, instanceName: 'web-1', name: 'web-1' }
const operations = Object.keys(operationRoles)

describe('can', () => {
  test.each([
    ['viewer', 'listDeployments', true],
    ['viewer', 'planDeployment', true],
    ['viewer', 'createDeployment', false],
    ['viewer', 'putArtifact', false],
    ['viewer', 'listUsers', false],
    ['deployer', 'createDeployment', true],
    ['deployer', 'rollBackDeployment', true],
    ['deployer', 'approveReroute', false],
    ['approver', 'approveReroute', true],
    ['deployer', 'createApplication', false],
    ['approver', 'updateLoadBalancer', false],
    ['admin', 'updateLoadBalancer', true],
    ['deployer', 'createEnrolmentToken', false],
    ['admin', 'createApplication', true],
    ['admin', 'listAuditRecords', true],
  ] as const)('%s, %s: %s', (role, operation, allowed) => {
    expect(can(aPerson(role), operation).allowed).toBe(allowed)
  })

  test('a refusal says which role is needed and whom to ask', () => {
    expect(can(aPerson('viewer'), 'stopDeployment')).toEqual({
      allowed: false,
      reason: 'Your role is viewer. Stopping a deployment needs deployer: ask an administrator.',
    })
  })

  test('each role may do what the one before it may', () => {
    for (const operation of operations) {
      if (can(aPerson('viewer'), operation).allowed) expect(can(aPerson('deployer'), operation).allowed).toBe(true)
      expect(can(aPerson('admin'), operation).allowed).toBe(true)
    }
  })

  test.each(['dropEverything', 'toString', '__proto__', 'constructor', ''])(
    'A24: nobody may what is not in the table: %s',
    (operation) => {
      expect(can(aPerson('admin'), operation).allowed).toBe(false)
    },
  )

  test('A3: a host may call no operation at all', () => {
    expect(operations.filter((operation) => can(host, operation).allowed)).toEqual([])
  })

  test('A16: what belongs to another account is there for nobody, in the same words for all of it', () => {
    const refusals = operations.map((operation) => can(aPerson('admin'), operation, { accountId: '000000000002' }))
    expect(new Set(refusals.map((refusal) => JSON.stringify(refusal)))).toEqual(
      new Set(['{"allowed":false,"reason":"There is no such thing here."}']),
    )
  })
})
