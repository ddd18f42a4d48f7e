/** What a failure would lead to, before the start: where it returns to, and what nobody can restore. Source: facts, sections 6.3 to 6.6. */
import type { AutoRollbackConfiguration, DeploymentSummary, FileExistsBehavior } from '@sluice/model'
import type { Fleets } from '../../blue-green/fleets.ts'
import { countOf, noPaths } from './file-changes.ts'
import type { FileChanges, PathList, RollbackPreview } from './schemas.ts'

export interface WayBack {
  runs: Pick<DeploymentSummary, 'revisionName' | 'fileExistsBehavior'> | undefined
  /** How the running revision was installed: its AppSpec’s rule wins. */
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
function filesAtRisk({ files, ranWith }: WayBack): AtRisk {
  if (files === undefined) return { retained: noPaths, overwritten: noPaths }
  return {
    retained: ranWith === 'RETAIN' ? files.replaced : noPaths,
    overwritten: files.behavior === 'OVERWRITE' ? files.added : noPaths,
  }
}

function inPlaceSentence(way: WayBack, { retained, overwritten }: AtRisk): string {
  const { runs, hosts, files } = way
  if (runs === undefined)
    return 'If this fails there is nothing to return to: nothing has succeeded in this group yet. The hosts stay as they are then.'
  const sentences = [
    inPlace(way) === 'byItself'
      ? `If this fails we return to ${runs.revisionName}: a new deployment to ${hosts === 1 ? 'the host' : `all ${hosts} hosts`}, changed ones first, with ${way.ranWith ?? runs.fileExistsBehavior} for files of others, as it was installed before.`
      : `If this fails it stays as it is: no rollback happens by itself. Whoever presses Roll back returns to ${runs.revisionName}.`,
    files?.behavior === 'OVERWRITE' && lost(retained, runs.revisionName),
    overwritten.count > 0 && `A file of others at ${places(overwritten)} that OVERWRITE replaces cannot be restored.`,
    files?.behavior === 'RETAIN' && 'Files of others that RETAIN keeps stay where they are, also after the rollback.',
  ]
  return sentences.filter((sentence) => typeof sentence === 'string').join(' ')
}

function lost(retained: PathList, revisionName: string): string | false {
  if (retained.count === 0) return false
  const few = countOf(retained.count, 'file')
  return `Up to ${few} kept by RETAIN when ${revisionName} was installed would be deleted by OVERWRITE and cannot be restored.`
}

const places = ({ count }: PathList): string => (count === 1 ? 'the new place' : `one of the ${count} new places`)

function blueGreenSentence({ runs }: WayBack, { originals }: Fleets): string {
  if (originals.length === 0)
    return 'If this fails there is nothing to return to: no original fleet serves users. Nobody is served then.'
  const name = runs === undefined ? 'what they run now' : runs.revisionName
  return `If this fails before users are moved, they stay on the original hosts with ${name} and notice nothing. Afterwards they can be sent back there by traffic for as long as the originals are kept; nothing is installed again.`
}
