import { can } from '@sluice/access'
import type { DeploymentSpec, LastSuccessful } from '@sluice/model'
import type { Output } from '../../../contracts.ts'
import type { Call, Handler } from '../../../handler.ts'
import { creationOf } from '../../../queries/deployment-spec-of.ts'
import { findDeployment } from '../../../queries/find-deployment.ts'
import { isoTime } from '../../../queries/random-ids.ts'
import { storedBundle } from '../../failures/stored-bundles.ts'
import { revisionChanges } from '../../plan-deployment/revision-changes.ts'
import { installedFiles } from '../../plan-deployment/review/installed-files.ts'
import { scriptChanges } from '../../plan-deployment/review/script-changes.ts'
import { hostsHad } from '../hosts-had.ts'
import { settingChanges } from '../setting-changes.ts'

type Changes = Output<'getDeploymentChanges'>

export const getDeploymentChanges: Handler<'getDeploymentChanges'> = async ({ deploymentId }, call) => {
  const { store } = call.ports
  const deployment = await findDeployment(store, call.actor.accountId, deploymentId)
  const { spec, fallback } = await creationOf(store, deploymentId)
  const revisionName = spec.revision.name
  if (fallback === undefined)
    return { revisionName, settings: [], note: 'Nothing had succeeded in this group before, so everything is new.' }
  const { spec: before } = await creationOf(store, fallback.deploymentId)
  const bundle = await bundleChanges(call, spec, fallback)
  const had = await hostsHad(store, deployment, { targets: spec.targets, against: fallback.revision.name })
  return {
    revisionName,
    replaces: {
      deploymentId: fallback.deploymentId,
      revisionName: fallback.revision.name,
      completeTime: isoTime(fallback.completedAt),
    },
    ...(had !== undefined && { hostsHad: had }),
    ...(bundle ? { bundle } : { note: 'The files of one of both revisions are not stored any more.' }),
    settings: settingChanges(before, spec),
    hosts: hostChanges(before.targets, spec.targets),
  }
}

async function bundleChanges(
  call: Call,
  spec: DeploymentSpec,
  fallback: LastSuccessful,
): Promise<Changes['bundle'] | undefined> {
  const { bundles } = call.ports
  const before = await storedBundle(call.ports, spec.accountId, fallback.revision)
  const after = await storedBundle(call.ports, spec.accountId, spec.revision)
  if (before === undefined || after === undefined) return undefined
  const { added, removed, changed, appSpecLines } = await revisionChanges(
    bundles,
    { name: fallback.revision.name, ...before },
    after,
  )
  const [old, now] = [await installedFiles(bundles, before), await installedFiles(bundles, after)]
  const scripts =
    old && now
      ? await scriptChanges({
          bundles,
          before: { bundle: before, installed: old },
          after: { bundle: after, installed: now },
          mayReadBundles: can(call.actor, 'getRevisionFile').allowed,
        })
      : { scriptChanges: [], scriptsCut: 0 }
  return {
    isSame: before.sha256 === after.sha256,
    added: listOf(added),
    removed: listOf(removed),
    changed: listOf(changed),
    appSpecLines: appSpecLines.some((line) => !line.startsWith(' ')) ? appSpecLines : [],
    scripts: scripts.scriptChanges,
    scriptsCut: scripts.scriptsCut,
  }
}

/** So many paths or names are answered; the counts are exact. */
const mostNamed = 200

const listOf = (paths: readonly string[]) => ({ count: paths.length, paths: paths.slice(0, mostNamed) })

function hostChanges(before: readonly string[], now: readonly string[]): NonNullable<Changes['hosts']> {
  const [old, fresh] = [new Set(before), new Set(now)]
  return {
    added: listOf(now.filter((name) => !old.has(name))),
    removed: listOf(before.filter((name) => !fresh.has(name))),
  }
}
