/** What stories do with blue/green deployments over the API, and what users get meanwhile. */
import type { Client } from '@sluice/api/client'
import type { Input, Output } from '@sluice/api/contracts'
import type { BlueGreenStanding, DeploymentSummary } from '@sluice/model'
import { expect } from '@playwright/test'
import { deploy, ended, getDeployment } from './deploying.ts'
import { freePort, type Installation, waitUntil } from './installation.ts'

/** The sample's group: copies of a scaling group of two hosts, an approval, originals that end after five minutes. */
export const sampleGroup = 'storefront-bluegreen'

export type Step = BlueGreenStanding['step']

/** Waits until the deployment is in this step, or past it and not yet ended. */
export async function inStep(on: Installation, deploymentId: string, ...steps: Step[]): Promise<DeploymentSummary> {
  let last: DeploymentSummary | undefined
  await waitUntil(
    async () => {
      last = await getDeployment(on, deploymentId)
      const { step } = last.blueGreen ?? {}
      if (step === 'ended' && !steps.includes('ended'))
        throw new Error(`${deploymentId} ended ${last.status}: ${last.errorInformation?.message}`)
      return step !== undefined && steps.includes(step)
    },
    {
      seconds: 90,
      everyMs: 20,
      what: () => `${deploymentId} to be ${steps.join(' or ')}; it is ${last?.status}, ${last?.blueGreen?.step}`,
    },
  )
  return last as DeploymentSummary
}

/** Approves as a person would who has looked at the page: with what it showed, and what it asks for. */
export async function approve(api: Client, deploymentId: string): Promise<'continued' | 'waiting' | undefined> {
  return (await api.call('continueDeployment', await decision(api, deploymentId))).status
}

/** Waits until both fleets are healthy: before, what was seen changes by itself. */
export async function decision(api: Client, deploymentId: string): Promise<Input<'continueDeployment'>> {
  let approval: Output<'getApproval'> | undefined
  await waitUntil(
    async () => {
      approval = await api.call('getApproval', { deploymentId })
      return [approval.evidence?.original, approval.evidence?.replacement].every(
        (side) => side?.healthy === side?.total,
      )
    },
    { what: () => `both fleets to be healthy: ${JSON.stringify(approval?.evidence?.checks)}` },
  )
  const { seen, phrase } = approval ?? {}
  return {
    deploymentId,
    deploymentWaitType: 'READY_WAIT',
    note: 'Looked at the page and at both fleets.',
    ...(seen === undefined ? {} : { seen }),
    ...(phrase === undefined ? {} : { typed: phrase }),
  }
}

/** From nothing to a group that serves this revision, without a look: the ground that stories stand on. */
export async function serve(on: Installation, version: string, group = sampleGroup): Promise<DeploymentSummary> {
  const deploymentId = await deploy(on, version, { group })
  await inStep(on, deploymentId, 'ready')
  await approve(on.api, deploymentId)
  const { blueGreen } = await inStep(on, deploymentId, 'terminationWait', 'ended')
  if (blueGreen?.step === 'terminationWait') await endOriginals(on, deploymentId)
  const result = await ended(on, deploymentId)
  expect(result.status, JSON.stringify(result.errorInformation)).toBe('Succeeded')
  return result
}

export async function endOriginals(on: Installation, deploymentId: string): Promise<void> {
  await on.api.call('continueDeployment', { deploymentId, deploymentWaitType: 'TERMINATION_WAIT' })
}

/** Who answered a user: a revision and a host, or nobody. */
export async function served(url: string): Promise<{ revision: string; host: string } | undefined> {
  const answer = await fetch(url).catch(() => undefined)
  await answer?.arrayBuffer()
  const revision = answer?.headers.get('x-storefront-revision')
  const host = answer?.headers.get('x-storefront-host')
  return answer?.status === 200 && revision && host ? { revision, host } : undefined
}

/** Asks several times: every answer must be this revision's. */
export async function expectServed(url: string, revision: string): Promise<void> {
  for (let n = 0; n < 8; n += 1) expect((await served(url))?.revision, `what ${url} serves`).toBe(revision)
}

/** The hosts of one fleet of a deployment. */
export async function fleet(on: Installation, deploymentId: string, label: 'Blue' | 'Green'): Promise<string[]> {
  const targetFilters = { ServerInstanceLabel: [label] }
  return (await on.api.call('listDeploymentTargets', { deploymentId, targetFilters })).targetIds
}

export type GroupSettings = Omit<Input<'createDeploymentGroup'>, 'applicationName' | 'deploymentGroupName'>

export interface OwnBalancer {
  name: string
  production: string
}

/** A load balancer with one target group of the same name, on a free port, quick enough for a story. */
export async function createBalancer(
  on: Installation,
  name: string,
  settings: { drainSeconds?: number } = {},
): Promise<OwnBalancer> {
  const port = await freePort()
  await on.api.call('createLoadBalancer', {
    name,
    kind: 'embedded',
    listeners: { production: port },
    healthCheck: {
      path: '/health',
      intervalSeconds: 0.5,
      timeoutSeconds: 2,
      healthyThreshold: 2,
      unhealthyThreshold: 2,
      matcher: '200',
    },
    drainSeconds: settings.drainSeconds ?? 15,
  })
  await on.api.call('createTargetGroup', { name, loadBalancerName: name, port: 8080 })
  return { name, production: `http://127.0.0.1:${port}` }
}

/** A group of its own: scaling group, balancer and target group carry its name. */
export async function createBlueGreenGroup(
  on: Installation,
  name: string,
  settings: Partial<GroupSettings> = {},
  waits: Partial<NonNullable<GroupSettings['blueGreenDeploymentConfiguration']>> = {},
): Promise<OwnBalancer> {
  const balancer = await createBalancer(on, name)
  await on.api.call('createScalingGroup', { name, desiredCapacity: 1 })
  await on.api.call('createDeploymentGroup', {
    applicationName: 'storefront',
    deploymentGroupName: name,
    deploymentConfigName: 'CodeDeployDefault.AllAtOnce',
    deploymentStyle: { deploymentType: 'BLUE_GREEN', deploymentOption: 'WITH_TRAFFIC_CONTROL' },
    autoScalingGroups: [name],
    loadBalancerInfo: { targetGroupInfoList: [{ name }] },
    blueGreenDeploymentConfiguration: {
      greenFleetProvisioningOption: { action: 'COPY_AUTO_SCALING_GROUP' },
      deploymentReadyOption: { actionOnTimeout: 'STOP_DEPLOYMENT', waitTimeInMinutes: 60 },
      terminateBlueInstancesOnDeploymentSuccess: { action: 'TERMINATE', terminationWaitTimeInMinutes: 5 },
      ...waits,
    },
    ...settings,
  })
  return balancer
}

/** The two staging hosts, one after the other, behind the target group of the same name. */
export async function createInPlaceGroup(on: Installation, name: string): Promise<void> {
  await on.api.call('createDeploymentGroup', {
    applicationName: 'storefront',
    deploymentGroupName: name,
    deploymentConfigName: 'CodeDeployDefault.OneAtATime',
    onPremisesInstanceTagFilters: [{ Key: 'env', Value: 'staging', Type: 'KEY_AND_VALUE' }],
    deploymentStyle: { deploymentType: 'IN_PLACE', deploymentOption: 'WITH_TRAFFIC_CONTROL' },
    loadBalancerInfo: { targetGroupInfoList: [{ name }] },
  })
}
