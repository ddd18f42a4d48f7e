/** What only all entries together show (A8): doubles (B6), entries below files or links (B4), links that leave (B3). */
import { quote } from '@sluice/appspec'
import type { BundleRule } from './bundle-refusal.ts'
import { foldedName } from './entry-name.ts'
import { linkJudge } from './links.ts'
import type { ScannedEntry } from './scanned-entry.ts'

type Complain = (rule: BundleRule, message: string) => void

export function judgeTree(entries: readonly ScannedEntry[], complain: Complain): void {
  judgeDoubles(entries, complain)
  judgeParents(entries, complain)
  judgeHardLinks(entries, complain)
  judgeSymlinks(entries, complain)
}

/** A folder may be listed twice; a file or link may not, in no spelling that a file system might take for the same. */
function judgeDoubles(entries: readonly ScannedEntry[], complain: Complain): void {
  const spellings = new Map<string, string>()
  const kinds = new Map<string, ScannedEntry['kind']>()
  for (const { path, kind } of entries) {
    const before = kinds.get(path)
    if (before !== undefined && (before !== 'directory' || kind !== 'directory'))
      complain('B6', `${quote(path)} is in the bundle twice.`)
    kinds.set(path, kind)
    for (const part of [path, ...parentsOf(path)]) {
      const other = spellings.get(foldedName(part))
      if (other === part) break
      if (other !== undefined) complain('B6', `${quote(part)} and ${quote(other)} differ only in case or accents.`)
      spellings.set(foldedName(part), part)
    }
  }
}

/** Nothing may be written through a link, nor into a file. The order in the archive does not matter. */
function judgeParents(entries: readonly ScannedEntry[], complain: Complain): void {
  const leaves = new Map(entries.filter(({ kind }) => kind !== 'directory').map((entry) => [entry.path, entry.kind]))
  for (const { path } of entries) {
    const parent = path === '' ? undefined : parentsOf(path).find((part) => leaves.has(part))
    if (parent === undefined) continue
    const what = leaves.get(parent) === 'symlink' ? 'a link' : 'a file'
    complain('B4', `${quote(path)} would be written through ${quote(parent)}, which is ${what}.`)
  }
  if (leaves.has('')) complain('B4', 'The root of the bundle is not a folder.')
}

/** Hard links become copies, so they must name a file that came before. */
function judgeHardLinks(entries: readonly ScannedEntry[], complain: Complain): void {
  const files = new Set<string>()
  for (const { path, kind, linkTarget } of entries) {
    if (kind === 'file') files.add(path)
    if (kind !== 'hardlink') continue
    if (!files.has(linkTarget ?? ''))
      complain('B3', `The hard link ${quote(path)} names no earlier file of the bundle.`)
    files.add(path)
  }
}

function judgeSymlinks(entries: readonly ScannedEntry[], complain: Complain): void {
  const links = new Map(
    entries.filter(({ kind }) => kind === 'symlink').map(({ path, linkTarget }) => [path, linkTarget ?? '']),
  )
  const judge = linkJudge(links)
  for (const [path, target] of links) {
    const verdict = judge(path)
    if (verdict === 'outside') complain('B3', `The link ${quote(path)} to ${quote(target)} leads out of the bundle.`)
    if (verdict === 'endless') complain('B3', `The link ${quote(path)} to ${quote(target)} leads nowhere.`)
  }
}

/** Nearest first, without the root: `a/b/c` -> `a/b`, `a`. */
function parentsOf(path: string): string[] {
  const parts = path.split('/')
  return parts.slice(1).map((_, index) => parts.slice(0, parts.length - 1 - index).join('/'))
}
