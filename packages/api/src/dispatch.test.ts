import { firstAccountId } from '@sluice/model'
import { describe, expect, test } from 'vitest'
import { actorWith, aWorld } from './testing/a-world.ts'

const twoKeys = { applicationName: 'storefront', deploymentGroupName: 'production' }
const revision = {
  revisionType: 'S3',
  s3Location: { bucket: 'releases', key: 'storefront-1.0.tgz', bundleType: 'tgz' },
}

describe('who may', () => {
  test('an operation that is not in the table is unknown, also one that every object has', async () => {
    const world = await aWorld()
    for (const name of ['deployEverything', 'toString', '__proto__', 'constructor'])
      expect(await world.refused(name, {})).toMatchObject({ code: 'UnknownOperation' })
  })

  test('a stranger learns that signing in is needed, and nothing about the input', async () => {
    const world = await aWorld()
    const refused = await world.refused('createApplication', { nonsense: true }, { caller: undefined })
    expect(refused).toMatchObject({ code: 'NotSignedIn' })
    expect(refused.details).toBeUndefined()
  })

  test('a viewer who tries to deploy is forbidden, is told whom to ask, and leaves an audit row', async () => {
    const world = await aWorld()
    const refused = await world.refused('createDeployment', { ...twoKeys, revision }, { role: 'viewer' })
    expect(refused).toMatchObject({ code: 'AccessDenied', message: expect.stringContaining('administrator') })
    const [row] = await world.store.listAudit({ accountId: firstAccountId, limit: 1 })
    expect(row).toMatchObject({ action: 'createDeployment', outcome: 'refused', actorName: 'Dana', requestId: 'r-1' })
  })

  test('a forbidden read leaves no audit row', async () => {
    const world = await aWorld()
    expect(await world.refused('listUsers', {}, { role: 'deployer' })).toMatchObject({ code: 'AccessDenied' })
    expect(await world.store.listAudit({ accountId: firstAccountId, limit: 1 })).toEqual([])
  })

  test('A3: a host may call no operation', async () => {
    const world = await aWorld()
    const caller = { kind: 'host', accountId: firstAccountId, instanceName: 'web-1', name: 'web-1' } as const
    for (const name of ['listApplications', 'createApplication', 'listUsers'])
      expect(await world.refused(name, {}, { caller })).toMatchObject({ code: 'AccessDenied' })
  })
})

describe('bad input is named as CodeDeploy names it', () => {
  const cases: [operation: string, input: object, code: string, field: string][] = [
    ['getApplication', {}, 'ApplicationNameRequiredException', 'applicationName'],
    ['getApplication', { applicationName: '' }, 'ApplicationNameRequiredException', 'applicationName'],
    ['getApplication', { applicationName: 'a b' }, 'InvalidApplicationNameException', 'applicationName'],
    ['getApplication', { applicationName: 'x'.repeat(101) }, 'InvalidApplicationNameException', 'applicationName'],
    ['getDeploymentGroup', { applicationName: 'a' }, 'DeploymentGroupNameRequiredException', 'deploymentGroupName'],
    [
      'getDeploymentGroup',
      { ...twoKeys, deploymentGroupName: '/' },
      'InvalidDeploymentGroupNameException',
      'deploymentGroupName',
    ],
    ['getDeployment', {}, 'DeploymentIdRequiredException', 'deploymentId'],
    ['getDeployment', { deploymentId: 'd-1' }, 'InvalidDeploymentIdException', 'deploymentId'],
    ['getDeploymentConfig', {}, 'DeploymentConfigNameRequiredException', 'deploymentConfigName'],
    [
      'getDeploymentConfig',
      { deploymentConfigName: '?' },
      'InvalidDeploymentConfigNameException',
      'deploymentConfigName',
    ],
    ['getOnPremisesInstance', {}, 'InstanceNameRequiredException', 'instanceName'],
    ['getOnPremisesInstance', { instanceName: 'i-1' }, 'InvalidInstanceNameException', 'instanceName'],
    ['createDeployment', twoKeys, 'RevisionRequiredException', 'revision'],
    [
      'createDeployment',
      { ...twoKeys, revision: { revisionType: 'GitHub' } },
      'InvalidRevisionException',
      'revision.revisionType',
    ],
    [
      'createDeployment',
      { ...twoKeys, revision, description: 'x'.repeat(257) },
      'DescriptionTooLongException',
      'description',
    ],
    [
      'createDeployment',
      { ...twoKeys, revision, fileExistsBehavior: 'MERGE' },
      'InvalidFileExistsBehaviorException',
      'fileExistsBehavior',
    ],
    [
      'createDeployment',
      { ...twoKeys, revision, autoRollbackConfiguration: { enabled: true } },
      'InvalidAutoRollbackConfigException',
      'autoRollbackConfiguration.events',
    ],
    [
      'createDeploymentGroup',
      { ...twoKeys, deploymentStyle: {} },
      'InvalidDeploymentStyleException',
      'deploymentStyle.deploymentType',
    ],
    ['createDeploymentGroup', { ...twoKeys, serviceRoleArn: 'me' }, 'InvalidRoleException', 'serviceRoleArn'],
    [
      'createDeploymentGroup',
      { ...twoKeys, ec2TagFilters: [{ Type: 'KEY_ONLY' }] },
      'InvalidTagFilterException',
      'ec2TagFilters[0].Key',
    ],
    [
      'createApplication',
      { applicationName: 'a', computePlatform: 'Mainframe' },
      'InvalidComputePlatformException',
      'computePlatform',
    ],
    [
      'listDeployments',
      { includeOnlyStatuses: ['Done'] },
      'InvalidDeploymentStatusException',
      'includeOnlyStatuses[0]',
    ],
    ['listDeployments', { createTimeRange: { start: 'today' } }, 'InvalidTimeRangeException', 'createTimeRange.start'],
    ['batchGetDeploymentTargets', { deploymentId: 'd-AAAAAAAA1' }, 'DeploymentTargetIdRequiredException', 'targetIds'],
    [
      'listOnPremisesInstances',
      { registrationStatus: 'Lost' },
      'InvalidRegistrationStatusException',
      'registrationStatus',
    ],
    ['createUser', { email: 'nobody', name: 'N', role: 'viewer' }, 'InvalidInputException', 'email'],
  ]
  test.each(cases)('%s %j', async (operation, input, code, field) => {
    const world = await aWorld()
    const refused = await world.refused(operation, input)
    expect(refused.code).toBe(code)
    expect(refused.details?.[0]).toMatchObject({ field, message: expect.stringContaining(field) })
    expect(refused.message).toContain(field)
  })

  test('a field that no operation knows is named, not ignored', async () => {
    const world = await aWorld()
    const refused = await world.refused('getApplication', { applicationName: 'a', aplicationName: 'b' })
    expect(refused).toMatchObject({ code: 'InvalidInputException', details: [{ field: 'aplicationName' }] })
  })

  test.each([[undefined], [null], [7], ['text'], [[]]])('a body that is no object: %j', async (body) => {
    const world = await aWorld()
    expect(await world.refused('getApplication', body)).toMatchObject({
      code: expect.stringMatching(/InvalidInput|ApplicationNameRequired/),
    })
  })
})

describe('hostile bodies', () => {
  test('A24: __proto__, constructor and fields that belong to the server are refused and change nothing', async () => {
    const world = await aWorld()
    for (const extra of [
      '{"__proto__":{"role":"admin"}}',
      '{"constructor":{}}',
      '{"status":"Succeeded","role":"admin"}',
    ]) {
      const body = { ...(JSON.parse(extra) as object), applicationName: 'a' }
      Object.defineProperty(body, '__proto__', { value: JSON.parse(extra) as object, enumerable: true })
      expect(await world.refused('createApplication', body)).toMatchObject({ code: 'InvalidInputException' })
    }
    expect(({} as { role?: string }).role).toBeUndefined()
    expect((await world.call('listApplications', {})).applications).toEqual([])
  })

  test('A23: hundreds of thousands of fields are refused with a short answer', async () => {
    const world = await aWorld()
    const body = Object.fromEntries(Array.from({ length: 200_000 }, (_, at) => [`field${at}`, at]))
    const refused = await world.refused('createApplication', body)
    expect(JSON.stringify(refused).length).toBeLessThan(5000)
  })

  test('A23: deep nesting is refused without exhausting the stack', async () => {
    const world = await aWorld()
    const deep: unknown = JSON.parse(`${'['.repeat(100_000)}${']'.repeat(100_000)}`)
    for (const body of [deep, { applicationName: deep }, { applicationName: 'a', more: deep }])
      expect((await world.refused('createApplication', body)).code).toMatch(/^(Invalid|ApplicationNameRequired)/)
  })
})

describe('Idempotency-Key', () => {
  test('a repeat is answered as the first call was, and does nothing', async () => {
    const world = await aWorld()
    const first = await world.call('createApplication', { applicationName: 'a' }, { key: 'once' })
    expect(await world.call('createApplication', { applicationName: 'a' }, { key: 'once' })).toEqual(first)
  })

  test('two equal calls at once do one thing', async () => {
    const world = await aWorld()
    const call = () => world.call('createApplication', { applicationName: 'a' }, { key: 'once' })
    const [one, two] = await Promise.all([call(), call()])
    expect(one).toEqual(two)
  })

  test('the same key with another body is refused', async () => {
    const world = await aWorld()
    await world.call('createApplication', { applicationName: 'a' }, { key: 'once' })
    const refused = await world.refused('createApplication', { applicationName: 'b' }, { key: 'once' })
    expect(refused.code).toBe('IdempotencyKeyReused')
  })

  test('a key is the caller’s own, the operation’s own, and forgotten after a day', async () => {
    const world = await aWorld()
    await world.call('createApplication', { applicationName: 'a' }, { key: 'once' })
    const other = { ...actorWith('admin'), userId: 'somebody-else' } as ReturnType<typeof actorWith>
    await world.call('createApplication', { applicationName: 'b' }, { key: 'once', caller: other })
    world.clock.advance(24 * 3600 * 1000 + 1)
    await world.call('createApplication', { applicationName: 'c' }, { key: 'once' })
    expect((await world.call('listApplications', {})).applications).toEqual(['a', 'b', 'c'])
  })

  test('a secret that is shown once is not kept for a repeat', async () => {
    const world = await aWorld()
    const caller = { kind: 'token', accountId: firstAccountId, tokenId: 'boot', name: 'Boot', role: 'admin' } as const
    const { token } = await world.call('createAccessToken', { name: 'ci', role: 'deployer' }, { key: 'once', caller })
    const refused = await world.refused('createAccessToken', { name: 'ci', role: 'deployer' }, { key: 'once', caller })
    expect(refused.code).toBe('IdempotencyKeyReused')
    expect((await world.call('listAccessTokens', {})).tokens).toHaveLength(1)
    expect(await world.ports.access.authenticate({ bearer: token })).toMatchObject({ role: 'deployer' })
  })
})
