/**
 * What is inside a stored bundle: its files, its AppSpec, every complaint. Bytes never change under a SHA-256, so what was
 * once found is kept; only the newest few, because a listing can be long.
 */
import { hasErrors, pathInBundle, type ServerAppSpec } from '@sluice/appspec'
import {
  isArchiveType,
  lintBundle,
  readBundledFile,
  type ArchiveType,
  type BundledFile,
  type BundleEntry,
} from '@sluice/bundle'
import type { BundleType } from '@sluice/model'
import { mostFilesNamed, type BundleContents, type HookScripts, type NamedFile } from './bundle-contents.ts'
import { hashesOfFiles } from './file-hashes.ts'

export interface StoredBundle {
  sha256: string
  bundleType: BundleType
}

export interface BundleReader {
  contents(bundle: StoredBundle): Promise<BundleContents>
  /** Path -> SHA-256 of each file of a valid bundle. */
  hashes(bundle: StoredBundle): Promise<ReadonlyMap<string, string>>
  /** What people may read of one file: `path` is one of the contents, or written like a hook's location. */
  file(bundle: StoredBundle, path: string): Promise<BundledFile>
}

export interface BundleReaderNeeds {
  /** Where the bytes lie. */
  pathOf(sha256: string): string
  /** A folder for what is unpacked and thrown away. */
  scratchFolder: string
}

const mostKept = 50
/** Of texts, which are up to 256 KiB each. */
const mostTextsKept = 20

export function createBundleReader({ pathOf, scratchFolder }: BundleReaderNeeds): BundleReader {
  const contents = kept<BundleContents>(mostKept)
  const hashes = kept<ReadonlyMap<string, string>>(mostKept)
  const texts = kept<BundledFile>(mostTextsKept)
  return {
    contents: ({ sha256, bundleType }) =>
      contents(`${sha256} ${bundleType}`, () => look(pathOf(sha256), asArchive(bundleType))),
    hashes: ({ sha256, bundleType }) =>
      hashes(sha256, () => hashesOfFiles(pathOf(sha256), asArchive(bundleType), scratchFolder)),
    async file({ sha256, bundleType }, written) {
      const path = pathInBundle(written)
      if (path === undefined) return { kind: 'missing' }
      return texts(`${sha256} ${bundleType} ${path}`, () =>
        readBundledFile(pathOf(sha256), asArchive(bundleType), path),
      )
    },
  }
}

export async function look(path: string, bundleType: ArchiveType): Promise<BundleContents> {
  const { listing, appSpecText, appSpec, complaints } = await lintBundle(path, bundleType)
  const files = listing.entries.filter((entry) => entry.type !== 'directory').toSorted(byPath)
  return {
    valid: !hasErrors(complaints),
    complaints,
    files: files.slice(0, mostFilesNamed).map(namedFile),
    fileCount: files.length,
    totalBytes: listing.totalBytes,
    ...(listing.strippedFolder !== undefined && { strippedFolder: listing.strippedFolder }),
    ...(appSpecText !== undefined && { appSpec: appSpecText }),
    hooks: appSpec === undefined ? [] : hooksOf(appSpec),
  }
}

const byPath = (a: BundleEntry, b: BundleEntry): number => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0)

function namedFile({ path, size, mode, linkTarget }: BundleEntry): NamedFile {
  return { path, size, mode: mode.toString(8), ...(linkTarget !== undefined && { linkTarget }) }
}

function hooksOf({ hooks, os }: ServerAppSpec): HookScripts[] {
  return Object.entries(hooks).map(([event, scripts]) => ({
    event,
    scripts: scripts.map(({ location, timeout, runas }) => ({
      location,
      path: pathInBundle(location, os) ?? location,
      timeoutSeconds: timeout,
      ...(runas !== undefined && { runas }),
    })),
  }))
}

/** Other kinds are refused before anybody looks inside. */
function asArchive(type: BundleType): ArchiveType {
  if (isArchiveType(type)) return type
  throw new Error(`a ${type} revision holds no files`)
}

/** The newest answers by key. Work that failed is not kept; work that runs is shared. */
function kept<Answer>(most: number): (key: string, work: () => Promise<Answer>) => Promise<Answer> {
  const answers = new Map<string, Promise<Answer>>()
  return (key, work) => {
    const answer = answers.get(key) ?? work()
    answers.delete(key)
    answers.set(key, answer)
    for (const oldest of [...answers.keys()].slice(0, -most)) answers.delete(oldest)
    answer.catch(() => answers.delete(key))
    return answer
  }
}
