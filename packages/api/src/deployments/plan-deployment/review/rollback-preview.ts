/** What a failure would lead to, before the start: where it returns to, and what nobody can restore. Source: facts, sections 6.3 to 6.6. */
import type { AutoRollbackConfiguration, DeploymentSummary, FileExistsBehavior } from '@sluice/model'
import type { Fleets } from '../../blue-green/fleets.ts'
import { countOf } from './counted.ts'
import { noPaths } from './file-changes.ts'
import { whatTheyHave, type LaidOut } from './laid-out.ts'
import type { Kept } from './file-choices.ts'
import type { FileChanges, PathList, RollbackPreview } from './schemas.ts'

export interface WayBack {
  /** The last that succeeded in the group: there, and nowhere else, a rollback goes. */
  runs: Pick<DeploymentSummary, 'revisionName' | 'revisionSha256' | 'fileExistsBehavior'> | undefined
  /** Of the chosen revision. */
  wanted: string | undefined
  /** What lies on the hosts now. */
  before: LaidOut
  /** What RETAIN may have kept there. */
  kept: Kept
  /** How that last one was installed: its AppSpec’s rule wins. */
  ranWith: FileExistsBehavior | undefined
  rollback: AutoRollbackConfiguration | undefined
  files: FileChanges | undefined
  hosts: number
  fleets: Fleets | undefined
}

export function rollbackPreview(way: WayBack): RollbackPreview {
  const { runs, fleets } = way
  const files = fleets === undefined ? filesAtRisk(way) : { retained: noPaths, overwritten: noPaths }
  return {
    happens: fleets === undefined ? inPlace(way) : fleets.originals.length > 0 ? 'byTraffic' : 'never',
    ...(runs && { returnsTo: runs.revisionName }),
    ...files,
    sentence: fleets === undefined ? inPlaceSentence(way, files) : blueGreenSentence(way, fleets),
  }
}

function inPlace({ runs, rollback }: WayBack): RollbackPreview['happens'] {
  if (runs === undefined) return 'never'
  return rollback?.enabled === true && rollback.events.includes('DEPLOYMENT_FAILURE') ? 'byItself' : 'byHand'
}

type AtRisk = Pick<RollbackPreview, 'retained' | 'overwritten'>

/** What RETAIN kept lies where both revisions put a file; what others put there since, where only the new one does. */
function filesAtRisk({ files, kept }: WayBack): AtRisk {
  if (files === undefined) return { retained: noPaths, overwritten: noPaths }
  return {
    retained: kept.places,
    overwritten: files.behavior === 'OVERWRITE' ? files.added : noPaths,
  }
}

function inPlaceSentence(way: WayBack, { retained, overwritten }: AtRisk): string {
  const { runs, files } = way
  if (runs === undefined)
    return 'If this fails there is nothing to return to: nothing has succeeded in this group yet. The hosts stay as they are then.'
  const sentences = [
    whereTo(way, runs),
    notOnAll(way, runs),
    files?.behavior === 'OVERWRITE' && lost(retained, way.kept),
    overwritten.count > 0 && `A file of others at ${places(overwritten)} that OVERWRITE replaces cannot be restored.`,
    files?.behavior === 'RETAIN' && 'Files of others that RETAIN keeps stay where they are, also after the rollback.',
  ]
  return sentences.filter((sentence) => typeof sentence === 'string').join(' ')
}

type Runs = NonNullable<WayBack['runs']>

function whereTo(way: WayBack, runs: Runs): string {
  const { revisionName } = runs
  const isSame = way.wanted === runs.revisionSha256
  const last = `it is the last revision that succeeded here, and there is none other to go back to`
  if (inPlace(way) !== 'byItself')
    return `If this fails it stays as it is: no rollback happens by itself. ${
      isSame
        ? `Whoever presses Roll back deploys ${revisionName} once more: ${last}.`
        : `Whoever presses Roll back returns to ${revisionName}.`
    }`
  const how = `to ${way.hosts === 1 ? 'the host' : `all ${way.hosts} hosts`}, changed ones first, with ${way.ranWith ?? runs.fileExistsBehavior} for files of others, as it was installed before.`
  return isSame
    ? `If this fails ${revisionName} is deployed once more (${last}): a new deployment ${how}`
    : `If this fails we return to ${revisionName}: a new deployment ${how}`
}

/** A rollback goes to the last success of the group, also on hosts that have something else, or nothing. */
function notOnAll({ before, wanted }: WayBack, { revisionSha256 }: Runs): string | false {
  const isOnAll = before.fresh + before.others === 0 && before.laid.every(({ sha256 }) => sha256 === revisionSha256)
  if (isOnAll || wanted === revisionSha256) return false
  return before.isGuess ? 'What they have now is not known here.' : `Now ${whatTheyHave(before)}.`
}

function lost(retained: PathList, { revisionNames }: Kept): string | false {
  if (retained.count === 0) return false
  const few = countOf(retained.count, 'file')
  return `Up to ${few} kept by RETAIN when ${revisionNames.join(' and ')} was installed would be deleted by OVERWRITE and cannot be restored.`
}

const places = ({ count }: PathList): string => (count === 1 ? 'the new place' : `one of the ${count} new places`)

function blueGreenSentence({ runs }: WayBack, { originals }: Fleets): string {
  if (originals.length === 0)
    return 'If this fails there is nothing to return to: no original fleet serves users. Nobody is served then.'
  const name = runs === undefined ? 'what they run now' : runs.revisionName
  return `If this fails before users are moved, they stay on the original hosts with ${name} and notice nothing. Afterwards they can be sent back there by traffic for as long as the originals are kept; nothing is installed again.`
}
