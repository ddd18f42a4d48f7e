import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { describe, expect, it } from 'vitest'
import { leftOf, recordProcess, signalGroups, stillRuns } from './recorded-process.ts'
import { until } from '../testing/until.ts'

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

  it('that has ended is not all that is left of it while one of its group runs', async () => {
    const child = spawn('sh', ['-c', 'read word; sleep 60 & exit 0'], { detached: true })
    const recorded = recordProcess(child.pid ?? 0, false)
    child.stdin.end('go\n')
    await once(child, 'exit')
    expect(stillRuns(recorded)).toBe(false)
    expect(leftOf(recorded)).toMatchObject([{ name: expect.stringMatching(/^(sleep|sh)$/) }])
    for (const other of [{ bootId: 'another' }, { startTime: '' }, { startTime: `${Number(recorded.startTime) * 2}` }])
      expect(leftOf({ ...recorded, ...other })).toEqual([])
    signalGroups([recorded.pid], 'SIGKILL')
    await until(() => leftOf(recorded).length === 0)
  })

  it('whose number another has by now has nothing left', () => {
    const own = recordProcess(process.pid, false)
    expect(leftOf({ ...own, startTime: `${Number(own.startTime) - 1}` })).toEqual([])
  })
})
