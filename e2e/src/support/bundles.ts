/** Bundles made for a story: a name and a text for each file. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { create } from 'tar'

export function tgz(files: Record<string, string>): Buffer<ArrayBuffer> {
  const folder = mkdtempSync(join(tmpdir(), 'sluice-bundle-'))
  try {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, 'source', path)), { recursive: true })
      writeFileSync(join(folder, 'source', path), text, { mode: path.endsWith('.sh') ? 0o755 : 0o644 })
    }
    const file = join(folder, 'bundle.tgz')
    create({ gzip: true, sync: true, file, cwd: join(folder, 'source') }, Object.keys(files))
    return Buffer.from(readFileSync(file))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Line 5 has no source, line 8 names a script that is not there, line 9 has a timeout of nothing. */
export const appSpecWithErrors = `version: 0.0
os: linux
files:
  # a destination without a source
  - destination: /srv/shop
hooks:
  AfterInstall:
    - location: scripts/missing.sh
      timeout: 0
`
