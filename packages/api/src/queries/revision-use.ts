/**
 * Where each revision of an application runs, how often it was deployed and where that succeeded, by the SHA-256 of its
 * bytes. Looks at the newest deployments only, so its cost does not grow with the history; `countedSince` says how far
 * back the counts reach. When a revision was first and last used is exact: its own row knows.
 */
import type { DeploymentGroup, DeploymentSummary } from '@sluice/model'
import { directoryKeys, type Store } from '@sluice/store'
import { findApplication } from './find-application.ts'
import type { GroupUse, UsedBy } from '../revisions/revision-use-form.ts'
import { lastSuccesses } from './group-history.ts'

interface RevisionUse {
  /** The groups that are on it now. */
  runsIn: string[]
  /** Groups where it succeeded, and another one runs now. */
  succeededIn: string[]
  /** How often it was deployed, and how often that succeeded. */
  deployments: number
  successes: number
  /** The newest one that succeeded. */
  lastSuccess?: UsedBy
  /** Every group where it was tried, runs or ran. */
  groups: GroupUse[]
}

export interface ApplicationUse {
  groupCount: number
  /** ISO. Set when there are older deployments, which were not counted. */
  countedSince?: string
  /** Whether some group is on it now. */
  runs(sha256: string): boolean
  usage(sha256: string): RevisionUse
  /** Newest first, of those counted. */
  deploymentsOf(sha256: string, count: number): UsedBy[]
}

/** Deployments of the application that are counted, over all groups. */
const deploymentsCounted = 300
/** Successes looked at for where a revision ran, over all groups; in each at least a few. */
const successesLookedAt = 1000
const successesOfGroup = { fewest: 5, most: 100 }

export async function applicationUse(
  store: Store,
  accountId: string,
  applicationName: string,
): Promise<ApplicationUse> {
  const groups = await store.list('deploymentGroups', directoryKeys.groups(accountId, applicationName))
  const { fewest, most } = successesOfGroup
  const each = Math.min(most, Math.max(fewest, Math.floor(successesLookedAt / Math.max(1, groups.length))))
  const histories = await Promise.all(groups.map((group) => historyOf(store, group, each)))
  const { createTime } = await findApplication(store, accountId, applicationName)
  // One of the same name may have been there before, with deployments of its own.
  const asked = { accountId, applicationName, createdFrom: createTime, limit: deploymentsCounted }
  const counted = await store.listDeployments(asked)
  const bySha = groupedBySha(counted.rows)
  const running = new Set(histories.map(({ shas }) => shas[0]))
  const oldest = counted.rows.at(-1)
  return {
    groupCount: groups.length,
    ...(counted.next !== undefined && oldest && { countedSince: oldest.createTime }),
    runs: (sha256) => running.has(sha256),
    usage: (sha256) => usageAmong(sha256, bySha.get(sha256) ?? [], histories),
    deploymentsOf: (sha256, count) => (bySha.get(sha256) ?? []).slice(0, count).map(usedBy),
  }
}

interface History {
  id: string
  name: string
  /** Of the deployments that reached users and stayed, newest first. */
  shas: string[]
}

async function historyOf(store: Store, group: DeploymentGroup, count: number): Promise<History> {
  const successes = await lastSuccesses(store, group, count)
  const shas = successes.map((row) => row.revisionSha256)
  return { id: group.deploymentGroupId, name: group.deploymentGroupName, shas }
}

function usageAmong(sha256: string, deployments: DeploymentSummary[], histories: readonly History[]): RevisionUse {
  const successes = deployments.filter(hasSucceeded)
  const [newest] = successes
  const groups = histories.map((history) => groupUse(sha256, deployments, history))
  return {
    runsIn: histories.filter(({ shas }) => shas[0] === sha256).map(({ name }) => name),
    succeededIn: histories.filter(({ shas }) => shas.slice(1).includes(sha256)).map(({ name }) => name),
    deployments: deployments.length,
    successes: successes.length,
    ...(newest && { lastSuccess: usedBy(newest) }),
    groups: groups.flatMap((use) => use ?? []),
  }
}

/** By id: a group keeps its history under a new name. Undefined where the revision was never seen. */
function groupUse(
  sha256: string,
  deployments: readonly DeploymentSummary[],
  { id, name, shas }: History,
): GroupUse | undefined {
  const here = deployments.filter((row) => row.deploymentGroupId === id)
  if (here.length === 0 && !shas.includes(sha256)) return undefined
  const successes = here.filter(hasSucceeded)
  const [last, lastSuccess] = [here[0], successes[0]]
  return {
    deploymentGroupName: name,
    runsNow: shas[0] === sha256,
    deployments: here.length,
    successes: successes.length,
    ...(last && { last: usedBy(last) }),
    ...(lastSuccess && { lastSuccess: usedBy(lastSuccess) }),
  }
}

function groupedBySha(rows: readonly DeploymentSummary[]): ReadonlyMap<string, DeploymentSummary[]> {
  const bySha = new Map<string, DeploymentSummary[]>()
  for (const row of rows) {
    const same = bySha.get(row.revisionSha256)
    if (same === undefined) bySha.set(row.revisionSha256, [row])
    else same.push(row)
  }
  return bySha
}

const hasSucceeded = ({ status }: DeploymentSummary): boolean => status === 'Succeeded'

const usedBy = ({ deploymentId, deploymentGroupName, status, createTime }: DeploymentSummary): UsedBy => ({
  deploymentId,
  deploymentGroupName,
  status,
  createTime,
})
