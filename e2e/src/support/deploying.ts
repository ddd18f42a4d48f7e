/** What stories do with deployments over the API: start them, wait for them, look at the hosts they changed. */
import type { DeploymentSummary, RevisionLocation } from '@sluice/model'
import { expect } from '@playwright/test'
import { type Installation, waitUntil } from './installation.ts'

export const sample = (version: string): RevisionLocation => ({
  revisionType: 'S3',
  s3Location: { bucket: 'samples', key: `storefront-${version}.tgz`, bundleType: 'tgz' },
})

export const productionHosts = ['local-3', 'local-4', 'local-5', 'local-6']

export interface DeployOptions {
  group?: string
  config?: string
  rollBackOnFailure?: boolean
}

export async function deploy(on: Installation, version: string, options: DeployOptions = {}): Promise<string> {
  const { deploymentId } = await on.api.call('createDeployment', {
    applicationName: 'storefront',
    deploymentGroupName: options.group ?? 'production',
    revision: sample(version),
    ...(options.config === undefined ? {} : { deploymentConfigName: options.config }),
    ...(options.rollBackOnFailure === false ? { autoRollbackConfiguration: { enabled: false, events: [] } } : {}),
  })
  return deploymentId
}

export async function getDeployment(on: Installation, deploymentId: string): Promise<DeploymentSummary> {
  return (await on.api.call('getDeployment', { deploymentId })).deploymentInfo
}

export async function ended(on: Installation, deploymentId: string, seconds = 90): Promise<DeploymentSummary> {
  let last: DeploymentSummary | undefined
  await waitUntil(
    async () => {
      last = await getDeployment(on, deploymentId)
      return ['Succeeded', 'Failed', 'Stopped'].includes(last.status)
    },
    {
      seconds,
      what: () => `${deploymentId} to end; it is ${last?.status} ${JSON.stringify(last?.deploymentOverview)}`,
    },
  )
  return last as DeploymentSummary
}

/** The version that the application on a host answers with, or undefined while nothing answers. */
export async function versionOn(on: Installation, hostName: string): Promise<string | undefined> {
  const answer = await fetch(`${on.addressOf(hostName)}/healthz`).catch(() => undefined)
  if (answer === undefined) return undefined
  return ((await answer.json()) as { version?: string }).version
}

export async function expectVersions(on: Installation, hosts: string[], version: string): Promise<void> {
  for (const host of hosts) expect(await versionOn(on, host), `what ${host} serves`).toBe(version)
}
