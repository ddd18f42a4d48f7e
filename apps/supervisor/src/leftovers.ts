/**
 * After a supervisor that was killed with -9: its children see their channel close and end, but one may still be on its
 * way out, and what hooks started on the hosts does not know. Both are ended before anything new starts.
 */
import { setTimeout as pause } from 'node:timers/promises'
import type { DataFolder } from './data-folder.ts'
import { environmentOf } from './end-host-processes.ts'
import { endFleet, supervisedMark } from './installation.ts'
import type { RunFolder } from './run-folder.ts'

const graceMilliseconds = 4_000
const pollMilliseconds = 50

export async function endLeftovers(data: DataFolder, run: RunFolder): Promise<void> {
  await Promise.all(['balancer', 'bff'].map((name) => endServer(run.readPid(name), data)))
  await endFleet(data, 1_000)
}

async function endServer(pid: number, data: DataFolder): Promise<void> {
  for (let waited = 0; isOurServer(pid, data); waited += pollMilliseconds) {
    if (waited >= graceMilliseconds) process.kill(pid, 'SIGKILL')
    await pause(pollMilliseconds)
  }
}

/** A pid alone proves nothing: it may be somebody else's by now. */
function isOurServer(pid: number, data: DataFolder): boolean {
  return pid > 0 && environmentOf(pid).includes(`${supervisedMark}=${data.run}`)
}
