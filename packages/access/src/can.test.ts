import type { Actor, Role } from '@sluice/model'
import { describe, expect, test } from 'vitest'
import { can } from './can.ts'
import { operationRoles } from './operation-roles.ts'

const accountId = '000000000001'
const person = (role: Role): Actor => ({ kind: 'user', accountId, userId: 'u', name: 'Sam', role })
const host: Actor = { kind: 'host', accountId, instanceName: 'web-1', name: 'web-1' }

describe('can', () => {
  test('a viewer who tries to deploy hears which role is needed and whom to ask', () => {
    expect(can(person('viewer'), 'createDeployment', { accountId })).toEqual({
      allowed: false,
      reason: 'Your role is viewer. This needs a deployer: ask an administrator.',
    })
  })
  test.each([
    ['viewer', 'listDeployments', true],
    ['viewer', 'stopDeployment', false],
    ['deployer', 'stopDeployment', true],
    ['deployer', 'createApplication', false],
    ['admin', 'createApplication', true],
    ['admin', 'listDeployments', true],
  ] as const)('%s and %s: %s', (role, action, allowed) => {
    expect(can(person(role), action, { accountId }).allowed).toBe(allowed)
  })
  test.each(['dropEverything', 'toString', '__proto__', 'constructor'])(
    'what is not listed nobody may: %s',
    (action) => {
      expect(can(person('admin'), action, { accountId }).allowed).toBe(false)
    },
  )
  test('A3: a host may call no operation at all', () => {
    for (const action of Object.keys(operationRoles)) expect(can(host, action, { accountId }).allowed).toBe(false)
  })
  test('A16: nobody reaches into another account, and is not told what is there', () => {
    expect(can(person('admin'), 'getDeployment', { accountId: '000000000002' })).toEqual({
      allowed: false,
      reason: 'There is no such thing in your account.',
    })
  })
})
