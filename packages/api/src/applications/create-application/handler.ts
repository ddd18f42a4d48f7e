import { limits, refuse, type Application } from '@sluice/model'
import { directoryKeys, type Store } from '@sluice/store'
import type { Call, Handler } from '../../handler.ts'
import { changeDirectory } from '../../queries/change-directory.ts'
import { drawUuid, isoTime } from '../../queries/random-ids.ts'

export const createApplication: Handler<'createApplication'> = async ({ applicationName, computePlatform }, call) => {
  if (computePlatform !== 'Server')
    refuse('InvalidComputePlatformException', `computePlatform ${computePlatform} is not served here: use Server.`)
  const application = newApplication(applicationName, call)
  return changeDirectory(call, `application:${applicationName}`, async (store) => {
    await refuseIfTakenOrFull(store, application)
    const key = directoryKeys.application(application.accountId, applicationName)
    return {
      changes: [{ collection: 'applications', key, put: application }],
      answer: { applicationId: application.applicationId },
    }
  })
}

function newApplication(applicationName: string, { actor, ports }: Call): Application {
  return {
    applicationId: drawUuid(ports),
    accountId: actor.accountId,
    applicationName,
    computePlatform: 'Server',
    createTime: isoTime(ports.now()),
    createdBy: actor.name,
  }
}

async function refuseIfTakenOrFull(store: Store, { accountId, applicationName }: Application): Promise<void> {
  const existing = await store.list('applications', directoryKeys.applications(accountId))
  if (existing.some((application) => application.applicationName === applicationName))
    refuse(
      'ApplicationAlreadyExistsException',
      `There is already an application ${applicationName}: choose another name, or use that one.`,
    )
  if (existing.length >= limits.applicationsPerAccount)
    refuse(
      'ApplicationLimitExceededException',
      `An account has at most ${limits.applicationsPerAccount} applications: this one would be one too many.`,
    )
}
