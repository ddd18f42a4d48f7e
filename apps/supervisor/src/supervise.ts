/** A supervisor's life: lock the data folder, start the children, say when they serve, wait for the end, end them. */
import { listenForVerbs } from './control-socket.ts'
import { type DataFolder, letHostsThrough, openDataFolder } from './data-folder.ts'
import { installation, type Installation, type Scripts } from './installation.ts'
import { endLeftovers } from './leftovers.ts'
import { chooseLocalHostUser, type LocalHostUser } from './local-host-user.ts'
import { takeLock } from './lock-file.mjs'
import { sayWhenReady, sayWhoServes } from './readiness.ts'
import { runFolder, type RunFolder } from './run-folder.ts'
import type { Settings } from './settings.ts'
import type { ChildEnd, ChildSpec, Watcher } from './supervised-child.ts'
import { type TheEnd, watchForTheEnd } from './the-end.ts'

/** sysexits' EX_CONFIG: the settings are wrong or the port is taken, and trying again changes nothing. */
export const configurationErrorCode = 78

export type Need = { settings: Settings; scripts: Scripts; environment: NodeJS.ProcessEnv; say(line: string): void }

/** Answers the exit code. */
export async function supervise(need: Need): Promise<number> {
  const data = openDataFolder(need.settings.dataFolder)
  const run = runFolder(data.run)
  const lock = takeLock(run.lock)
  if (!lock.taken) return sayWhoServes(run, lock.holder, need.say)
  const end = watchForTheEnd()
  try {
    run.writePid('supervisor', process.pid)
    if (lock.tookOver) await endLeftovers(data, run)
    run.removeUrl()
    await live(need, data, run, end)
    return end.exitCode()
  } finally {
    run.removeUrl()
    run.removePid('supervisor')
    lock.release()
  }
}

async function live(need: Need, data: DataFolder, run: RunFolder, end: TheEnd): Promise<void> {
  const { settings, scripts, environment, say } = need
  const user = once(() => hostUser(scripts, data, say))
  if (settings.fleet > 0) user()
  const watcher = watcherUntil(end, run, say)
  const ours = installation({ scripts, data, run, port: settings.port, user, environment, watcher })
  const ear = await listenForVerbs(run.socket, ours, say)
  try {
    ours.startServers()
    for (let number = 1; number <= settings.fleet; number++) await ours.ensure(`local-${number}`)
    void sayWhenReady(run, say, end.signal)
    await end.reached
  } finally {
    ear.close()
    await endEverything(ours, say)
  }
}

function hostUser(scripts: Scripts, data: DataFolder, say: (line: string) => void): LocalHostUser {
  if (process.getuid?.() !== 0) return undefined
  letHostsThrough(data)
  return chooseLocalHostUser([scripts.agent, data.fleet], say)
}

/** Hosts may be made later where none run from the start: nobody is looked for before somebody is needed. */
function once<T>(make: () => T): () => T {
  let made: { it: T } | undefined
  return () => (made ??= { it: make() }).it
}

/** A server that never listened because of its settings is not started again: the product ends with its words. */
function watcherUntil(end: TheEnd, run: RunFolder, say: (line: string) => void): Watcher {
  function isHopeless(spec: ChildSpec, death: ChildEnd): boolean {
    return spec.name === 'bff' && death.code === configurationErrorCode && run.readUrl() === undefined
  }
  return {
    say,
    mayRestart(spec, death) {
      if (!isHopeless(spec, death)) return true
      say(death.lastErrorLines || `The server refuses to start; its log is ${run.log(spec.name)}.`)
      end.reach(1)
      return false
    },
  }
}

async function endEverything(ours: Installation, say: (line: string) => void): Promise<void> {
  const isSlow = setTimeout(say, 1_000, 'Ending what runs: at most a few seconds.')
  await ours.endEverything()
  clearTimeout(isSlow)
}
