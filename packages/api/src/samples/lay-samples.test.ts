import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { goodBundle } from '../testing/a-bundle.ts'
import { aWorld } from '../testing/a-world.ts'
import { laySamples } from './lay-samples.ts'

function bundlesFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'sluice-samples-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  for (const version of ['1.0', '1.1', '1.2'])
    writeFileSync(join(folder, `storefront-${version}.tgz`), goodBundle(version))
  return folder
}

test('an empty installation gets an application, three groups and three revisions, once', async () => {
  const world = await aWorld()
  const folder = bundlesFolder()
  expect(await laySamples(world.ports, folder)).toBe(true)
  const { deploymentGroupsInfo } = await world.call('listDeploymentGroups', { applicationName: 'storefront' })
  expect(deploymentGroupsInfo).toMatchObject([
    { deploymentGroupName: 'production', autoRollbackConfiguration: { enabled: true } },
    { deploymentGroupName: 'staging' },
    { deploymentGroupName: 'storefront-bluegreen', deploymentStyle: { deploymentType: 'BLUE_GREEN' } },
  ])
  const { revisionsInfo } = await world.call('listApplicationRevisions', { applicationName: 'storefront' })
  expect(revisionsInfo.map((one) => one.name).toSorted()).toEqual([
    'storefront-1.0',
    'storefront-1.1',
    'storefront-1.2',
  ])
  expect(await laySamples(world.ports, folder)).toBe(false)
})

test('each revision says what it is, in a line that fits a list, and who brought it', async () => {
  const world = await aWorld()
  await laySamples(world.ports, bundlesFolder())
  const { revisionsInfo } = await world.call('listApplicationRevisions', { applicationName: 'storefront' })
  const lines = revisionsInfo.map(({ name, description, registeredBy }) => `${name} by ${registeredBy}: ${description}`)
  expect(lines.toSorted()).toEqual([
    expect.stringMatching(/^storefront-1\.0 by Sluice: The shop as it opened/),
    expect.stringMatching(/^storefront-1\.1 by Sluice: The winter edition/),
    expect.stringMatching(/^storefront-1\.2 by Sluice: .*Fails ValidateService on purpose/),
  ])
  expect(Math.max(...revisionsInfo.map(({ description = '' }) => description.length))).toBeLessThan(90)
})

test('what was deleted later does not come back', async () => {
  const world = await aWorld()
  const folder = bundlesFolder()
  await laySamples(world.ports, folder)
  await world.call('deleteDeploymentGroup', { applicationName: 'storefront', deploymentGroupName: 'staging' })
  await laySamples(world.ports, folder)
  const { deploymentGroups } = await world.call('listDeploymentGroups', { applicationName: 'storefront' })
  expect(deploymentGroups).toEqual(['production', 'storefront-bluegreen'])
})

test('an installation that has applications of its own is left alone', async () => {
  const world = await aWorld()
  await world.call('createApplication', { applicationName: 'mine' })
  expect(await laySamples(world.ports, bundlesFolder())).toBe(false)
  expect((await world.call('listApplications', {})).applications).toEqual(['mine'])
})

test('a start that was cut while laying them goes on at the next', async () => {
  const world = await aWorld()
  const folder = bundlesFolder()
  rmSync(join(folder, 'storefront-1.2.tgz'))
  await expect(laySamples(world.ports, folder)).rejects.toThrow()
  writeFileSync(join(folder, 'storefront-1.2.tgz'), goodBundle('1.2'))
  expect(await laySamples(world.ports, folder)).toBe(true)
  const { revisionsInfo } = await world.call('listApplicationRevisions', { applicationName: 'storefront' })
  expect(revisionsInfo).toHaveLength(3)
})

test('the blue/green group lives behind a balancer beside the service, and is deployed to by a first click', async () => {
  const world = await aWorld()
  await laySamples(world.ports, bundlesFolder())
  const { loadBalancers } = await world.call('listLoadBalancers', {})
  expect(loadBalancers).toMatchObject([
    { name: 'storefront', listeners: { production: 4680, test: 4681 }, targetGroups: [{ name: 'storefront-web' }] },
  ])
  const group = { applicationName: 'storefront', deploymentGroupName: 'storefront-bluegreen' }
  const { blueGreen, plan } = await world.call('planDeployment', group)
  expect(plan.failsAtOnce).toBeUndefined()
  expect(blueGreen).toMatchObject({ original: [], replacement: ['local-1', 'local-2'] })
})

test('where no hosts can be made there is no blue/green sample', async () => {
  const world = await aWorld()
  const ports = { ...world.ports, provisioner: { ...world.ports.provisioner, isAvailable: false } }
  expect(await laySamples(ports, bundlesFolder())).toBe(true)
  const { deploymentGroups } = await world.call('listDeploymentGroups', { applicationName: 'storefront' })
  expect(deploymentGroups).toEqual(['production', 'staging'])
})
