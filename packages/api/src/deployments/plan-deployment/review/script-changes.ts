/** The hooks’ scripts of one bundle against those of another, line by line: what will run that did not run before. */
import { pathInBundle, type ServerAppSpec } from '@sluice/appspec'
import { readBundleFile } from '../../../bundles/read-bundle-file.ts'
import type { BundleReader, StoredBundle } from '../../../bundles/bundle-reader.ts'
import { lineChanges } from '../line-changes.ts'
import type { InstalledFiles } from './installed-files.ts'
import type { ScriptChange } from './schemas.ts'

const mostScripts = 20
const mostLines = 400
/** Bytes; a longer script is named and not compared. */
const longestScript = 64 * 1024

interface Side {
  bundle: StoredBundle
  installed: InstalledFiles
}

export interface ScriptsToCompare {
  bundles: BundleReader
  before: Side
  after: Side
  /** Whoever may not download bundles is told names only. */
  mayReadBundles: boolean
}

export async function scriptChanges(
  wish: ScriptsToCompare,
): Promise<{ scriptChanges: ScriptChange[]; scriptsCut: number }> {
  const changed = changedScripts(wish.before.installed, wish.after.installed)
  const shown = changed.slice(0, mostScripts)
  return {
    scriptChanges: await Promise.all(shown.map((one) => withLines(wish, one))),
    scriptsCut: changed.length - shown.length,
  }
}

type Named = Pick<ScriptChange, 'path' | 'change'>

function changedScripts(before: InstalledFiles, after: InstalledFiles): Named[] {
  const [old, now] = [scriptsOf(before), scriptsOf(after)]
  return [...new Set([...old.keys(), ...now.keys()])].toSorted().flatMap((path): Named[] => {
    if (!now.has(path)) return [{ path, change: 'removed' }]
    if (!old.has(path)) return [{ path, change: 'added' }]
    return old.get(path) === now.get(path) ? [] : [{ path, change: 'changed' }]
  })
}

/** Path -> SHA-256 of what hooks name. */
function scriptsOf({ appSpec, hashes }: InstalledFiles): Map<string, string | undefined> {
  return new Map(scriptPaths(appSpec).map((path) => [path, hashes.get(path)]))
}

function scriptPaths({ hooks, os }: ServerAppSpec): string[] {
  return Object.values(hooks).flatMap((scripts) => scripts.flatMap(({ location }) => pathInBundle(location, os) ?? []))
}

async function withLines(
  { bundles, before, after, mayReadBundles }: ScriptsToCompare,
  one: Named,
): Promise<ScriptChange> {
  if (!mayReadBundles) return { ...one, note: 'Only those who may download revisions see its lines.' }
  const [old, now] = await Promise.all([
    one.change === 'added' ? '' : textOf(bundles, before.bundle, one.path),
    one.change === 'removed' ? '' : textOf(bundles, after.bundle, one.path),
  ])
  if (old === undefined || now === undefined) return { ...one, note: 'It is too long to be compared, or no text.' }
  const lines = lineChanges(old, now)
  if (lines.length <= mostLines) return { ...one, lines }
  return { ...one, lines: lines.slice(0, mostLines), note: `The first ${mostLines} of ${lines.length} lines.` }
}

async function textOf(bundles: BundleReader, bundle: StoredBundle, path: string): Promise<string | undefined> {
  const file = await readBundleFile({ bundles }, bundle, path)
  return file.kind === 'text' && !file.isCut && file.size <= longestScript ? file.text : undefined
}
