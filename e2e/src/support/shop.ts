/** An application of a story's own on all local hosts, with bundles made for it: what each host does is told by the script. */
import type { RevisionLocation } from '@sluice/model'
import { expect } from '@playwright/test'
import { tgz } from './bundles.ts'
import type { Installation } from './installation.ts'

export const shop = { applicationName: 'shop', deploymentGroupName: 'everywhere' }

export async function layShop(on: Installation): Promise<void> {
  await on.api.call('createApplication', { applicationName: shop.applicationName, computePlatform: 'Server' })
  await on.api.call('createDeploymentGroup', {
    ...shop,
    deploymentConfigName: 'CodeDeployDefault.AllAtOnce',
    onPremisesInstanceTagFilters: [{ Key: 'fleet', Value: 'local', Type: 'KEY_AND_VALUE' }],
  })
}

/** A bundle whose hooks are these scripts, one for each event. */
export async function upload(
  on: Installation,
  version: string,
  hooks: Record<string, string>,
  files: Record<string, string> = {},
): Promise<RevisionLocation> {
  const scripts = Object.entries(hooks).map(([event, text]) => [`scripts/${scriptOf(event)}`, text] as const)
  const body = tgz({
    'appspec.yml': appSpec(Object.keys(hooks)),
    'app/version.txt': `${version}\n`,
    ...files,
    ...Object.fromEntries(scripts),
  })
  const answer = await fetch(`${on.url}/api/artifacts/stories/shop-${version}.tgz`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${on.token}` },
    body,
  })
  expect(answer.status, await answer.text()).toBe(200)
  return {
    revisionType: 'S3',
    s3Location: { bucket: 'stories', key: `shop-${version}.tgz`, bundleType: 'tgz' },
  }
}

export async function deployShop(
  on: Installation,
  revision: RevisionLocation,
  deploymentConfigName?: string,
): Promise<string> {
  const { deploymentId } = await on.api.call('createDeployment', {
    ...shop,
    revision,
    ...(deploymentConfigName !== undefined && { deploymentConfigName }),
  })
  return deploymentId
}

/** "ApplicationStart" is done by scripts/application-start.sh. */
const scriptOf = (event: string): string =>
  `${event.replaceAll(/(?<=[a-z])[A-Z]/g, (letter) => `-${letter}`).toLowerCase()}.sh`

const appSpec = (events: string[]): string => `version: 0.0
os: linux
files:
  - source: app
    destination: /srv/shop
file_exists_behavior: OVERWRITE
hooks:
${events.map((event) => `  ${event}:\n    - location: scripts/${scriptOf(event)}\n      timeout: 60\n`).join('')}`
