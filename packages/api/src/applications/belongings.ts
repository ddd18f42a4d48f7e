/** What an application has in the directory besides its own row: it moves with a new name, and goes with the application. */
import type { ActionState, Application, DeploymentGroup, Revision } from '@sluice/model'
import { directoryKeys, type DirectoryChange, type Store } from '@sluice/store'
import { whyNotRenamed } from '../queries/renaming.ts'
import type { ApplicationOverview } from './list-applications/contract.ts'

export interface Belongings {
  groups: DeploymentGroup[]
  revisions: Revision[]
}

export async function belongingsOf(store: Store, { accountId, applicationName }: Application): Promise<Belongings> {
  const [groups, revisions] = await Promise.all([
    store.list('deploymentGroups', directoryKeys.groups(accountId, applicationName)),
    store.list('revisions', directoryKeys.revisions(accountId, applicationName)),
  ])
  return { groups, revisions }
}

export async function overviewOf(store: Store, application: Application): Promise<ApplicationOverview> {
  const { groups, revisions } = await belongingsOf(store, application)
  return { ...application, groupCount: groups.length, revisionCount: revisions.length }
}

/** Groups in which a deployment runs, with it. Those that run are few, however long the history is. */
export async function runningIn(
  store: Store,
  groups: readonly DeploymentGroup[],
): Promise<{ deploymentGroupName: string; deploymentId: string }[]> {
  const names = new Map(groups.map((group) => [group.deploymentGroupId, group.deploymentGroupName]))
  return (await store.runningDeployments()).flatMap(({ groupId, deploymentId }) => {
    const deploymentGroupName = names.get(groupId)
    return deploymentGroupName === undefined ? [] : [{ deploymentGroupName, deploymentId }]
  })
}

type Running = Awaited<ReturnType<typeof runningIn>>

/** Deleting says the same. */
export function mayBeDeleted(applicationName: string, [running, ...others]: Running): ActionState {
  if (running === undefined) return { allowed: true }
  const more = others.length === 0 ? '' : ` (and ${others.length} more)`
  const reason = `Deployment ${running.deploymentId} runs in ${running.deploymentGroupName} of ${applicationName}${more}: stop it or wait for its end, then delete the application.`
  return { allowed: false, reason }
}

/** Renaming says the same. */
export function mayBeRenamed(applicationName: string, [running]: Running): ActionState {
  if (running === undefined) return { allowed: true }
  const where = `${running.deploymentGroupName} of ${applicationName}`
  return { allowed: false, reason: whyNotRenamed({ ...running, where }, 'application') }
}

export function applicationRow(application: Application): DirectoryChange {
  const { accountId, applicationName } = application
  return { collection: 'applications', key: directoryKeys.application(accountId, applicationName), put: application }
}
