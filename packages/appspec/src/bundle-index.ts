/** The bundle's files for look-ups: sorted once for all rules of a check, folders implied by paths. */
import type { BundleFile, RuleContext } from './rule.ts'

export interface BundleIndex {
  file(path: string): BundleFile | undefined
  hasFile(path: string): boolean
  /** The root ('') is a folder of every bundle. */
  hasFolder(path: string): boolean
  /** All files below a folder. */
  below(folder: string): readonly BundleFile[]
  /** Whether a part of the path is a link: only the disk knows what is behind it. */
  isBehindLink(path: string): boolean
  /** ` Did you mean ...?` when a file differs in case only, else nothing. */
  hint(path: string): string
}

const indexes = new WeakMap<RuleContext, BundleIndex>()

/** Undefined when the bundle is not known (an editor that holds a text only). */
export function bundleIndex(context: RuleContext): BundleIndex | undefined {
  if (context.files === undefined) return undefined
  const index = indexes.get(context) ?? indexFiles(context.files)
  indexes.set(context, index)
  return index
}

export function indexFiles(files: readonly BundleFile[]): BundleIndex {
  const folders = new Set(files.filter((file) => file.isFolder).map((file) => file.path))
  const sorted = files
    .filter((file) => !file.isFolder)
    .toSorted((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0))
  const byPath = new Map(sorted.map((file) => [file.path, file]))
  const byLowerCase = new Map(sorted.map((file) => [file.path.toLowerCase(), file.path]))
  const below = (folder: string) => (folder === '' ? sorted : sliceWithPrefix(sorted, `${folder}/`))
  return {
    file: (path) => byPath.get(path),
    hasFile: (path) => byPath.has(path),
    hasFolder: (path) => path === '' || folders.has(path) || holdsPrefix(sorted, `${path}/`),
    below,
    isBehindLink: (path) => parentsOf(path).some((parent) => byPath.get(parent)?.isSymlink),
    hint: (path) => {
      const meant = byLowerCase.get(path.toLowerCase())
      return meant === undefined ? '' : ` Did you mean ${JSON.stringify(meant)}?`
    },
  }
}

function parentsOf(path: string): string[] {
  const parts = path.split('/')
  return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join('/'))
}

function holdsPrefix(sorted: readonly BundleFile[], prefix: string): boolean {
  return sorted[firstIndex(sorted, (file) => file.path >= prefix)]?.path.startsWith(prefix) ?? false
}

function sliceWithPrefix(sorted: readonly BundleFile[], prefix: string): readonly BundleFile[] {
  const start = firstIndex(sorted, (file) => file.path >= prefix)
  const end = firstIndex(sorted, (file) => file.path >= prefix && !file.path.startsWith(prefix))
  return sorted.slice(start, end)
}

/** Binary search: `isAfter` is false for a first part of the files and true for the rest. */
function firstIndex(sorted: readonly BundleFile[], isAfter: (file: BundleFile) => boolean): number {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >> 1
    const file = sorted[middle]
    if (file !== undefined && !isAfter(file)) low = middle + 1
    else high = middle
  }
  return low
}
