/**
 * A new name for an application. Names are keys of the directory, so all its rows move in one change. Groups keep their ids, and
 * with them what their hosts own. Its deployments are renamed with it: history is found, filtered and linked by today's name;
 * only their events tell the name of then.
 */
import { refuse, type Application } from '@sluice/model'
import { directoryKeys, type DirectoryChange, type Store } from '@sluice/store'
import type { Handler } from '../../handler.ts'
import { changeDirectory, type Decision } from '../../queries/change-directory.ts'
import { findApplication } from '../../queries/find-application.ts'
import { groupRows } from '../../deployment-groups/group-rules.ts'
import { refuseRenaming } from '../../queries/renaming.ts'
import { revisionRow } from '../../queries/revisions.ts'
import { applicationRow, belongingsOf, runningIn, type Belongings } from '../belongings.ts'

export const updateApplication: Handler<'updateApplication'> = async (input, call) => {
  const { accountId } = call.actor
  const { applicationName, newApplicationName } = input
  const decide = async (store: Store): Promise<Decision<{ applicationId: string }>> => {
    const before = await findApplication(store, accountId, applicationName)
    const answer = { applicationId: before.applicationId }
    if (newApplicationName === applicationName) return { changes: [], answer }
    await refuseTakenName(store, accountId, newApplicationName)
    const belongings = await belongingsOf(store, before)
    refuseRenaming(await runningOf(store, before, belongings), 'application', 'newApplicationName')
    return {
      changes: [...leaving(before, belongings), ...arriving(renamed(before, newApplicationName), belongings)],
      renames: [
        { of: 'application', accountId, from: applicationName, createTime: before.createTime, to: newApplicationName },
      ],
      answer,
    }
  }
  return changeDirectory(call, `application:${applicationName}`, decide, `to ${newApplicationName}`)
}

async function refuseTakenName(store: Store, accountId: string, name: string): Promise<void> {
  if ((await store.get('applications', directoryKeys.application(accountId, name))) === undefined) return
  const message = `There is already an application ${name}: choose another name.`
  refuse('ApplicationAlreadyExistsException', message, [{ field: 'newApplicationName', rule: 'taken', message }])
}

async function runningOf(store: Store, { applicationName }: Application, { groups }: Belongings) {
  const [running] = await runningIn(store, groups)
  return running && { ...running, where: `${running.deploymentGroupName} of ${applicationName}` }
}

function renamed(before: Application, applicationName: string): Application {
  const former = [...(before.formerNames ?? []), before.applicationName].filter((name) => name !== applicationName)
  return { ...before, applicationName, formerNames: [...new Set(former)] }
}

function leaving(before: Application, { groups, revisions }: Belongings): DirectoryChange[] {
  const { accountId, applicationName } = before
  return [
    { collection: 'applications', key: directoryKeys.application(accountId, applicationName), remove: true },
    ...groups.map(({ deploymentGroupName }): DirectoryChange => {
      const key = directoryKeys.group(accountId, applicationName, deploymentGroupName)
      return { collection: 'deploymentGroups', key, remove: true }
    }),
    ...revisions.map(({ revisionId }): DirectoryChange => {
      const key = directoryKeys.revision(accountId, applicationName, revisionId)
      return { collection: 'revisions', key, remove: true }
    }),
  ]
}

function arriving(after: Application, { groups, revisions }: Belongings): DirectoryChange[] {
  const { applicationName } = after
  return [
    applicationRow(after),
    ...groups.flatMap((group) => groupRows({ ...group, applicationName })),
    ...revisions.map((revision) => revisionRow({ ...revision, applicationName })),
  ]
}
