import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { describe, expect, it } from 'vitest'
import { recordProcess, signalGroups, stillRuns } from './recorded-process.ts'

describe.runIf(process.platform === 'linux')('a recorded process', () => {
  it('still runs while it does, and not afterwards', async () => {
    const child = spawn('sleep', ['60'], { detached: true })
    const recorded = recordProcess(child.pid ?? 0, false)
    expect(stillRuns(recorded)).toBe(true)
    signalGroups([recorded.pid], 'SIGKILL')
    await once(child, 'exit')
    expect(stillRuns(recorded)).toBe(false)
  })

  it('is not the one that has its number now, nor the one of an earlier boot', () => {
    const own = recordProcess(process.pid, false)
    expect(stillRuns(own)).toBe(true)
    expect(stillRuns({ ...own, startTime: `${Number(own.startTime) - 1}` })).toBe(false)
    expect(stillRuns({ ...own, bootId: 'another' })).toBe(false)
  })

  it('without a known start never runs: nothing is ended on a guess', () => {
    expect(stillRuns({ ...recordProcess(process.pid, false), startTime: '' })).toBe(false)
  })
})
