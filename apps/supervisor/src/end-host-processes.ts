/**
 * Ends what runs on a local host, also what a hook left behind in a session of its own: the application it deployed.
 * Such a process is found by the two variables that every process of a local host inherits. Linux only (`/proc`); on
 * other systems only the agent's own children end with it.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'

export type HostMark = { name: string; root: string }

const pollMilliseconds = 50
const killMilliseconds = 5_000

/** SIGTERM to all of them, SIGKILL to those that are left after the grace. Answers how many there were. */
export async function endHostProcesses(hosts: readonly HostMark[], graceMilliseconds: number): Promise<number> {
  const found = processesOf(hosts)
  for (const pid of found) signal(pid, 'SIGTERM')
  if (found.length > 0 && !(await allGone(hosts, graceMilliseconds, () => undefined))) {
    await allGone(hosts, killMilliseconds, (pid) => signal(pid, 'SIGKILL'))
  }
  return found.length
}

/** Each round looks anew: a process may have forked between two looks. */
async function allGone(hosts: readonly HostMark[], limitMilliseconds: number, each: (pid: number) => void) {
  for (let waited = 0; waited <= limitMilliseconds; waited += pollMilliseconds) {
    const left = processesOf(hosts)
    if (left.length === 0) return true
    left.forEach(each)
    await pause(pollMilliseconds)
  }
  return false
}

export function processesOf(hosts: readonly HostMark[]): number[] {
  if (process.platform !== 'linux' || hosts.length === 0) return []
  const rootsByName = new Map(hosts.map((host) => [host.name, host.root]))
  return readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .map(Number)
    .filter((pid) => pid !== process.pid && belongsTo(rootsByName, environmentOf(pid)))
}

function belongsTo(rootsByName: ReadonlyMap<string, string>, environment: readonly string[]): boolean {
  const name = valueOf(environment, 'SLUICE_HOST_NAME')
  return name !== undefined && rootsByName.get(name) === valueOf(environment, 'SLUICE_HOST_ROOT')
}

function valueOf(environment: readonly string[], name: string): string | undefined {
  return environment.find((entry) => entry.startsWith(`${name}=`))?.slice(name.length + 1)
}

/** Empty for a process that is gone, a zombie, or somebody else's. */
export function environmentOf(pid: number): readonly string[] {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0')
  } catch {
    return []
  }
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch {
    // It ended by itself meanwhile.
  }
}
