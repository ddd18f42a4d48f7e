/** Who did what is known of every write: one row each, of a refused one too, over the whole table of operations. */
import { firstAccountId, type Actor } from '@sluice/model'
import { describe, expect, test } from 'vitest'
import { operations, type AnyOperation, type OperationName } from './contracts.ts'
import { goodBundle } from './testing/a-bundle.ts'
import { actorWith, aWorld, type CallOptions, type World } from './testing/a-world.ts'

const production = { applicationName: 'storefront', deploymentGroupName: 'production' }
const dana = { email: 'dana@example.com', name: 'Dana', role: 'admin', password: 'correct horse battery' } as const
const unknownId = 'd-NONE00000'
const balancer = { name: 'edge', kind: 'embedded', listeners: { production: 4680 } } as const
const nowhere = {
  revisionType: 'S3',
  s3Location: { bucket: 'releases', key: 'nothing.tgz', bundleType: 'tgz' },
} as const

interface Case {
  /** Makes the world ready and answers what is asked then. */
  ready(world: World): Promise<{ input: object; by?: CallOptions }>
  resource: RegExp
  /** What the rules forbid; operations that refuse nothing of their own are refused by role. */
  forbidden: object
  about: string
}

async function running(world: World): Promise<string> {
  world.script(() => 'runs')
  const revision = await world.upload('storefront-1.1.tgz', goodBundle('1.1'))
  return (await world.call('createDeployment', { ...production, revision })).deploymentId
}

async function finished(world: World, version: string): Promise<string> {
  const revision = await world.upload(`storefront-${version}.tgz`, goodBundle(version))
  const { deploymentId } = await world.call('createDeployment', { ...production, revision })
  await world.settled()
  return deploymentId
}

const invited = async (world: World) => (await world.call('createUser', dana)).userId

const cases = {
  signOut: {
    async ready(world) {
      await invited(world)
      await world.call('signIn', { email: dana.email, password: dana.password }, { caller: undefined })
      return { input: {}, by: { secret: world.session.opened.at(-1) ?? '' } }
    },
    resource: /^session:own$/,
    forbidden: { extra: 1 },
    about: 'operation:signOut',
  },
  setPassword: {
    async ready(world) {
      const userId = await invited(world)
      const caller: Actor = { kind: 'user', accountId: firstAccountId, userId, name: 'Dana', role: 'admin' }
      return { input: { currentPassword: dana.password, newPassword: 'a longer password' }, by: { caller } }
    },
    resource: /^user:/,
    forbidden: { newPassword: 'long enough for a token' },
    about: 'operation:setPassword',
  },
  createUser: {
    ready: async () => ({ input: dana }),
    resource: /^user:/,
    forbidden: { email: 'nobody' },
    about: 'operation:createUser',
  },
  updateUser: {
    ready: async (world) => ({ input: { userId: await invited(world), name: 'Dana D.' } }),
    resource: /^user:/,
    forbidden: { userId: 'nobody' },
    about: 'user:nobody',
  },
  createSignInLink: {
    ready: async (world) => ({ input: { userId: await invited(world) } }),
    resource: /^user:/,
    forbidden: { userId: 'nobody' },
    about: 'user:nobody',
  },
  createAccessToken: {
    ready: async () => ({ input: { name: 'ci', role: 'viewer' } }),
    resource: /^accessToken:/,
    forbidden: { name: 'ci', role: 'root' },
    about: 'operation:createAccessToken',
  },
  revokeAccessToken: {
    ready: async (world) => ({
      input: { tokenId: (await world.call('createAccessToken', { name: 'ci', role: 'viewer' })).tokenId },
    }),
    resource: /^accessToken:/,
    forbidden: { tokenId: 'nothing' },
    about: 'accessToken:nothing',
  },
  createApplication: {
    ready: async () => ({ input: { applicationName: 'api' } }),
    resource: /^application:api$/,
    forbidden: { applicationName: 'api', computePlatform: 'Lambda' },
    about: 'application:api',
  },
  updateApplication: {
    ready: async () => ({ input: { applicationName: 'storefront', newApplicationName: 'shop' } }),
    resource: /^application:storefront$/,
    forbidden: { applicationName: 'nothing', newApplicationName: 'shop' },
    about: 'application:nothing',
  },
  deleteApplication: {
    ready: async () => ({ input: { applicationName: 'storefront' } }),
    resource: /^application:storefront$/,
    forbidden: {},
    about: 'operation:deleteApplication',
  },
  saveDraft: {
    ready: async () => ({ input: { search: '?application=storefront' } }),
    resource: /^draft:dr-/,
    forbidden: { draftId: 'dr-nothing', search: '' },
    about: 'draft:dr-nothing',
  },
  saveView: {
    ready: async () => ({ input: { screen: 'deployments', name: 'Failed', search: '?status=Failed' } }),
    resource: /^view:/,
    forbidden: { screen: 'deployments', name: '', search: '' },
    about: 'operation:saveView',
  },
  deleteView: {
    ready: async (world) => ({
      input: await world.call('saveView', { screen: 'deployments', name: 'Failed', search: '?status=Failed' }),
    }),
    resource: /^view:/,
    forbidden: { viewId: 'nothing' },
    about: 'view:nothing',
  },
  createDeploymentGroup: {
    ready: async () => ({ input: { ...production, deploymentGroupName: 'staging' } }),
    resource: /^deploymentGroup:storefront\/staging$/,
    forbidden: production,
    about: 'deploymentGroup:storefront/production',
  },
  updateDeploymentGroup: {
    ready: async () => ({
      input: {
        applicationName: 'storefront',
        currentDeploymentGroupName: 'production',
        newDeploymentGroupName: 'live',
      },
    }),
    resource: /^deploymentGroup:storefront\/production$/,
    forbidden: { applicationName: 'storefront', currentDeploymentGroupName: 'nothing' },
    about: 'deploymentGroup:storefront/nothing',
  },
  deleteDeploymentGroup: {
    ready: async () => ({ input: production }),
    resource: /^deploymentGroup:storefront\/production$/,
    forbidden: { applicationName: 'storefront' },
    about: 'operation:deleteDeploymentGroup',
  },
  registerApplicationRevision: {
    ready: async (world) => ({
      input: { applicationName: 'storefront', revision: await world.upload('storefront-1.0.tgz') },
    }),
    resource: /^revision:storefront\/storefront-1\.0$/,
    forbidden: { applicationName: 'storefront', revision: nowhere },
    about: 'application:storefront',
  },
  createDeployment: {
    ready: async (world) => ({ input: { ...production, revision: await world.upload('storefront-1.0.tgz') } }),
    resource: /^deployment:d-/,
    forbidden: { ...production, revision: nowhere },
    about: 'deploymentGroup:storefront/production',
  },
  stopDeployment: {
    ready: async (world) => ({ input: { deploymentId: await running(world) } }),
    resource: /^deployment:d-/,
    forbidden: { deploymentId: unknownId },
    about: `deployment:${unknownId}`,
  },
  holdDeployment: {
    ready: async (world) => ({ input: { deploymentId: await running(world) } }),
    resource: /^deployment:d-/,
    forbidden: { deploymentId: unknownId },
    about: `deployment:${unknownId}`,
  },
  continueDeployment: {
    async ready(world) {
      const deploymentId = await running(world)
      await world.call('holdDeployment', { deploymentId })
      return { input: { deploymentId } }
    },
    resource: /^deployment:d-/,
    forbidden: { deploymentId: unknownId },
    about: `deployment:${unknownId}`,
  },
  rollBackDeployment: {
    async ready(world) {
      await finished(world, '1.0')
      return { input: { deploymentId: await finished(world, '1.1') } }
    },
    resource: /^deployment:d-/,
    forbidden: { deploymentId: unknownId },
    about: `deployment:${unknownId}`,
  },
  createEnrolmentToken: {
    ready: async () => ({ input: { instanceName: 'web-7' } }),
    resource: /^instance:web-7$/,
    forbidden: { instanceName: 'web-1' },
    about: 'instance:web-1',
  },
  deregisterOnPremisesInstance: {
    ready: async () => ({ input: { instanceName: 'web-1' } }),
    resource: /^instance:web-1$/,
    forbidden: {},
    about: 'operation:deregisterOnPremisesInstance',
  },
  addTagsToOnPremisesInstances: {
    ready: async () => ({ input: { tags: [{ Key: 'rack', Value: 'r7' }], instanceNames: ['web-1'] } }),
    resource: /^instance:web-1$/,
    forbidden: { tags: [], instanceNames: ['web-1'] },
    about: 'operation:addTagsToOnPremisesInstances',
  },
  removeTagsFromOnPremisesInstances: {
    ready: async () => ({ input: { tags: [{ Key: 'env', Value: 'production' }], instanceNames: ['web-1'] } }),
    resource: /^instance:web-1$/,
    forbidden: { tags: [], instanceNames: ['web-1'] },
    about: 'operation:removeTagsFromOnPremisesInstances',
  },
  createDeploymentConfig: {
    ready: async () => ({
      input: { deploymentConfigName: 'Careful', minimumHealthyHosts: { type: 'FLEET_PERCENT', value: 75 } },
    }),
    resource: /^deploymentConfig:Careful$/,
    forbidden: { deploymentConfigName: 'CodeDeployDefault.Careful' },
    about: 'operation:createDeploymentConfig',
  },
  deleteDeploymentConfig: {
    async ready(world) {
      const input = { deploymentConfigName: 'Careful' }
      const minimumHealthyHosts = { type: 'FLEET_PERCENT', value: 75 } as const
      await world.call('createDeploymentConfig', { ...input, minimumHealthyHosts })
      return { input }
    },
    resource: /^deploymentConfig:Careful$/,
    forbidden: { deploymentConfigName: 'CodeDeployDefault.AllAtOnce' },
    about: 'deploymentConfig:CodeDeployDefault.AllAtOnce',
  },
  createLoadBalancer: {
    ready: async () => ({ input: balancer }),
    resource: /^loadBalancer:edge$/,
    forbidden: { ...balancer, kind: 'aws-elb' },
    about: 'loadBalancer:edge',
  },
  updateLoadBalancer: {
    async ready(world) {
      await world.call('createLoadBalancer', balancer)
      return { input: { name: 'edge', drainSeconds: 5 } }
    },
    resource: /^loadBalancer:edge$/,
    forbidden: { name: 'nothing', drainSeconds: 5 },
    about: 'loadBalancer:nothing',
  },
  deleteLoadBalancer: {
    async ready(world) {
      await world.call('createLoadBalancer', balancer)
      return { input: { name: 'edge' } }
    },
    resource: /^loadBalancer:edge$/,
    forbidden: {},
    about: 'operation:deleteLoadBalancer',
  },
  createTargetGroup: {
    async ready(world) {
      await world.call('createLoadBalancer', balancer)
      return { input: { name: 'web', loadBalancerName: 'edge', port: 8080 } }
    },
    resource: /^targetGroup:web$/,
    forbidden: { name: 'web', loadBalancerName: 'nothing', port: 8080 },
    about: 'targetGroup:web',
  },
  createScalingGroup: {
    ready: async () => ({ input: { name: 'web', desiredCapacity: 2 } }),
    resource: /^scalingGroup:web$/,
    forbidden: { name: 'web' },
    about: 'operation:createScalingGroup',
  },
} satisfies Partial<Record<OperationName, Case>>

const writes = Object.values(operations as Record<string, AnyOperation>).filter(
  (contract) => contract.writes && contract.anonymous !== true,
)

async function aShop(): Promise<World> {
  const world = await aWorld()
  await world.storefront(2)
  return world
}

const rowsOf = (world: World) => world.store.listAudit({ accountId: firstAccountId, limit: 1000 })

/** The rows that an act leaves, oldest first. */
async function rowsLeftBy(world: World, act: () => Promise<unknown>) {
  const before = (await rowsOf(world)).length
  await act()
  return (await rowsOf(world)).toReversed().slice(before)
}

test('the table has every operation that writes, sign-in apart', () => {
  expect(Object.keys(cases).toSorted()).toEqual(writes.map((contract) => contract.name).toSorted())
})

describe.each(Object.entries(cases) as [OperationName, Case][])('%s', (name, { ready, resource, forbidden, about }) => {
  test('leaves one row when it is done', async () => {
    const world = await aShop()
    const { input, by } = await ready(world)
    const rows = await rowsLeftBy(world, () => world.call(name, input as never, by))
    expect(rows).toMatchObject([
      { action: name, outcome: 'done', actorName: 'Dana', resource: expect.stringMatching(resource), requestId: 'r-1' },
    ])
    expect(rows[0]?.actor).toMatch(/^user:/)
  })

  test('leaves one row when the rules forbid it, with the reason', async () => {
    const world = await aShop()
    const token: Actor = { kind: 'token', accountId: firstAccountId, tokenId: 't', name: 'ci', role: 'admin' }
    const rows = await rowsLeftBy(world, () => world.refused(name, forbidden, { caller: token }))
    expect(rows).toMatchObject([
      { action: name, outcome: 'refused', actor: 'token:t', actorName: 'ci', resource: about },
    ])
    expect(rows[0]?.detail).toMatch(/^[A-Za-z]+: ./)
  })

  test('leaves one row when the role does not allow it, and none of a stranger', async () => {
    const world = await aShop()
    const { input } = await ready(world)
    const host: Actor = { kind: 'host', accountId: firstAccountId, instanceName: 'web-1', name: 'web-1' }
    const rows = await rowsLeftBy(world, () => world.refused(name, input, { caller: host }))
    expect(rows).toMatchObject([
      { action: name, outcome: 'refused', actor: 'host:web-1', detail: expect.stringMatching(/^AccessDenied: /) },
    ])
    expect(await rowsLeftBy(world, () => world.refused(name, input, { caller: undefined }))).toEqual([])
  })
})

test('a repeat under the same Idempotency-Key is no second act, and its misuse is a refused one', async () => {
  const world = await aShop()
  const create = (applicationName: string) => [{ applicationName }, { key: 'once' }] as const
  const first = await rowsLeftBy(world, () => world.call('createApplication', ...create('api')))
  const again = await rowsLeftBy(world, () => world.call('createApplication', ...create('api')))
  const misused = await rowsLeftBy(world, () => world.refused('createApplication', ...create('other')))
  expect([first.length, again.length]).toEqual([1, 0])
  expect(misused).toMatchObject([{ outcome: 'refused', resource: 'application:other' }])
})

describe('uploads', () => {
  test('leave one row, a refused one too', async () => {
    const world = await aShop()
    const done = await rowsLeftBy(world, () => world.put('storefront-1.0.tgz'))
    expect(done).toMatchObject([
      { action: 'putArtifact', outcome: 'done', resource: 'artifact:releases/storefront-1.0.tgz' },
    ])
    const bad = () => world.put('bad.tgz', Buffer.from('no archive')).catch(() => 'refused')
    expect(await rowsLeftBy(world, bad)).toMatchObject([
      { action: 'putArtifact', outcome: 'refused', detail: expect.stringMatching(/^BundleRefused: /) },
    ])
  })
})

describe('sign-ins', () => {
  const stranger = { caller: undefined }

  test('leave one row, with how; a failed one with where from and not with what was typed', async () => {
    const world = await aWorld()
    await world.call('createUser', dana)
    const { email, password } = dana
    const done = await rowsLeftBy(world, () => world.call('signIn', { email, password }, stranger))
    expect(done).toMatchObject([{ action: 'signIn', outcome: 'done', actorName: 'Dana', detail: 'with password' }])
    const failed = await rowsLeftBy(world, () => world.refused('signIn', { email, password: 'guessed' }, stranger))
    const expected = { action: 'signIn', outcome: 'refused', resource: `user:${email}`, detail: 'from 192.0.2.1' }
    expect(failed).toMatchObject([expected])
    const link = await rowsLeftBy(world, () => world.refused('signIn', { link: 'guessed' }, stranger))
    expect(link).toMatchObject([{ ...expected, resource: 'user:by-link' }])
    expect(JSON.stringify([...failed, ...link])).not.toContain('guessed')
  })
})

test('a read leaves none', async () => {
  const world = await aShop()
  const reads = () => world.call('listApplications', {}, { caller: actorWith('viewer') })
  expect(await rowsLeftBy(world, reads)).toEqual([])
})
