/** Folders for one test file, gone when it ends. Open to other users, because `runas` scripts have to get in. */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'

export function tempFolders(): () => string {
  const made: string[] = []
  afterAll(() => {
    for (const folder of made) rmSync(folder, { recursive: true, force: true })
  })
  return () => {
    const folder = mkdtempSync(join(tmpdir(), 'sluice-agent-test-'))
    chmodSync(folder, 0o755)
    made.push(folder)
    return folder
  }
}
