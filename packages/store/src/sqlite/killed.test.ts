import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterEach, expect, it } from 'vitest'
import { anEvent } from '../contract/index.ts'
import { openSqliteStore } from './sqlite-store.ts'

const script = fileURLToPath(new URL('../testing/commit-for-ever.ts', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'sluice-store-killed-'))
afterEach(() => rmSync(folder, { recursive: true, force: true }))

it('keeps every acknowledged commit of a process that was killed, three times in a row', async () => {
  const path = join(folder, 'sluice.db')
  let acknowledged = 0
  for (let round = 1; round <= 3; round += 1) {
    acknowledged = await commitUntilKilled(path, acknowledged + 40)
    const store = openSqliteStore(path)
    const kept = store.lastSeq()
    const events = await store.loadEvents('deployment:d-AAAAAAAA1', 0)
    await store.close()

    expect(kept).toBeGreaterThanOrEqual(acknowledged)
    expect(events).toEqual(Array.from({ length: kept }, (_, at) => anEvent(at + 1)))
    acknowledged = kept
  }
}, 30_000)

/** Kills the process somewhere in the middle of its work; answers the last number that it had said. */
async function commitUntilKilled(path: string, atLeast: number): Promise<number> {
  const child = spawn(process.execPath, ['--import', 'tsx', script, path], { stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = once(child, 'exit')
  let last = 0
  for await (const line of createInterface({ input: child.stdout })) {
    last = Number(line)
    if (last >= atLeast) child.kill('SIGKILL')
  }
  await ended
  return last
}
