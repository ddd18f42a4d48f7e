/** Refusals are read on screens, too: they say what is wrong and the way out in words, not in names of operations. */
import { describe, expect, test } from 'vitest'
import { operations } from './contracts.ts'
import { aWorld } from './testing/a-world.ts'

const nowhere = { revisionType: 'S3', s3Location: { bucket: 'sluice', key: 'none.zip', bundleType: 'zip' } } as const
const newConfig = {
  deploymentConfigName: 'all',
  computePlatform: 'Server',
  minimumHealthyHosts: { type: 'FLEET_PERCENT', value: 100 },
} as const

describe('a refusal that a screen shows', () => {
  test.each([
    ['getApplication', { applicationName: 'none' }, 'There is no application none: check the name'],
    ['getDeploymentConfig', { deploymentConfigName: 'none' }, 'There is no deployment configuration none: check'],
    ['getDeployment', { deploymentId: 'd-NONE00000' }, 'There is no deployment d-NONE00000: check the id'],
    ['getLoadBalancer', { name: 'none' }, 'There is no load balancer none: check the name'],
    [
      'registerApplicationRevision',
      { applicationName: 'storefront', revision: nowhere },
      'upload the bundle there first',
    ],
  ])('%s names no operation and no constant', async (operation, input, words) => {
    const world = await aWorld()
    await world.storefront(1)
    const { message } = await world.refused(operation, input)
    expect(message).toContain(words)
    expect(Object.keys(operations).filter((name) => message.includes(name))).toEqual([])
    expect(message).not.toContain('/api/')
  })

  test('says of a share of the fleet what a person calls it', async () => {
    const { details } = await (await aWorld()).refused('createDeploymentConfig', newConfig)
    expect(details?.map(({ message }) => message)).toEqual([
      expect.stringContaining('must be at most 99 percent: with 100 no host could ever'),
    ])
  })

  test('says of empty text that it must not be empty, not how long it is', async () => {
    const world = await aWorld()
    expect((await world.refused('listActivity', { by: '' })).message).toContain('by must not be empty.')
  })
})
