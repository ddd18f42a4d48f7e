/**
 * An application goes with everything that is only its own, in one commit: no group is left without one. Hosts keep what is
 * installed on them, uploaded bundles stay where they are, and deployments stay in the history under its name. Deleting an application that is
 * not there is done already, as with CodeDeploy.
 */
import { refuse, type Application } from '@sluice/model'
import { directoryKeys, type DirectoryChange, type Store } from '@sluice/store'
import type { Handler } from '../../handler.ts'
import { changeDirectory } from '../../queries/change-directory.ts'
import { belongingsOf, mayBeDeleted, runningIn, type Belongings } from '../belongings.ts'

export const deleteApplication: Handler<'deleteApplication'> = async ({ applicationName }, call) => {
  const key = directoryKeys.application(call.actor.accountId, applicationName)
  return changeDirectory(call, `application:${applicationName}`, async (store) => {
    const application = await store.get('applications', key)
    if (application === undefined) return { changes: [], answer: reportOf({ groups: [], revisions: [] }) }
    const belongings = await belongingsOf(store, application)
    await refuseWhileItDeploys(store, application, belongings)
    return { changes: goneWith(application, belongings), answer: reportOf(belongings) }
  })
}

const reportOf = ({ groups, revisions }: Belongings) => ({
  deletedDeploymentGroups: groups.map(({ deploymentGroupName }) => deploymentGroupName),
  deletedRevisionCount: revisions.length,
})

async function refuseWhileItDeploys(store: Store, { applicationName }: Application, { groups }: Belongings) {
  const { reason } = mayBeDeleted(applicationName, await runningIn(store, groups))
  if (reason !== undefined) refuse('DeploymentGroupBusy', reason)
}

function goneWith({ accountId, applicationName }: Application, { groups, revisions }: Belongings): DirectoryChange[] {
  return [
    { collection: 'applications', key: directoryKeys.application(accountId, applicationName), remove: true },
    ...groups.flatMap(({ deploymentGroupName, deploymentGroupId }): DirectoryChange[] => [
      {
        collection: 'deploymentGroups',
        key: directoryKeys.group(accountId, applicationName, deploymentGroupName),
        remove: true,
      },
      { collection: 'deploymentGroupIds', key: deploymentGroupId, remove: true },
    ]),
    ...revisions.map(({ revisionId }): DirectoryChange => {
      const key = directoryKeys.revision(accountId, applicationName, revisionId)
      return { collection: 'revisions', key, remove: true }
    }),
  ]
}
