/**
 * What is inside a stored bundle: its files, its AppSpec, every complaint. Bytes never change under a SHA-256, so what was
 * once found is kept; only the newest few, because a listing can be long.
 */
import { hasErrors, type Complaint } from '@sluice/appspec'
import { isArchiveType, lintBundle, type ArchiveType } from '@sluice/bundle'
import type { BundleType } from '@sluice/model'
import { hashesOfFiles } from './file-hashes.ts'

export interface StoredBundle {
  sha256: string
  bundleType: BundleType
}

export interface BundleContents {
  valid: boolean
  complaints: Complaint[]
  files: { path: string; size: number }[]
  appSpec?: string
}

export interface BundleReader {
  contents(bundle: StoredBundle): Promise<BundleContents>
  /** Path -> SHA-256 of each file of a valid bundle. */
  hashes(bundle: StoredBundle): Promise<ReadonlyMap<string, string>>
}

export interface BundleReaderNeeds {
  /** Where the bytes lie. */
  pathOf(sha256: string): string
  /** A folder for what is unpacked and thrown away. */
  scratchFolder: string
}

const mostKept = 50

export function createBundleReader({ pathOf, scratchFolder }: BundleReaderNeeds): BundleReader {
  const contents = kept<BundleContents>(mostKept)
  const hashes = kept<ReadonlyMap<string, string>>(mostKept)
  return {
    contents: ({ sha256, bundleType }) =>
      contents(`${sha256} ${bundleType}`, () => look(pathOf(sha256), asArchive(bundleType))),
    hashes: ({ sha256, bundleType }) =>
      hashes(sha256, () => hashesOfFiles(pathOf(sha256), asArchive(bundleType), scratchFolder)),
  }
}

export async function look(path: string, bundleType: ArchiveType): Promise<BundleContents> {
  const { listing, appSpecText, complaints } = await lintBundle(path, bundleType)
  const files = listing.entries.filter((entry) => entry.type !== 'directory')
  return {
    valid: !hasErrors(complaints),
    complaints,
    files: files.map(({ path: filePath, size }) => ({ path: filePath, size })),
    ...(appSpecText !== undefined && { appSpec: appSpecText }),
  }
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
