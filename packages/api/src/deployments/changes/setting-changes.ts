/** The settings of a deployment against those of another of its group, in words; only those that differ. */
import type { AutoRollbackConfiguration, DeploymentSpec, MinimumHealthyHosts } from '@sluice/model'
import type { SettingChange } from './get-deployment-changes/contract.ts'

const settings: readonly (readonly [name: string, words: (spec: DeploymentSpec) => string])[] = [
  ['Deployment configuration', (spec) => spec.deploymentConfigName],
  ['Hosts that must stay healthy', (spec) => minimumWords(spec.minimumHealthyHosts)],
  ['Type', ({ deploymentStyle: { deploymentType } }) => (deploymentType === 'IN_PLACE' ? 'in place' : 'blue/green')],
  ['Files that are already there', (spec) => filesWords[spec.fileExistsBehavior]],
  [
    'When ApplicationStop fails',
    (spec) => (spec.ignoreApplicationStopFailures ? 'the host goes on' : 'the host fails'),
  ],
  ['Roll back by itself', (spec) => rollbackWords(spec.autoRollbackConfiguration)],
  ['Target groups', ({ targetGroupNames = [] }) => targetGroupNames.join(', ') || 'none'],
  ['Time for an event to start', ({ clocks }) => `${clocks.startLimitSeconds} s`],
  ['Time for an event', ({ clocks }) => `${clocks.eventLimitSeconds} s`],
]

export function settingChanges(before: DeploymentSpec, now: DeploymentSpec): SettingChange[] {
  return settings
    .map(([name, words]) => ({ name, before: words(before), now: words(now) }))
    .filter((setting) => setting.before !== setting.now)
}

const filesWords = { DISALLOW: 'fail that host', OVERWRITE: 'overwrite them', RETAIN: 'keep them' } as const

function minimumWords({ type, value }: MinimumHealthyHosts): string {
  switch (type) {
    case 'HOST_COUNT':
      return `at least ${value}`
    case 'FLEET_PERCENT':
      return `at least ${value} %`
    case 'MOST_CONCURRENCY':
      return 'all but one'
  }
}

const eventWords = {
  DEPLOYMENT_FAILURE: 'when it fails',
  DEPLOYMENT_STOP_ON_ALARM: 'when an alarm stops it',
  DEPLOYMENT_STOP_ON_REQUEST: 'when somebody stops it',
} as const

function rollbackWords(rollback: AutoRollbackConfiguration | undefined): string {
  return rollback?.enabled === true ? rollback.events.map((event) => eventWords[event]).join(', ') : 'no'
}
