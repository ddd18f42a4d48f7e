/** The settings of a deployment in words: the same before its start, where they are chosen, and after it, where they are compared. */
import type { AutoRollbackConfiguration, FileExistsBehavior } from '@sluice/model'

export const settingNames = {
  deploymentConfigName: 'Deployment configuration',
  fileExistsBehavior: 'Files that are already there',
  ignoreApplicationStopFailures: 'When ApplicationStop fails',
  autoRollbackConfiguration: 'Roll back by itself',
} as const

export const filesWords: Readonly<Record<FileExistsBehavior, string>> = {
  DISALLOW: 'fail that host',
  OVERWRITE: 'overwrite them',
  RETAIN: 'keep them',
}

export const stopWords = (isIgnored: boolean): string => (isIgnored ? 'the host goes on' : 'the host fails')

const eventWords = {
  DEPLOYMENT_FAILURE: 'when it fails',
  DEPLOYMENT_STOP_ON_ALARM: 'when an alarm stops it',
  DEPLOYMENT_STOP_ON_REQUEST: 'when somebody stops it',
} as const

export const rollbackWords = (rollback: AutoRollbackConfiguration | undefined): string =>
  rollback?.enabled === true ? rollback.events.map((event) => eventWords[event]).join(', ') : 'no'
