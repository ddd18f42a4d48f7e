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

type RollbackEvent = AutoRollbackConfiguration['events'][number]

/** The same events are the same words, in whatever order they were named. */
export function rollbackWords(rollback: AutoRollbackConfiguration | undefined): string {
  const events: readonly RollbackEvent[] = rollback?.enabled === true ? rollback.events : []
  const words = Object.entries(eventWords).filter(([event]) => events.some((one) => one === event))
  return words.length === 0 ? 'no' : words.map(([, word]) => word).join(', ')
}
