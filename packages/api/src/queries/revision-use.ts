/** Where each revision of an application runs now and where it succeeded before, by the SHA-256 of its bytes. */
import type { DeploymentGroup } from '@sluice/model'
import { directoryKeys, type Store } from '@sluice/store'
import { lastSuccesses } from './group-history.ts'

export interface RevisionUse {
  runsIn: string[]
  succeededIn: string[]
}

/** How far back "succeeded before" looks in each group. */
const successesLookedAt = 100

export async function revisionUses(
  store: Store,
  accountId: string,
  applicationName: string,
): Promise<(sha256: string) => RevisionUse> {
  const groups = await store.list('deploymentGroups', directoryKeys.groups(accountId, applicationName))
  const histories = await Promise.all(groups.map((group) => historyOf(store, group)))
  return (sha256) => ({
    runsIn: histories.filter(({ shas }) => shas[0] === sha256).map(({ name }) => name),
    succeededIn: histories.filter(({ shas }) => shas.slice(1).includes(sha256)).map(({ name }) => name),
  })
}

async function historyOf(store: Store, group: DeploymentGroup): Promise<{ name: string; shas: string[] }> {
  const successes = await lastSuccesses(store, group, successesLookedAt)
  return { name: group.deploymentGroupName, shas: successes.map((row) => row.revisionSha256) }
}
