/** The filtered history as a file. A cell of a table program that begins like a formula would be run by it: it gets a quote before. */
import type { DeploymentSummary } from '@sluice/model'
import type { DeploymentFilter } from './filter.ts'

export type ExportForm = 'csv' | 'json'

const columns: readonly (readonly [string, (row: DeploymentSummary) => string | number | undefined])[] = [
  ['deploymentId', (row) => row.deploymentId],
  ['status', (row) => row.status],
  ['applicationName', (row) => row.applicationName],
  ['deploymentGroupName', (row) => row.deploymentGroupName],
  ['computePlatform', (row) => row.computePlatform],
  ['deploymentType', (row) => row.deploymentStyle.deploymentType],
  ['deploymentConfigName', (row) => row.deploymentConfigName],
  ['revisionName', (row) => row.revisionName],
  ['previousRevisionName', (row) => row.previousRevisionName],
  ['creator', (row) => row.creator],
  ['startedBy', (row) => row.startedBy],
  ['description', (row) => row.description],
  ['createTime', (row) => row.createTime],
  ['startTime', (row) => row.startTime],
  ['completeTime', (row) => row.completeTime],
  ['seconds', (row) => secondsOf(row)],
  ['succeeded', (row) => row.deploymentOverview.Succeeded],
  ['failed', (row) => row.deploymentOverview.Failed],
  ['skipped', (row) => row.deploymentOverview.Skipped],
  ['errorCode', (row) => row.errorInformation?.code],
  ['errorMessage', (row) => row.errorInformation?.message],
  ['rollbackOf', (row) => row.rollbackInfo?.rollbackTriggeringDeploymentId],
  ['rolledBackBy', (row) => row.rollbackInfo?.rollbackDeploymentId],
  ['redeployOf', (row) => row.redeployOf],
]

export function exportText(rows: readonly DeploymentSummary[], form: ExportForm): string {
  if (form === 'json') return `${JSON.stringify(rows, null, 2)}\n`
  const lines = [columns.map(([name]) => name), ...rows.map((row) => columns.map(([, valueOf]) => cell(valueOf(row))))]
  // RFC 4180: lines end in CRLF. The mark at the beginning tells table programs that it is UTF-8.
  return `\ufeff${lines.map((line) => line.join(',')).join('\r\n')}\r\n`
}

function cell(value: string | number | undefined): string {
  if (value === undefined) return ''
  if (typeof value === 'number') return String(value)
  const harmless = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}

const secondsOf = ({ startTime, completeTime }: DeploymentSummary): number | undefined =>
  startTime === undefined || completeTime === undefined
    ? undefined
    : (Date.parse(completeTime) - Date.parse(startTime)) / 1000

/** "deployments failed storefront 2026-11-22.csv": what it holds, and of when. */
export function exportName(filter: DeploymentFilter, form: ExportForm, now: number): string {
  const { statuses, applications, group, type, creators, revision, period, text, failedHosts, waiting } = filter
  const days = [period?.range.start, period?.range.end].map((at) => at?.slice(0, 10))
  const words = [
    ...statuses,
    ...applications,
    group,
    type,
    ...creators,
    revision,
    period?.quick ?? days.filter((day) => day !== undefined).join('..'),
    text,
    failedHosts ? 'failed-hosts' : undefined,
    waiting ? 'waiting' : undefined,
  ]
  const parts = words.filter((word) => word !== undefined && word !== '').map((word) => word?.replace(/[^\w.-]+/g, '-'))
  const what = ['deployments', ...parts].join('_').slice(0, 120)
  return `${what}_${new Date(now).toISOString().slice(0, 10)}.${form}`
}
