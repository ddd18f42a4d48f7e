/**
 * The files of a revision against those that lie on the hosts of a plan, by their places on a host, and what the file rule makes
 * of the rest. Hosts that have other revisions are told apart: what is ours on one is a new place on another.
 */
import type { FileExistsBehavior } from '@sluice/model'
import { countOf } from './counted.ts'
import type { InstalledFiles } from './installed-files.ts'
import type { Laid, LaidOut } from './laid-out.ts'
import type { FileChanges, PathList } from './schemas.ts'

/** So many paths are named; the counts are exact. */
const mostNamed = 20

export interface FilesToCompare {
  before: LaidOut
  after: InstalledFiles
  /** Of the deployment; the AppSpec’s own wins (facts, section 5.5). */
  wanted: FileExistsBehavior
}

export function fileChanges({ before, after, wanted }: FilesToCompare): FileChanges {
  const own = after.appSpec.fileExistsBehavior
  const behavior = own ?? wanted
  const kinds = kindsOf(before, after)
  const added = pathList(union(kinds.map((kind) => kind.added)))
  return {
    behavior,
    decidedBy: own === undefined ? 'deployment' : 'AppSpec',
    replaced: pathList(union(kinds.map((kind) => kind.replaced))),
    added,
    removed: pathList(union(kinds.map((kind) => kind.removed))),
    sentence: [...countsSentences(kinds), notKnownSentence(before), ruleSentence(behavior, added.count, before)]
      .filter((part) => part !== '')
      .join(' '),
  }
}

/** Where the chosen revision puts files that this one may have left to others, because it was installed with RETAIN. */
export const keptPlaces = ({ files, behavior }: Laid, after: InstalledFiles): string[] =>
  behavior === 'RETAIN' && files !== undefined ? compared(files, after).replaced : []

/** Hosts that are alike. */
interface Kind {
  who: string
  /** Nothing of ours is there. */
  isFresh: boolean
  replaced: string[]
  added: string[]
  removed: string[]
}

function kindsOf(before: LaidOut, after: InstalledFiles): Kind[] {
  const { laid, fresh } = before
  const ours = laid.flatMap(({ hosts, revisionName, files }) =>
    files === undefined
      ? []
      : [{ who: `${countOf(hosts, 'host')} with ${revisionName}`, isFresh: false, ...compared(files, after) }],
  )
  if (fresh === 0 && (ours.length > 0 || notCompared(before) > 0)) return ours
  const who = `${countOf(fresh, 'host')} without anything of this group`
  return [...ours, { who, isFresh: true, replaced: [], added: after.destinations, removed: [] }]
}

function compared(before: InstalledFiles, after: InstalledFiles): Pick<Kind, 'replaced' | 'added' | 'removed'> {
  const [old, now] = [new Set(before.destinations), new Set(after.destinations)]
  return {
    replaced: after.destinations.filter((path) => old.has(path)),
    added: after.destinations.filter((path) => !old.has(path)),
    removed: [...old].filter((path) => !now.has(path)),
  }
}

const union = (lists: readonly string[][]): string[] =>
  lists.length === 1 ? (lists[0] ?? []) : [...new Set(lists.flat())].toSorted()

export const pathList = (paths: readonly string[]): PathList => ({
  count: paths.length,
  paths: paths.slice(0, mostNamed),
})

export const noPaths: PathList = { count: 0, paths: [] }

function countsSentences(kinds: readonly Kind[]): string[] {
  if (kinds.length === 1) return kinds.map((kind) => `${countsOf(kind)}.`)
  return kinds.map((kind) => `${kind.who}: ${lowerFirst(countsOf(kind))}.`)
}

function countsOf({ isFresh, replaced: { length: replaced }, added: { length: added }, removed }: Kind): string {
  if (isFresh) return `${countOf(added, 'file')} ${verb(added)} installed, where none of ours is now`
  return [
    `${replaced === 0 ? 'No file' : countOf(replaced, 'file')} of ours ${verb(replaced)} replaced`,
    `${added === 0 ? 'none' : added} ${verb(added)} new`,
    `${removed.length === 0 ? 'none' : removed.length} ${verb(removed.length)} removed`,
  ].join(', ')
}

const verb = (count: number): string => (count < 2 ? 'is' : 'are')
const lowerFirst = (text: string): string => `${text.charAt(0).toLowerCase()}${text.slice(1)}`

/** Hosts of which it is not known which of their files are ours. */
const notCompared = ({ laid, others, isGuess }: LaidOut): number =>
  others + (isGuess ? 0 : laid.reduce((sum, { files, hosts }) => sum + (files === undefined ? hosts : 0), 0))

function notKnownSentence(before: LaidOut): string {
  const hosts = notCompared(before)
  if (hosts === 0) return ''
  const against = before.laid.find(({ files }) => files !== undefined)
  const guess =
    before.isGuess && against !== undefined
      ? `; that is against ${against.revisionName}, the last that succeeded here`
      : ''
  return `Of ${countOf(hosts, 'host')} it is not known which files are ours${guess}.`
}

/** Only the host knows what lies at the new places. */
function ruleSentence(behavior: FileExistsBehavior, places: number, before: LaidOut): string {
  const isKnown = notCompared(before) === 0
  if (places === 0 && isKnown) return 'None goes to a new place: what lies there already is ours.'
  const where = !isKnown
    ? 'where a file goes'
    : `at ${places === 1 ? 'the new place' : `one of the ${places} new places`}`
  const lead = `What lies ${where} already is known to each host alone:`
  switch (behavior) {
    case 'DISALLOW':
      return `${lead} with DISALLOW, a host that has a file of others there fails: no file is replaced; ApplicationStop and BeforeInstall have run by then.`
    case 'OVERWRITE':
      return `${lead} with OVERWRITE, a file of others there is replaced and cannot be restored.`
    case 'RETAIN':
      return `${lead} with RETAIN, a file of others there stays, and ours is not installed.`
  }
}
