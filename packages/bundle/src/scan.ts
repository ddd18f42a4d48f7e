/**
 * One reading of an archive that judges every name, kind and link before anything is used (A8). The result is what both
 * the listing and the unpacking go by.
 */
import { appSpecFileNames, baseName, quote, textLimits } from '@sluice/appspec'
import type { Complaint } from '@sluice/appspec'
import { readArchive } from './archive.ts'
import type { ArchiveEntry } from './archive-entry.ts'
import { BundleRefusal, bundleComplaint } from './bundle-refusal.ts'
import type { BundleRule } from './bundle-refusal.ts'
import type { ArchiveType } from './bundle-type.ts'
import { judgeName } from './entry-name.ts'
import { judgeTree } from './judge-tree.ts'
import type { BundleLimits } from './limits.ts'
import { originalsOf } from './originals.ts'
import { readStart } from './read-start.ts'
import type { ScannedEntry } from './scanned-entry.ts'
import { topFolderToStrip, withoutFolder } from './top-folder.ts'

export interface Scan {
  entries: ScannedEntry[]
  strippedFolder: string | undefined
  /** Texts of files named like an AppSpec at the root, by path. */
  appSpecTexts: ReadonlyMap<string, string>
}

const maxComplaints = 50

export async function scanArchive(filePath: string, type: ArchiveType, limits: BundleLimits): Promise<Scan> {
  const complaints: Complaint[] = []
  const entries: ScannedEntry[] = []
  const texts = new Map<string, string>()
  const complain = (rule: BundleRule, message: string) => {
    complaints.push(bundleComplaint(rule, message))
    if (complaints.length >= maxComplaints) throw new BundleRefusal(complaints)
  }
  const meter = await readArchive(filePath, type, limits, async (raw, body) => {
    const entry = judgeEntry(raw, complain)
    if (entry === undefined) return
    entries.push(entry)
    if (isAppSpecCandidate(entry, texts.size)) texts.set(entry.path, await readText(body))
  })
  const scan = stripTopFolder(entries, texts)
  judgeTree(scan.entries, complain)
  if (complaints.length > 0) throw new BundleRefusal(complaints)
  for (const size of copiedSizes(scan.entries)) meter.addBytes(size)
  return scan
}

/** Hard links become copies: a small archive could name one large file a thousand times. */
function copiedSizes(entries: readonly ScannedEntry[]): number[] {
  const originals = originalsOf(entries)
  return entries.filter(({ kind }) => kind === 'hardlink').map((entry) => originals(entry).size)
}

function judgeEntry(
  raw: ArchiveEntry,
  complain: (rule: BundleRule, message: string) => void,
): ScannedEntry | undefined {
  const { name, kind, linkTarget } = raw
  const verdict = judgeName(name)
  if ('trouble' in verdict) return complain('B2', `The name ${quote(name)} ${verdict.trouble}.`) as undefined
  if (kind === 'other')
    return complain(
      'B5',
      `${quote(name)} is a device or another special file, not a file, folder or link.`,
    ) as undefined
  if (kind !== 'hardlink') return { ...raw, kind, path: verdict.path }
  const target = judgeName(linkTarget ?? '')
  if ('trouble' in target) return complain('B3', `The hard link ${quote(name)} leads out of the bundle.`) as undefined
  return { ...raw, kind, path: verdict.path, linkTarget: target.path }
}

function stripTopFolder(entries: ScannedEntry[], texts: ReadonlyMap<string, string>): Scan {
  const folder = topFolderToStrip(entries)
  if (folder === undefined) return { entries, strippedFolder: undefined, appSpecTexts: texts }
  return {
    entries: entries.map((entry) => ({
      ...entry,
      path: withoutFolder(entry.path, folder),
      linkTarget: entry.kind === 'hardlink' ? withoutFolder(entry.linkTarget ?? '', folder) : entry.linkTarget,
    })),
    strippedFolder: folder,
    appSpecTexts: new Map([...texts].map(([path, text]) => [withoutFolder(path, folder), text])),
  }
}

/** At the root, or at the root of a top folder that may be stripped; a few are enough, only one can be right. */
function isAppSpecCandidate(entry: ScannedEntry, soFar: number): boolean {
  const isNamed = appSpecFileNames.some((name) => name === baseName(entry.path))
  const depth = entry.path.split('/').length
  return entry.kind === 'file' && isNamed && (depth === 1 || (depth === 2 && soFar < 10))
}

/** One byte more than an AppSpec may have, so that a longer one is noticed. */
async function readText(body: AsyncIterable<Uint8Array>): Promise<string> {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(await readStart(body, textLimits.bytes + 1))
}
