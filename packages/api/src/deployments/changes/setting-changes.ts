/** The settings of a deployment against those of another of its group, in words; only those that differ. */
import type { DeploymentSpec, MinimumHealthyHosts } from '@sluice/model'
import { filesWords, rollbackWords, settingNames, stopWords } from '../../queries/setting-words.ts'
import type { SettingChange } from './get-deployment-changes/contract.ts'

const settings: readonly (readonly [name: string, words: (spec: DeploymentSpec) => string])[] = [
  [settingNames.deploymentConfigName, (spec) => spec.deploymentConfigName],
  ['Hosts that must stay healthy', (spec) => minimumWords(spec.minimumHealthyHosts)],
  ['Type', ({ deploymentStyle: { deploymentType } }) => (deploymentType === 'IN_PLACE' ? 'in place' : 'blue/green')],
  [settingNames.fileExistsBehavior, (spec) => filesWords[spec.fileExistsBehavior]],
  [settingNames.ignoreApplicationStopFailures, (spec) => stopWords(spec.ignoreApplicationStopFailures)],
  [settingNames.autoRollbackConfiguration, (spec) => rollbackWords(spec.autoRollbackConfiguration)],
  ['Target groups', ({ targetGroupNames = [] }) => targetGroupNames.join(', ') || 'none'],
  ['Time for an event to start', ({ clocks }) => `${clocks.startLimitSeconds} s`],
  ['Time for an event', ({ clocks }) => `${clocks.eventLimitSeconds} s`],
]

export function settingChanges(before: DeploymentSpec, now: DeploymentSpec): SettingChange[] {
  return settings
    .map(([name, words]) => ({ name, before: words(before), now: words(now) }))
    .filter((setting) => setting.before !== setting.now)
}

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
