/** Everything that is wrong with a bundle, before any host sees it: at upload, and on request on a host. Never throws a refusal. */
import { appSpecFileNames, lintAppSpec, lintFileList, scriptPathsIn, wholeFileComplaint } from '@sluice/appspec'
import type { AppSpecOs, BundleFile, Complaint, ParsedAppSpec, ServerAppSpec } from '@sluice/appspec'
import { BundleRefusal } from './bundle-refusal.ts'
import type { ArchiveType } from './bundle-type.ts'
import { defaultBundleLimits } from './limits.ts'
import type { BundleLimits } from './limits.ts'
import { listingOf } from './list-bundle.ts'
import type { BundleListing } from './list-bundle.ts'
import { readHeads } from './read-heads.ts'
import { scanArchive } from './scan.ts'

export interface LintBundleOptions {
  limits?: BundleLimits
  /** The system of the hosts. */
  os?: AppSpecOs
}

export interface LintedBundle {
  /** Empty when the archive is refused. */
  listing: BundleListing
  /** Present when no complaint is an error. */
  appSpec?: ServerAppSpec
  appSpecText?: string
  complaints: Complaint[]
}

export async function lintBundle(
  filePath: string,
  bundleType: ArchiveType,
  options: LintBundleOptions = {},
): Promise<LintedBundle> {
  try {
    return await lint(filePath, bundleType, options)
  } catch (error) {
    if (!(error instanceof BundleRefusal)) throw error
    return { listing: { bundleType, entries: [], totalBytes: 0 }, complaints: [...error.complaints] }
  }
}

async function lint(filePath: string, bundleType: ArchiveType, options: LintBundleOptions): Promise<LintedBundle> {
  const limits = options.limits ?? defaultBundleLimits
  const scan = await scanArchive(filePath, bundleType, limits)
  const listing = listingOf(scan, bundleType)
  const files = filesOf(listing)
  const appSpecText = appSpecFileNames.map((name) => scan.appSpecTexts.get(name)).find((text) => text !== undefined)
  if (appSpecText === undefined) return { listing, complaints: lintFileList(files) }
  const heads = await readHeads(filePath, bundleType, limits, scan, scriptPathsIn(appSpecText))
  const filesWithHeads = files.map((file) => withHead(file, heads.get(file.path)))
  const parsed = lintAppSpec(appSpecText, { ...(options.os && { os: options.os }), files: filesWithHeads })
  return { listing, appSpecText, ...refuseTarOnWindows(parsed, bundleType) }
}

function filesOf(listing: BundleListing): BundleFile[] {
  return listing.entries.map(({ path, executable, type }) => ({
    path,
    executable,
    isSymlink: type === 'symlink',
    isFolder: type === 'directory',
  }))
}

const withHead = (file: BundleFile, head: Uint8Array | undefined): BundleFile => (head ? { ...file, head } : file)

function refuseTarOnWindows({ appSpec, complaints }: ParsedAppSpec, bundleType: ArchiveType): ParsedAppSpec {
  if (appSpec?.os !== 'windows' || bundleType === 'zip') return { complaints, ...(appSpec && { appSpec }) }
  return { complaints: [...complaints, wholeFileComplaint('V33', 'Windows hosts take zip bundles only.')] }
}
