/**
 * One child process that is kept alive until it is stopped.
 *
 * The contract with every child: it gets an IPC channel and exits when that channel closes, so that it ends with the
 * supervisor even when the supervisor is killed with -9. It is the leader of a process group of its own: Ctrl-C in the
 * terminal reaches the supervisor only, and a child that does not listen is killed with everything in its group.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import type { Environment } from './clean-environment.ts'
import { openChildLog } from './child-log.ts'
import { restartDelay } from './restart-delay.ts'
import type { RunFolder } from './run-folder.ts'

const lastWordsMilliseconds = 200

export type ChildSpec = {
  name: string
  script: string
  arguments: readonly string[]
  environment: Environment
  workingFolder: string
  /** Undefined: the supervisor's own user. */
  user: { uid: number; gid: number } | undefined
  /** 0o077 keeps what the child writes to its own user. */
  umask: number
  /** Users wait for it: the first restart is sooner than usual. */
  firstDelayMilliseconds?: number
}

export type ChildEnd = { code: number | null; signal: NodeJS.Signals | null; lastErrorLines: string }

export type ChildReport = { name: string; state: 'running' | 'waiting' | 'stopped'; pid?: number; restarts: number }

export type SupervisedChild = {
  report(): ChildReport
  /** Ends it for good: SIGTERM, then SIGKILL to its group when the grace is over. */
  stop(graceMilliseconds: number): Promise<void>
}

/** `mayRestart` is asked after each death that nobody wanted; its answer false leaves the child stopped. */
export type Watcher = { mayRestart(spec: ChildSpec, end: ChildEnd): boolean; say(line: string): void }

export function superviseChild(spec: ChildSpec, run: RunFolder, watcher: Watcher): SupervisedChild {
  const log = openChildLog(run.log(spec.name))
  let child: ChildProcess | undefined
  let ended: Promise<void> = Promise.resolve()
  let restartTimer: NodeJS.Timeout | undefined
  let delay: number | undefined
  let restarts = 0
  let isWanted = true

  function start(): void {
    const startedAt = performance.now()
    const started = spawnChild(spec)
    child = started
    const { pid } = started
    if (pid !== undefined) noteOrSay(() => run.writePid(spec.name, pid))
    started.stdout?.on('data', log.write)
    started.stderr?.on('data', log.writeError)
    ended = endOf(started).then((end) => {
      child = undefined
      noteOrSay(() => run.removePid(spec.name))
      if (isWanted) afterDeath({ ...end, lastErrorLines: log.lastErrorLines() }, performance.now() - startedAt)
    })
  }

  /** The pid file is for people and for the next start; a child lives without it. */
  function noteOrSay(change: () => void): void {
    try {
      change()
    } catch (error) {
      watcher.say(`The pid file of ${spec.name} cannot be changed: ${error instanceof Error ? error.message : error}`)
    }
  }

  function afterDeath(end: ChildEnd, livedMilliseconds: number): void {
    if (!watcher.mayRestart(spec, end)) {
      isWanted = false
      return
    }
    delay = restartDelay(delay, livedMilliseconds, spec.firstDelayMilliseconds)
    watcher.say(`${spec.name} ended (${end.signal ?? `code ${end.code}`}); starting it again in ${delay} ms.`)
    restartTimer = setTimeout(() => {
      restartTimer = undefined
      restarts += 1
      start()
    }, delay)
  }

  start()
  return {
    report: () => ({
      name: spec.name,
      state: child ? 'running' : isWanted ? 'waiting' : 'stopped',
      ...(child?.pid === undefined ? {} : { pid: child.pid }),
      restarts,
    }),
    async stop(graceMilliseconds) {
      isWanted = false
      clearTimeout(restartTimer)
      if (child) await endChild(child, ended, graceMilliseconds)
    },
  }
}

function spawnChild(spec: ChildSpec): ChildProcess {
  const ours = process.umask(spec.umask)
  try {
    return spawn(process.execPath, [spec.script, ...spec.arguments], {
      cwd: spec.workingFolder,
      env: spec.environment,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      detached: true,
      ...spec.user,
    })
  } finally {
    process.umask(ours)
  }
}

/**
 * Settles when the process is gone, whether it ran or could not even be started. Its last words are waited for, but not
 * long: something it started may hold the other end of its pipes.
 */
function endOf(child: ChildProcess): Promise<Omit<ChildEnd, 'lastErrorLines'>> {
  return new Promise((resolve) => {
    child.once('close', (code, signal) => resolve({ code, signal }))
    child.once('exit', (code, signal) => setTimeout(resolve, lastWordsMilliseconds, { code, signal }))
    child.once('error', () => child.pid === undefined && resolve({ code: null, signal: null }))
  })
}

async function endChild(child: ChildProcess, ended: Promise<void>, graceMilliseconds: number): Promise<void> {
  const killer = setTimeout(() => signalGroup(child, 'SIGKILL'), graceMilliseconds)
  child.kill('SIGTERM')
  await ended
  clearTimeout(killer)
  signalGroup(child, 'SIGKILL')
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return
  try {
    process.kill(-child.pid, signal)
  } catch {
    // Nobody is left in the group.
  }
}
