/** The files of one revision against those of another, by their places on a host, and what the file rule makes of the rest. */
import type { FileExistsBehavior } from '@sluice/model'
import type { InstalledFiles } from './installed-files.ts'
import type { FileChanges, PathList } from './schemas.ts'

/** So many paths are named; the counts are exact. */
const mostNamed = 20

export interface FilesToCompare {
  before: InstalledFiles | undefined
  after: InstalledFiles
  /** Of the deployment; the AppSpec’s own wins (facts, section 5.5). */
  wanted: FileExistsBehavior
}

export function fileChanges({ before, after, wanted }: FilesToCompare): FileChanges {
  const own = after.appSpec.fileExistsBehavior
  const [old, now] = [new Set(before?.destinations), new Set(after.destinations)]
  const replaced = pathList(after.destinations.filter((path) => old.has(path)))
  const added = pathList(after.destinations.filter((path) => !old.has(path)))
  const removed = pathList([...old].filter((path) => !now.has(path)))
  const behavior = own ?? wanted
  return {
    behavior,
    decidedBy: own === undefined ? 'deployment' : 'AppSpec',
    replaced,
    added,
    removed,
    sentence: `${countsSentence(replaced.count, added.count, removed.count)} ${ruleSentence(behavior, added.count)}`,
  }
}

export const pathList = (paths: readonly string[]): PathList => ({
  count: paths.length,
  paths: paths.slice(0, mostNamed),
})

export const noPaths: PathList = { count: 0, paths: [] }

export const countOf = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`

function countsSentence(replaced: number, added: number, removed: number): string {
  const ours = [
    `${countOf(replaced, 'file')} of ours ${replaced === 1 ? 'is' : 'are'} replaced`,
    `${added} ${added === 1 ? 'is' : 'are'} new`,
    `${removed} ${removed === 1 ? 'is' : 'are'} removed`,
  ]
  return `${ours.join(', ')}.`
}

/** Only the host knows what lies at the new places. */
function ruleSentence(behavior: FileExistsBehavior, places: number): string {
  if (places === 0)
    return 'None goes to a place that is new, so no file of others is in the way of a host that runs it.'
  const where = `at ${places === 1 ? 'the new place' : `one of the ${places} new places`}`
  const lead = `What lies ${where} already is known to each host alone:`
  switch (behavior) {
    case 'DISALLOW':
      return `${lead} with DISALLOW, a host that has a file of others there fails before anything on it is changed.`
    case 'OVERWRITE':
      return `${lead} with OVERWRITE, a file of others there is replaced and cannot be restored.`
    case 'RETAIN':
      return `${lead} with RETAIN, a file of others there stays, and ours is not installed.`
  }
}
