/** The files of one revision against those of another, by their places on a host, and what the file rule makes of the rest. */
import type { FileExistsBehavior } from '@sluice/model'
import type { InstalledFiles } from './installed-files.ts'
import type { FileChanges, PathList } from './schemas.ts'

/** So many paths are named; the counts are exact. */
const mostNamed = 20

export interface FilesToCompare {
  /** Absent where nothing of the group is installed: at first, and on a replacement fleet. */
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
    sentence: `${before === undefined ? freshSentence(added.count) : countsSentence(replaced.count, added.count, removed.count)} ${ruleSentence(behavior, added.count)}`,
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
    `${replaced === 0 ? 'No file' : countOf(replaced, 'file')} of ours ${verb(replaced)} replaced`,
    `${added === 0 ? 'none' : added} ${verb(added)} new`,
    `${removed === 0 ? 'none' : removed} ${verb(removed)} removed`,
  ]
  return `${ours.join(', ')}.`
}

const freshSentence = (count: number): string =>
  `${countOf(count, 'file')} ${verb(count)} installed, where none of ours is now.`

const verb = (count: number): string => (count < 2 ? 'is' : 'are')

/** Only the host knows what lies at the new places. */
function ruleSentence(behavior: FileExistsBehavior, places: number): string {
  if (places === 0) return 'None goes to a new place: what lies there already is ours.'
  const where = `at ${places === 1 ? 'the new place' : `one of the ${places} new places`}`
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
