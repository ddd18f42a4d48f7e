/**
 * Whether the same failures happened before in this application, and what ended them. Looks through the last ended deployments
 * within a budget of rows; what was found in one that has ended never changes, so it is kept.
 */
import { failureGroups } from '@sluice/engine'
import { terminalStatuses, type DeploymentSummary } from '@sluice/model'
import { directoryKeys, type Store } from '@sluice/store'
import { ownNames } from './own-names.ts'
import type { EarlierFailure } from './schemas.ts'

const deploymentsLookedAt = 50
/** Targets that are read anew at most for one question. */
const mostRows = 20_000
const mostKept = 500

export interface EarlierFailures {
  lookedBack: number
  of(key: string): EarlierFailure | undefined
}

export async function earlierFailures(store: Store, deployment: DeploymentSummary): Promise<EarlierFailures> {
  const before = await endedBefore(store, deployment)
  const known = await keysOfAll(store, before)
  return {
    lookedBack: known.length,
    of(key) {
      const found = known.find(({ keys }) => keys.has(key))
      const hit = found?.keys.get(key)
      if (found === undefined || hit === undefined) return undefined
      const { deploymentId, deploymentGroupName } = found.row
      const endedBy = endingOf(before, found.row)
      return { deploymentId, deploymentGroupName, ...hit, ...(endedBy && { endedBy }) }
    },
  }
}

/** Newest first. */
async function endedBefore(store: Store, deployment: DeploymentSummary): Promise<DeploymentSummary[]> {
  const { accountId, applicationName, createTime, deploymentId } = deployment
  const createdFrom = await beginningOf(store, deployment)
  const { rows } = await store.listDeployments({
    accountId,
    applicationName,
    statuses: terminalStatuses,
    ...(createdFrom !== undefined && { createdFrom }),
    createdTo: createTime,
    limit: deploymentsLookedAt + 1,
  })
  return rows.filter((row) => row.deploymentId !== deploymentId).slice(0, deploymentsLookedAt)
}

/** Before it, another application may have had this one's name. Nothing is known of one that was deleted. */
async function beginningOf(
  store: Store,
  { accountId, applicationName, createTime }: DeploymentSummary,
): Promise<string | undefined> {
  const application = await store.get('applications', directoryKeys.application(accountId, applicationName))
  return application !== undefined && application.createTime <= createTime ? application.createTime : undefined
}

/** How many hosts failed so, and when the first did. */
type Keys = ReadonlyMap<string, { hosts: number; at: string }>

const keptKeys = new WeakMap<Store, Map<string, Keys>>()
const nothing: Keys = new Map()

/** As far back as the budget reaches, without gaps. */
async function keysOfAll(
  store: Store,
  rows: readonly DeploymentSummary[],
): Promise<{ row: DeploymentSummary; keys: Keys }[]> {
  const kept = keptKeys.get(store) ?? new Map<string, Keys>()
  keptKeys.set(store, kept)
  const found: { row: DeploymentSummary; keys: Keys }[] = []
  let read = 0
  for (const row of rows) {
    const known = row.deploymentOverview.Failed === 0 ? nothing : kept.get(row.deploymentId)
    if (known === undefined && (read += row.health.total) > mostRows) break
    const keys = known ?? (await keysOf(store, row))
    if (known === undefined) keep(kept, row.deploymentId, keys)
    found.push({ row, keys })
  }
  return found
}

function keep(kept: Map<string, Keys>, deploymentId: string, keys: Keys): void {
  kept.set(deploymentId, keys)
  const [oldest] = kept.keys()
  if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest)
}

async function keysOf(store: Store, { deploymentId, accountId }: DeploymentSummary): Promise<Keys> {
  const targets = await store.listTargets(deploymentId)
  const groups = failureGroups(targets, await ownNames(store, accountId, targets))
  return new Map(groups.map(({ key, hosts }) => [key, { hosts: hosts.length, at: hosts[0]?.at ?? '' }]))
}

/** The first that succeeded in its group afterwards. */
function endingOf(before: readonly DeploymentSummary[], failed: DeploymentSummary): EarlierFailure['endedBy'] {
  const later = before.slice(0, before.indexOf(failed))
  const ending = later.findLast(
    ({ status, deploymentGroupId }) => status === 'Succeeded' && deploymentGroupId === failed.deploymentGroupId,
  )
  if (ending === undefined) return undefined
  const { deploymentId, revisionName, completeTime, createTime, rollbackInfo } = ending
  const isRollback = rollbackInfo?.rollbackTriggeringDeploymentId !== undefined
  return { deploymentId, revisionName, isRollback, at: completeTime ?? createTime }
}
