/** The settings of this deployment against the group’s own and against those that the running revision was deployed with. */
import type { AutoRollbackConfiguration, DeploymentGroup, DeploymentSummary, FileExistsBehavior } from '@sluice/model'
import type { ConfigChange } from './schemas.ts'

export interface WantedSettings {
  deploymentConfigName?: string | undefined
  fileExistsBehavior?: FileExistsBehavior | undefined
  ignoreApplicationStopFailures?: boolean | undefined
  autoRollbackConfiguration?: AutoRollbackConfiguration | undefined
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
      name: 'Deployment configuration',
      wanted: wanted.deploymentConfigName ?? group.deploymentConfigName,
      groupDefault: group.deploymentConfigName,
      ...(runs && { runsWith: runs.deploymentConfigName }),
    },
    {
      field: 'fileExistsBehavior',
      name: 'Files of others',
      wanted: wanted.fileExistsBehavior ?? 'DISALLOW',
      groupDefault: 'DISALLOW',
      ...(runs && { runsWith: runs.fileExistsBehavior }),
    },
    {
      field: 'ignoreApplicationStopFailures',
      name: 'A stop script that fails',
      wanted: stopWords(wanted.ignoreApplicationStopFailures === true),
      groupDefault: stopWords(false),
      ...(runs && { runsWith: stopWords(runs.ignoreApplicationStopFailures) }),
    },
    {
      field: 'autoRollbackConfiguration',
      name: 'Rollback',
      wanted: rollbackWords(wanted.autoRollbackConfiguration ?? group.autoRollbackConfiguration),
      groupDefault: rollbackWords(group.autoRollbackConfiguration),
      ...(runs && { runsWith: rollbackWords(runs.autoRollbackConfiguration) }),
    },
  ]
  return rows
    .map((row) => ({ ...row, isOverride: row.wanted !== row.groupDefault }))
    .filter((row) => row.isOverride || (row.runsWith !== undefined && row.runsWith !== row.wanted))
}

const stopWords = (isIgnored: boolean): string => (isIgnored ? 'the host goes on' : 'the host fails')

const eventWords = {
  DEPLOYMENT_FAILURE: 'when it fails',
  DEPLOYMENT_STOP_ON_ALARM: 'when an alarm rings',
  DEPLOYMENT_STOP_ON_REQUEST: 'when it is stopped',
} as const

function rollbackWords(rollback: AutoRollbackConfiguration | undefined): string {
  if (rollback?.enabled !== true) return 'off'
  return rollback.events.map((event) => eventWords[event]).join(', ')
}
