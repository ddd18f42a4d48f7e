/**
 * Packs the sample's revisions: what they share (`appspec.yml`, `app/`, `scripts/`) and what each has of its own
 * (`revisions/<version>/`, laid over `app/`). The same files always give the same bytes, so a revision keeps its digest.
 */
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { create } from 'tar'

const here = fileURLToPath(new URL('.', import.meta.url))
const fixedTime = new Date('2026-01-01T00:00:00Z')

export const versions = ['1.0', '1.1', '1.2']

/** Writes `storefront-<version>.tgz` for every version and answers their paths. */
export async function buildRevisions(outFolder) {
  mkdirSync(outFolder, { recursive: true })
  const made = []
  for (const version of versions) made.push(await buildRevision(version, join(outFolder, `storefront-${version}.tgz`)))
  return made
}

async function buildRevision(version, file) {
  const folder = mkdtempSync(join(tmpdir(), 'storefront-'))
  try {
    layOut(version, folder)
    const options = { file, cwd: folder, gzip: true, portable: true, mtime: fixedTime, noDirRecurse: true }
    await create(options, sortedEntries(folder))
    return file
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** The bundle as a folder: also what the tests run the hooks from. */
export function layOut(version, folder) {
  cpSync(join(here, 'appspec.yml'), join(folder, 'appspec.yml'))
  cpSync(join(here, 'app'), join(folder, 'app'), { recursive: true })
  cpSync(join(here, 'scripts'), join(folder, 'scripts'), { recursive: true })
  cpSync(join(folder, 'scripts', 'is-running.sh'), join(folder, 'app', 'bin', 'is-running.sh'))
  cpSync(join(here, 'revisions', version), join(folder, 'app'), { recursive: true })
  for (const entry of sortedEntries(folder)) chmodSync(join(folder, entry), modeOf(entry))
}

/** A checkout may have lost the executable bits, or carry the umask of whoever cloned it. */
function modeOf(entry) {
  return entry.endsWith('.sh') || !/\.\w+$/.test(entry) ? 0o755 : 0o644
}

function sortedEntries(folder) {
  return readdirSync(folder, { recursive: true }).toSorted()
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  for (const file of await buildRevisions(process.argv[2] ?? join(here, 'dist'))) console.log(file)
}
