/** Everything that is reviewed beside the plan. What needs the bytes of a bundle is left out where they are gone. */
import type {
  DeploymentGroup,
  DeploymentSummary,
  MinimumHealthyHosts,
  Plan,
  Revision,
  ZonalConfig,
} from '@sluice/model'
import type { Output } from '../../../contracts.ts'
import type { Call } from '../../../handler.ts'
import type { Fleets } from '../../blue-green/fleets.ts'
import { revisionOf, storedBundle } from '../../failures/stored-bundles.ts'
import { revisionChanges } from '../revision-changes.ts'
import { configChanges, type WantedSettings } from './config-changes.ts'
import { consequences } from './consequences.ts'
import { startConfirmation } from './confirmation.ts'
import { fileChanges } from './file-changes.ts'
import { fileChoices } from './file-choices.ts'
import { installedFiles } from './installed-files.ts'
import { rollbackPreview } from './rollback-preview.ts'
import { scriptChanges } from './script-changes.ts'
import { stopScripts } from './stop-scripts.ts'

export interface ToReview {
  group: DeploymentGroup
  plan: Plan
  fleets: Fleets | undefined
  /** The last that succeeded. */
  runs: DeploymentSummary | undefined
  revision: Revision | undefined
  settings: WantedSettings
  minimumHealthyHosts: MinimumHealthyHosts
  zonalConfig: ZonalConfig | undefined
}

type Review = Pick<
  Output<'planDeployment'>,
  | 'changes'
  | 'fileChanges'
  | 'fileChoices'
  | 'scriptChanges'
  | 'scriptsCut'
  | 'configChanges'
  | 'consequences'
  | 'stopScripts'
  | 'rollback'
  | 'confirm'
>

export async function review(call: Call, what: ToReview): Promise<Review> {
  const { group, plan, fleets, runs, revision, settings, minimumHealthyHosts, zonalConfig } = what
  const { bundles } = call.ports
  const before = runs && (await storedBundle(call.ports, runs.accountId, revisionOf(runs)))
  const after = revision && { sha256: revision.sha256, bundleType: revision.location.s3Location.bundleType }
  const old = before && (await installedFiles(bundles, before))
  const now = after && (await installedFiles(bundles, after))
  const files =
    now &&
    fileChanges({ before: fleets ? undefined : old, after: now, wanted: settings.fileExistsBehavior ?? 'DISALLOW' })
  const ranWith = runs && (old?.appSpec.fileExistsBehavior ?? runs.fileExistsBehavior)
  const rollback = rollbackPreview({
    runs,
    ranWith,
    files,
    fleets,
    rollback: settings.autoRollbackConfiguration ?? group.autoRollbackConfiguration,
    hosts: plan.total,
  })
  const confirm = startConfirmation(group, plan, fleets)
  const mayReadBundles = call.ports.access.mayCall(call.actor, 'getArtifact') === undefined
  return {
    ...(runs &&
      before &&
      after && { changes: await revisionChanges(bundles, { name: runs.revisionName, ...before }, after) }),
    ...(files && { fileChanges: files }),
    fileChoices: fileChoices(runs && { revisionName: runs.revisionName, places: rollback.retained }),
    ...(before && after && old && now
      ? await scriptChanges({
          bundles,
          before: { bundle: before, installed: old },
          after: { bundle: after, installed: now },
          mayReadBundles,
        })
      : { scriptChanges: [], scriptsCut: 0 }),
    configChanges: configChanges(settings, group, runs),
    consequences: consequences({ group, minimumHealthyHosts, zonalConfig, runs, ranWith }),
    ...(runs && {
      stopScripts: stopScripts({
        revisionName: runs.revisionName,
        installed: old,
        hasTrafficControl: group.deploymentStyle.deploymentOption === 'WITH_TRAFFIC_CONTROL',
        isBlueGreen: fleets !== undefined,
      }),
    }),
    rollback,
    ...(confirm && { confirm }),
  }
}
