import { refuse } from '@sluice/model'
import type { Handler } from '../../handler.ts'
import { locationText } from '../../queries/find-artifact.ts'
import { findApplication } from '../../queries/find-application.ts'
import { revisionUses } from '../../queries/revision-use.ts'
import { revisionAt } from '../../queries/revisions.ts'

export const getApplicationRevision: Handler<'getApplicationRevision'> = async (input, { actor, ports }) => {
  const { applicationName, revision: location } = input
  await findApplication(ports.store, actor.accountId, applicationName)
  const revision = await revisionAt(ports.store, actor.accountId, applicationName, location)
  if (revision === undefined)
    refuse(
      'RevisionDoesNotExistException',
      `Application ${applicationName} has no revision ${locationText(location)}: register it with registerApplicationRevision.`,
    )
  const { bundleType } = revision.location.s3Location
  const contents = await ports.bundles.contents({ sha256: revision.sha256, bundleType })
  const useOf = await revisionUses(ports.store, actor.accountId, applicationName)
  const { runsIn, succeededIn } = useOf(revision.sha256)
  return {
    applicationName,
    revision: revision.location,
    revisionInfo: {
      ...(revision.description !== undefined && { description: revision.description }),
      deploymentGroups: [...new Set([...runsIn, ...succeededIn])],
      ...(revision.firstUsedTime !== undefined && { firstUsedTime: revision.firstUsedTime }),
      ...(revision.lastUsedTime !== undefined && { lastUsedTime: revision.lastUsedTime }),
      registerTime: revision.registerTime,
      registeredBy: revision.registeredBy,
      name: revision.name,
      size: revision.size,
      sha256: revision.sha256,
      files: contents.files,
      appSpec: contents.appSpec ?? '',
    },
  }
}
