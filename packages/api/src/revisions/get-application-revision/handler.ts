import type { Revision } from '@sluice/model'
import type { Handler } from '../../handler.ts'
import { findRevision } from '../../queries/find-revision.ts'
import { applicationUse, type ApplicationUse } from '../../queries/revision-use.ts'

const newestShown = 20

export const getApplicationRevision: Handler<'getApplicationRevision'> = async (input, { actor, ports }) => {
  const { applicationName } = input
  const revision = await findRevision(ports.store, actor.accountId, input)
  const { bundleType } = revision.location.s3Location
  const contents = await ports.bundles.contents({ sha256: revision.sha256, bundleType })
  const uses = await applicationUse(ports.store, actor.accountId, applicationName)
  return {
    applicationName,
    revision: revision.location,
    revisionInfo: { ...contents, ...known(revision), appSpec: contents.appSpec ?? '', ...usageOf(revision, uses) },
  }
}

function known({ revisionId, name, size, sha256, registerTime, registeredBy, ...rest }: Revision) {
  const { description, firstUsedTime, lastUsedTime } = rest
  return {
    revisionId,
    name,
    size,
    sha256,
    registerTime,
    registeredBy,
    ...(description !== undefined && { description }),
    ...(firstUsedTime !== undefined && { firstUsedTime }),
    ...(lastUsedTime !== undefined && { lastUsedTime }),
  }
}

function usageOf({ sha256 }: Revision, { groupCount, countedSince, usage, deploymentsOf }: ApplicationUse) {
  const { runsIn, succeededIn, groups, deployments, successes } = usage(sha256)
  return {
    deploymentGroups: [...new Set([...runsIn, ...succeededIn])],
    use: {
      groupCount,
      groups,
      deployments,
      successes,
      ...(countedSince !== undefined && { countedSince }),
      newest: deploymentsOf(sha256, newestShown),
    },
  }
}
