/** Deployments that want eyes, however many others there are: those that run, and the newest of each group when it left hosts behind. */
import { limits, type DeploymentSummary } from '@sluice/model'
import type { Store } from '@sluice/store'
import { isoTime } from '../queries/random-ids.ts'
import type { Attention } from './get-now/contract.ts'

const hourMs = 3_600_000
/** A failure that nobody followed up for so long is history. */
const freshHours = 48
/** The longest that a deployment may take before its end: what ended freshly was created after this. */
const longestHours = limits.blueGreenTotalSeconds / 3600
const mostRunning = 500
const mostLookedAt = 5000

export async function runsBadly(store: Store, accountId: string): Promise<Attention[]> {
  const running = (await store.runningDeployments()).slice(-mostRunning)
  const rows = await Promise.all(running.map(({ deploymentId }) => store.getDeployment(deploymentId)))
  return rows.flatMap((row) => (row?.accountId === accountId ? (troubleOf(row) ?? []) : []))
}

function troubleOf(row: DeploymentSummary): Attention | undefined {
  const { deploymentId, deploymentOverview, held, startTime } = row
  if (deploymentOverview.Failed > 0)
    return { kind: 'losing', text: losingText(row), ...about(row), ...(startTime && { since: startTime }) }
  if (held === undefined) return undefined
  const text = `${deploymentId} is held by ${held.by}: no further host starts.`
  return { kind: 'held', text, ...about(row), since: held.since }
}

function losingText({ deploymentId, deploymentOverview, health }: DeploymentSummary): string {
  const failed = deploymentOverview.Failed
  const lost = `${failed} of ${health.total} hosts ${failed === 1 ? 'has' : 'have'} failed in ${deploymentId}`
  if (health.failuresLeft <= 0) return `${lost}. The next failure stops it.`
  return `${lost}. ${health.failuresLeft} more may fail.`
}

/** What was followed by another deployment of its group has been seen to; a group that is gone needs nothing any more. */
export async function endedBadly(store: Store, accountId: string, now: number): Promise<Attention[]> {
  const createdFrom = isoTime(now - (freshHours + longestHours) * hourMs)
  const those = { accountId, createdFrom, limit: limits.pageRows, mostLookedAt }
  const bad = await store.listDeployments({ ...those, statuses: ['Failed', 'Stopped'] })
  const mixed = await store.listDeployments({ ...those, statuses: ['Succeeded'], withFailedHosts: true })
  const ended = [...bad.rows, ...mixed.rows].toSorted((a, b) => (a.createTime < b.createTime ? -1 : 1))
  const fresh = ended.filter(({ completeTime = '' }) => completeTime >= isoTime(now - freshHours * hourMs))
  const newest = new Map(fresh.map((row) => [row.deploymentGroupId, row]))
  const open = await Promise.all(
    [...newest.values()].map(async (row) => ((await isLast(store, row)) ? [endOf(row)] : [])),
  )
  return open.flat()
}

async function isLast(
  store: Store,
  { accountId, deploymentGroupId, deploymentId }: DeploymentSummary,
): Promise<boolean> {
  if ((await store.get('deploymentGroupIds', deploymentGroupId)) === undefined) return false
  const { rows } = await store.listDeployments({ accountId, deploymentGroupId, limit: 1 })
  return rows[0]?.deploymentId === deploymentId
}

function endOf(row: DeploymentSummary): Attention {
  const { deploymentId, status, completeTime, errorInformation, deploymentOverview } = row
  const end = { ...about(row), ...(completeTime !== undefined && { since: completeTime }) }
  if (status === 'Stopped')
    return { kind: 'stopped', text: `${deploymentId} was stopped, and nothing was deployed here since.`, ...end }
  if (status === 'Succeeded') return { kind: 'failedHosts', text: leftBehindText(row), ...end }
  const why = errorInformation?.message ?? `${deploymentOverview.Failed} hosts failed.`
  return { kind: 'failed', text: `${deploymentId} failed: ${why}`, ...end }
}

function leftBehindText({ deploymentId, deploymentOverview: { Failed: failed }, health }: DeploymentSummary): string {
  const hosts = `${failed} of its ${health.total} ${health.total === 1 ? 'host' : 'hosts'}`
  return `${deploymentId} succeeded, but ${hosts} failed, and nothing was deployed here since.`
}

const about = ({ deploymentId, applicationName, deploymentGroupName }: DeploymentSummary) => ({
  deploymentId,
  applicationName,
  deploymentGroupName,
})
