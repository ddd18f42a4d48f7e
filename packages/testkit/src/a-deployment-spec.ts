/** A deployment as its handler would have asked for it: four hosts, half at a time, CodeDeploy's clocks, no rollback. */
import {
  firstAccountId,
  inPlaceStyle,
  type ApprovalRecord,
  type BlueGreenSpec,
  type DeploymentSpec,
  type LastSuccessful,
  type ZonesSpec,
} from '@sluice/model'
import { aRevisionInUse, testGroupId } from './directory-rows.ts'
import { testEpoch } from './movable-clock.ts'

export function aDeploymentSpec(over: Partial<DeploymentSpec> = {}): DeploymentSpec {
  return {
    deploymentId: 'd-AAAAAAAA1',
    accountId: firstAccountId,
    region: 'us-east-1',
    deploymentGroupId: testGroupId,
    applicationName: 'storefront',
    deploymentGroupName: 'production',
    deploymentStyle: inPlaceStyle,
    deploymentConfigName: 'CodeDeployDefault.HalfAtATime',
    minimumHealthyHosts: { type: 'FLEET_PERCENT', value: 50 },
    revision: aRevisionInUse('1.1'),
    creator: 'user',
    startedBy: 'Dana',
    ignoreApplicationStopFailures: false,
    fileExistsBehavior: 'DISALLOW',
    targets: hostNames(4),
    clocks: { startLimitSeconds: 300, eventLimitSeconds: 3600, totalLimitSeconds: 8 * 3600 },
    rollbackDeploymentId: 'd-RRRRRRRR1',
    createdAt: testEpoch,
    ...over,
  }
}

export function aLastSuccessful(over: Partial<LastSuccessful> = {}): LastSuccessful {
  return {
    deploymentId: 'd-AAAAAAAA0',
    revision: aRevisionInUse('1.0'),
    fileExistsBehavior: 'OVERWRITE',
    createdAt: testEpoch - 86_400_000,
    completedAt: testEpoch - 86_300_000,
    ...over,
  }
}

/** Two replacements and two originals, all at once, no wait for people, originals kept alive. */
export function aBlueGreenSpec(
  over: Partial<DeploymentSpec> = {},
  blueGreen: Partial<BlueGreenSpec> = {},
): DeploymentSpec {
  return aDeploymentSpec({
    deploymentStyle: { deploymentType: 'BLUE_GREEN', deploymentOption: 'WITH_TRAFFIC_CONTROL' },
    deploymentConfigName: 'CodeDeployDefault.AllAtOnce',
    minimumHealthyHosts: { type: 'HOST_COUNT', value: 0 },
    targets: ['green-1', 'green-2', 'blue-1', 'blue-2'],
    targetGroupNames: ['storefront'],
    clocks: { startLimitSeconds: 300, eventLimitSeconds: 3600, totalLimitSeconds: 109 * 3600 },
    blueGreen: {
      kind: 'forward',
      receiving: 2,
      originals: { action: 'KEEP_ALIVE', waitMinutes: 0 },
      ...blueGreen,
    },
    ...over,
  })
}

/** Two hosts in each of the zones a, b and c, all of a zone at once, ten minutes of bake between two zones. */
export function aZonedSpec(over: Partial<DeploymentSpec> = {}, zones: Partial<ZonesSpec> = {}): DeploymentSpec {
  const three = ['a', 'b', 'c'].map((name) => ({ name, hosts: 2 }))
  return aDeploymentSpec({
    deploymentConfigName: 'zone-by-zone',
    minimumHealthyHosts: { type: 'HOST_COUNT', value: 0 },
    zones: { zoneTag: 'zone', monitorDurationInSeconds: 600, zones: three, ...zones },
    targets: hostNames((zones.zones ?? three).reduce((sum, { hosts }) => sum + hosts, 0)),
    ...over,
  })
}

export function anApproval(over: Partial<ApprovalRecord> = {}): ApprovalRecord {
  return { by: 'Ana', actorId: 'user:ana', at: new Date(testEpoch).toISOString(), ...over }
}

/** `web-1`, `web-2`, ... */
export function hostNames(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `web-${index + 1}`)
}
