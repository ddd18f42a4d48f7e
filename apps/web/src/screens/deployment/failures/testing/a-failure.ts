/** For tests: a failed deployment, and what the server says of its failures. */
import type { FailureGroupInfo, Output } from '@sluice/api/contracts'
import type { DeploymentSummary } from '@sluice/model'
import { partOf } from '../../../../query/testing/part-of.ts'

export const aFailedDeployment = (more: Partial<DeploymentSummary> = {}): DeploymentSummary =>
  partOf<DeploymentSummary>({
    deploymentId: 'd-1A2B3C4D5',
    applicationName: 'shop',
    deploymentGroupName: 'production',
    status: 'Failed',
    deploymentOverview: { Pending: 0, InProgress: 0, Succeeded: 37, Failed: 3, Skipped: 0, Ready: 0 },
    errorInformation: { code: 'HEALTH_CONSTRAINTS', message: '3 of 40 hosts failed.' },
    health: { total: 40 },
    lifecycleEvents: ['Install', 'ApplicationStart'],
    actions: { redeploy: { allowed: true } },
    ...more,
  })

const advice: FailureGroupInfo['advice'] = {
  meaning: 'The port is held by another process.',
  look: 'Whether ApplicationStop ended the previous version.',
  act: 'End what holds the port, then redeploy.',
  places: ['logs', 'traffic', 'redeploy'],
}

export const aGroup = (more: Partial<FailureGroupInfo> = {}): FailureGroupInfo => ({
  key: 'k1',
  event: 'ApplicationStart',
  scriptName: 'scripts/restart.sh',
  errorCode: 'ScriptFailed',
  exitCode: 1,
  message: 'port 8080 already in use',
  template: 'port <n> already in use',
  count: 3,
  share: 1,
  firstSeen: '2026-11-23T09:00:00.000Z',
  places: [1, 4, 39],
  targets: ['web-2', 'web-5', 'web-40'].map((targetId) => ({ targetId, wave: 1, at: '2026-11-23T09:00:00.000Z' })),
  readAt: { targetId: 'web-2', event: 'ApplicationStart', line: 212 },
  goodHost: 'web-1',
  separators: ['All 3 failing hosts have the tag rack=r7; none of 37 that passed has.'],
  advice,
  ...more,
})

export const someFailures = (
  groups: FailureGroupInfo[] = [aGroup()],
  more: Partial<Output<'getDeploymentFailures'>> = {},
): Output<'getDeploymentFailures'> => ({
  failed: groups.reduce((sum, { count }) => sum + count, 0),
  groups,
  leftOut: { groups: 0, hosts: 0 },
  advice: { ...advice, meaning: 'More hosts failed than allowed.' },
  lookedBack: 4,
  ...more,
})
