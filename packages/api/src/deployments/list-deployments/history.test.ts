import type { DeploymentSummary } from '@sluice/model'
import { aDeployment, emptyCommit } from '@sluice/store/contract'
import { testEpoch } from '@sluice/testkit'
import { describe, expect, test } from 'vitest'
import { aWorld, type World } from '../../testing/a-world.ts'

const id = (n: number) => `d-${String(n).padStart(9, '0')}`
const second = (n: number) => new Date(testEpoch + n * 1000).toISOString()
const blueGreen = { deploymentType: 'BLUE_GREEN', deploymentOption: 'WITH_TRAFFIC_CONTROL' } as const

async function having(rows: DeploymentSummary[]): Promise<World> {
  const world = await aWorld()
  await world.call('createApplication', { applicationName: 'storefront' })
  await world.call('createApplication', { applicationName: 'warehouse' })
  await world.store.commit(emptyCommit({ deployments: rows }))
  return world
}

const idsOf = async (world: World, input: object) => (await world.call('listDeployments', input)).deployments

describe('the history', () => {
  test('is filtered by type, creator, revision, words and several applications, together', async () => {
    const oneFailed = {
      status: 'Succeeded',
      deploymentOverview: { ...aDeployment(id(5)).deploymentOverview, Failed: 1 },
    } as const
    const world = await having([
      aDeployment(id(1), { createTime: second(1), description: 'OPS-7' }),
      aDeployment(id(2), { createTime: second(2), deploymentStyle: blueGreen }),
      aDeployment(id(3), { createTime: second(3), creator: 'codeDeployRollback', applicationName: 'warehouse' }),
      aDeployment(id(4), { createTime: second(4), revisionName: 'storefront-2.0' }),
      aDeployment(id(5), { createTime: second(5), applicationName: 'yard', ...oneFailed }),
    ])
    expect(await idsOf(world, { deploymentTypes: ['BLUE_GREEN'] })).toEqual([id(2)])
    expect(await idsOf(world, { creators: ['codeDeployRollback'] })).toEqual([id(3)])
    expect(await idsOf(world, { revisionName: 'storefront-2.0' })).toEqual([id(4)])
    expect(await idsOf(world, { text: 'ops' })).toEqual([id(1)])
    expect(await idsOf(world, { withFailedHosts: true, includeOnlyStatuses: ['Succeeded'] })).toEqual([id(5)])
    expect(await idsOf(world, { applicationNames: ['warehouse'] })).toEqual([id(3)])
    expect(await idsOf(world, { applicationNames: ['warehouse', 'storefront'], creators: ['user'] })).toEqual([
      id(4),
      id(2),
      id(1),
    ])
    expect(await idsOf(world, { deploymentTypes: [], creators: [], withFailedHosts: false })).toHaveLength(5)
  })

  test('takes the externalId that CodeDeploy’s clients may send, and selects nothing by it', async () => {
    const world = await having([aDeployment(id(1))])
    expect(await idsOf(world, { externalId: 'arn:aws:cloudformation:stack/x' })).toEqual([id(1)])
  })

  test('is looked through 5,000 deployments a page: a page without a match says how far, and the next goes on', async () => {
    const rows = Array.from({ length: 5100 }, (_, n) =>
      aDeployment(id(n), { createTime: second(n), status: n === 3 ? 'Failed' : 'Succeeded' }),
    )
    const world = await having(rows)
    const first = await world.call('listDeployments', { includeOnlyStatuses: ['Failed'] })
    expect([first.deployments, first.lookedBackTo]).toEqual([[], second(100)])
    const next = await world.call('listDeployments', {
      includeOnlyStatuses: ['Failed'],
      nextToken: first.nextToken ?? '',
    })
    expect([next.deployments, next.nextToken]).toEqual([[id(3)], undefined])
  })

  test.each([
    ['ApplicationDoesNotExistException', { applicationNames: ['storefront', 'nothing'] }],
    ['InvalidInputException', { deploymentTypes: ['SIDEWAYS'] }],
    ['InvalidInputException', { creators: ['nobody'] }],
    ['InvalidInputException', { text: ' ' }],
  ])('refuses with %s: %j', async (code, input) => {
    const world = await having([])
    expect(await world.refused('listDeployments', input)).toMatchObject({ code })
  })
})
