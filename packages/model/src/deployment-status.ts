/**
 * The statuses of a deployment, and which of them end it. Without a schema: the dashboard's first download needs these
 * and nothing else of this room (`@sluice/model/deployment-status`).
 */
export const deploymentStatuses = [
  'Created',
  'Queued',
  'InProgress',
  'Baking',
  'Ready',
  'Succeeded',
  'Failed',
  'Stopped',
] as const

type Status = (typeof deploymentStatuses)[number]

export const terminalStatuses: readonly Status[] = ['Succeeded', 'Failed', 'Stopped']
export const isTerminal = (status: Status): boolean => terminalStatuses.includes(status)
