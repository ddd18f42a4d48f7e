/** The settings of this deployment against the group’s own and against those that the running revision was deployed with. */
import type { AutoRollbackConfiguration, DeploymentGroup, DeploymentSummary, FileExistsBehavior } from '@sluice/model'
import { filesWords, rollbackWords, settingNames, stopWords } from '../../../queries/setting-words.ts'
import type { ConfigChange } from './schemas.ts'

export interface WantedSettings {
  deploymentConfigName?: string | undefined
  fileExistsBehavior?: FileExistsBehavior | undefined
  ignoreApplicationStopFailures?: boolean | undefined
  autoRollbackConfiguration?: AutoRollbackConfiguration | undefined
  /** It takes that one back. */
  rollbackOf?: string | undefined
}

/** Only those that differ from one of both. */
export function configChanges(
  wanted: WantedSettings,
  group: DeploymentGroup,
  runs: DeploymentSummary | undefined,
): ConfigChange[] {
  const rows: Omit<ConfigChange, 'isOverride'>[] = [
    {
      field: 'deploymentConfigName',
      name: settingNames.deploymentConfigName,
      wanted: wanted.deploymentConfigName ?? group.deploymentConfigName,
      groupDefault: group.deploymentConfigName,
      ...(runs && { runsWith: runs.deploymentConfigName }),
    },
    {
      field: 'fileExistsBehavior',
      name: settingNames.fileExistsBehavior,
      wanted: filesWords[wanted.fileExistsBehavior ?? 'DISALLOW'],
      groupDefault: filesWords.DISALLOW,
      ...(runs && { runsWith: filesWords[runs.fileExistsBehavior] }),
    },
    {
      field: 'ignoreApplicationStopFailures',
      name: settingNames.ignoreApplicationStopFailures,
      wanted: stopWords(wanted.ignoreApplicationStopFailures === true),
      groupDefault: stopWords(false),
      ...(runs && { runsWith: stopWords(runs.ignoreApplicationStopFailures) }),
    },
    {
      field: 'autoRollbackConfiguration',
      name: settingNames.autoRollbackConfiguration,
      wanted: rollbackWords(wanted.autoRollbackConfiguration ?? group.autoRollbackConfiguration),
      groupDefault: rollbackWords(group.autoRollbackConfiguration),
      ...(runs && { runsWith: rollbackWords(runs.autoRollbackConfiguration) }),
    },
  ]
  return rows
    .map((row) => ({ ...row, isOverride: row.wanted !== row.groupDefault }))
    .filter((row) => row.isOverride || (row.runsWith !== undefined && row.runsWith !== row.wanted))
}
