/** Everything that is reviewed beside the plan. What needs the bytes of a bundle is left out where they are gone. */
import type {
  DeploymentGroup,
  DeploymentSummary,
  MinimumHealthyHosts,
  Plan,
  Revision,
  ZonalConfig,
} from '@sluice/model'
import type { StoredBundle } from '../../../bundles/bundle-reader.ts'
import type { Output } from '../../../contracts.ts'
import type { Call } from '../../../handler.ts'
import type { InstalledShare } from '../../../queries/installed-shares.ts'
import type { Fleets } from '../../blue-green/fleets.ts'
import { revisionChanges } from '../revision-changes.ts'
import { configChanges, type WantedSettings } from './config-changes.ts'
import { consequences } from './consequences.ts'
import { startConfirmation } from './confirmation.ts'
import { fileChanges, keptPlaces, pathList } from './file-changes.ts'
import { fileChoices, type Kept } from './file-choices.ts'
import { installedFiles, type InstalledFiles } from './installed-files.ts'
import { isAlike, laidBy, laidOut, whatTheyHave, type Laid, type LaidOut } from './laid-out.ts'
import { rollbackPreview } from './rollback-preview.ts'
import { scriptChanges } from './script-changes.ts'
import { stopScripts } from './stop-scripts.ts'

export interface ToReview {
  group: DeploymentGroup
  plan: Plan
  fleets: Fleets | undefined
  /** The last that succeeded. */
  runs: DeploymentSummary | undefined
  /** What lies on the hosts of the plan; of blue/green nothing of that is asked. */
  shares: readonly InstalledShare[]
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
  const isRollback = settings.rollbackOf !== undefined
  const before = await comparedWith(call, what)
  const after = revision && { sha256: revision.sha256, bundleType: revision.location.s3Location.bundleType }
  const now = after && (await installedFiles(bundles, after))
  // On a replacement fleet nothing of ours lies.
  const onHosts = fleets ? { laid: [], fresh: fleets.replacements.length, others: 0, isGuess: false } : before
  const files = now && fileChanges({ before: onHosts, after: now, wanted: settings.fileExistsBehavior ?? 'DISALLOW' })
  const ranWith = runs && (await laidBy(call.ports, runs, 0)).behavior
  const kept = keptIn(onHosts, now)
  const wanted = revision?.sha256
  const rollback = rollbackPreview({
    runs,
    wanted,
    before,
    kept,
    ranWith,
    files,
    fleets,
    rollback: isRollback ? undefined : (settings.autoRollbackConfiguration ?? group.autoRollbackConfiguration),
    hosts: plan.total,
  })
  const confirm = startConfirmation(group, plan, fleets)
  const stops = stopScripts({
    before,
    hasTrafficControl: group.deploymentStyle.deploymentOption === 'WITH_TRAFFIC_CONTROL',
    isBlueGreen: fleets !== undefined,
  })
  return {
    ...(await bundleChanges(call, before, after, now)),
    ...(files && { fileChanges: files }),
    fileChoices: fileChoices(kept),
    configChanges: configChanges(settings, group, runs),
    consequences: consequences({ group, minimumHealthyHosts, zonalConfig, runs, wanted, ranWith, isRollback }),
    ...(stops && { stopScripts: stops }),
    rollback,
    ...(confirm && { confirm }),
  }
}

async function comparedWith({ ports }: Call, { fleets, runs, shares }: ToReview): Promise<LaidOut> {
  if (fleets === undefined) return laidOut(ports, shares, runs)
  const laid = runs === undefined ? [] : [await laidBy(ports, runs, fleets.originals.length)]
  return { laid, fresh: 0, others: 0, isGuess: false }
}

function keptIn({ laid }: LaidOut, now: InstalledFiles | undefined): Kept {
  const keepers = now === undefined ? [] : laid.filter((one) => keptPlaces(one, now).length > 0)
  const places = keepers.flatMap((one) => (now === undefined ? [] : keptPlaces(one, now)))
  return {
    revisionNames: keepers.map(({ revisionName }) => revisionName),
    places: pathList([...new Set(places)].toSorted()),
  }
}

/** Line by line against one revision alone: the one that most hosts have. */
async function bundleChanges(
  call: Call,
  before: LaidOut,
  after: StoredBundle | undefined,
  now: InstalledFiles | undefined,
): Promise<Pick<Review, 'changes' | 'scriptChanges' | 'scriptsCut'>> {
  const { bundles, access } = call.ports
  const against = before.laid.find(({ bundle }) => bundle !== undefined)
  const none = { scriptChanges: [], scriptsCut: 0 }
  if (against?.bundle === undefined || after === undefined) return none
  const changes = await revisionChanges(bundles, { name: against.revisionName, ...against.bundle }, after)
  const mayReadBundles = access.mayCall(call.actor, 'getArtifact') === undefined
  return {
    changes: { ...changes, ...(!isAlike(before) && { hosts: hostsSentence(before, against) }) },
    ...(against.files && now
      ? await scriptChanges({
          bundles,
          before: { bundle: against.bundle, installed: against.files },
          after: { bundle: after, installed: now },
          mayReadBundles,
        })
      : none),
  }
}

function hostsSentence(before: LaidOut, { revisionName }: Laid): string {
  if (before.isGuess)
    return `What each host has is not known here: ${revisionName} is the last revision that succeeded in this group.`
  return `Not all have ${revisionName}: ${whatTheyHave(before)}.`
}
