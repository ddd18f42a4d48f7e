/**
 * A local host behaves like a machine: at its start it runs what applications left in `etc/boot.d` of its root, so that
 * they come back after a restart of the product.
 */
import { spawn } from 'node:child_process'
import { accessSync, constants, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { AgentLog } from './agent-log.ts'
import type { HostSettings } from './settings.ts'

/** The host connects after this even when a boot script hangs. */
const longestMs = 10_000

export async function runBootScripts(host: HostSettings, log: AgentLog): Promise<void> {
  if (host.root === '') return
  const until = Date.now() + longestMs
  for (const path of bootScripts(join(host.root, 'etc', 'boot.d'))) {
    const end = await runToEnd(path, host, Math.max(0, until - Date.now()))
    log.info({ path, end }, 'boot script')
  }
}

function bootScripts(folder: string): string[] {
  try {
    return readdirSync(folder)
      .toSorted()
      .map((name) => join(folder, name))
      .filter(isExecutableFile)
  } catch {
    return []
  }
}

function isExecutableFile(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return statSync(path).isFile()
  } catch {
    return false
  }
}

function runToEnd(path: string, host: HostSettings, limitMs: number): Promise<string> {
  return new Promise((resolve) => {
    const child = spawn(path, [], { cwd: host.root, env: { ...host.hookEnvironment }, stdio: 'ignore', detached: true })
    const timer = setTimeout(() => resolve('still running'), limitMs)
    const end = (how: string) => {
      clearTimeout(timer)
      resolve(how)
    }
    child.once('exit', (code, signal) => end(signal ?? `exit code ${code}`))
    child.once('error', (error) => end(error.message))
    child.unref()
  })
}
