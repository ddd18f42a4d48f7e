/**
 * Process groups of hooks, told apart for certain: a process id alone may be somebody else's by now, an id with its
 * start time and the boot it belongs to may not. Linux only (`/proc`); elsewhere nothing matches and nothing is ended.
 */
import { readdirSync, readFileSync } from 'node:fs'

export interface RecordedProcess {
  /** Of the script and its process group. */
  pid: number
  /** Clock ticks since boot, as the kernel counts them. */
  startTime: string
  bootId: string
  /** `su` puts what it starts in a session of its own: its group has to be ended too. */
  isSu: boolean
}

export function recordProcess(pid: number, isSu: boolean): RecordedProcess {
  return { pid, isSu, startTime: statOf(pid)?.startTime ?? '', bootId: bootId() }
}

export function stillRuns(recorded: RecordedProcess): boolean {
  return (
    recorded.startTime !== '' && recorded.bootId === bootId() && statOf(recorded.pid)?.startTime === recorded.startTime
  )
}

/**
 * Who is left of a script, also when it has ended itself and what it started goes on. While one of them lives the kernel
 * gives the group's number to nobody else; a number with another owner by now is left alone, with all that is in it.
 */
export function leftOf(recorded: RecordedProcess): GroupMember[] {
  if (recorded.startTime === '' || recorded.bootId !== bootId()) return []
  const owner = statOf(recorded.pid)
  if (owner !== undefined && owner.startTime !== recorded.startTime) return []
  const groups = groupsOf(recorded)
  return processes().filter(
    ({ group, state, startTime }) =>
      groups.includes(group) && state !== 'Z' && Number(startTime) >= Number(recorded.startTime),
  )
}

/** To the whole group. Harmless when nobody is left in it. */
export function signalGroups(groups: readonly number[], signal: NodeJS.Signals): void {
  for (const group of groups) {
    try {
      process.kill(-group, signal)
    } catch {
      // Nobody is left in the group.
    }
  }
}

/** The script's own group and, under `su`, those of what it started. Look before the first signal: `su` goes first. */
export function groupsOf(recorded: Pick<RecordedProcess, 'pid' | 'isSu'>): number[] {
  if (!recorded.isSu) return [recorded.pid]
  const children = processes().filter(({ parent }) => parent === recorded.pid)
  return [...new Set([recorded.pid, ...children.map(({ group }) => group)])]
}

export interface GroupMember {
  pid: number
  name: string
}

export function membersOf(groups: readonly number[]): GroupMember[] {
  return processes().filter(({ group, state }) => groups.includes(group) && state !== 'Z')
}

interface ProcessStat extends GroupMember {
  state: string
  parent: number
  group: number
  startTime: string
}

function processes(): ProcessStat[] {
  if (process.platform !== 'linux') return []
  const pids = readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))
  return pids.map((pid) => statOf(Number(pid))).filter((stat) => stat !== undefined)
}

/** `/proc/<pid>/stat`: the name in brackets may hold spaces and brackets, so fields count from the last bracket. */
function statOf(pid: number): ProcessStat | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const [state = '', parent, group] = text.slice(text.lastIndexOf(')') + 2).split(' ')
    const startTime = text.slice(text.lastIndexOf(')') + 2).split(' ')[19] ?? ''
    const name = text.slice(text.indexOf('(') + 1, text.lastIndexOf(')'))
    return { pid, name, state, parent: Number(parent), group: Number(group), startTime }
  } catch {
    return undefined
  }
}

function bootId(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
  } catch {
    return ''
  }
}
