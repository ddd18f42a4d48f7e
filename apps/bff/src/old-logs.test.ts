import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createLogs } from '@sluice/logs'
import { afterEach, expect, test, vi } from 'vitest'
import { removeOldLogs } from './old-logs.ts'

const folder = mkdtempSync(join(tmpdir(), 'sluice-old-logs-'))
const dayMs = 24 * 3600 * 1000
const deploymentId = 'd-AAAAAAAA1'
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('a log is removed when the clock has moved past its last day, and not before', async () => {
  const logs = createLogs(folder)
  const line = { at: 0, script: '', stream: 'stdout' as const, text: 'x' }
  await logs.append({ commandId: `${deploymentId}/web-1/Install/1`, firstLine: 1, lines: [line] })
  const written = Date.now()
  const swept: string[][] = []
  const sweepAt = async (days: number, runs: string[] = []) => {
    const before = swept.length
    const removeOlderThan: typeof logs.removeOlderThan = async (...wanted) => {
      const removed = await logs.removeOlderThan(...wanted)
      swept.push(removed)
      return removed
    }
    const fault = (error: unknown) => expect.unreachable(String(error))
    const running = async () => runs.map((id) => ({ deploymentId: id }))
    removeOldLogs({ removeOlderThan }, { days: 14, now: () => written + days * dayMs, running, fault })()
    await vi.waitFor(() => expect(swept.length).toBe(before + 1))
    return swept.at(-1)
  }
  expect(await sweepAt(13.9)).toEqual([])
  // A deployment that waits keeps its log, however long.
  expect(await sweepAt(40, [deploymentId])).toEqual([])
  expect(await sweepAt(14.1)).toEqual([deploymentId])
  expect(await logs.removal(deploymentId)).toEqual({ removedAt: written + 14.1 * dayMs })
  // What is removed is not removed again, and keeps its day.
  expect(await sweepAt(40)).toEqual([])
  expect(await logs.removal(deploymentId)).toEqual({ removedAt: written + 14.1 * dayMs })
})
