/** A host that somebody sits in front of: the command from the dashboard is pasted into a shell there, and runs until Ctrl-C. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface PastingHost {
  /** What deployments install lies below it. */
  root: string
  paste(command: string): void
  /** Everything the shell printed since the last command was pasted. */
  printed(): string
  /** Ctrl-C, and waits until the shell has gone. */
  interrupt(): Promise<void>
  remove(): Promise<void>
}

export function aHost(): PastingHost {
  const folder = mkdtempSync(join(tmpdir(), 'sluice-host-'))
  const [home, root] = [join(folder, 'agent'), join(folder, 'root')]
  mkdirSync(root)
  const env = { PATH: process.env['PATH'] ?? '', HOME: folder, SLUICE_HOST_ROOT: root }
  let shell: ChildProcess | undefined
  let printed = ''
  const interrupt = async () => {
    const running = shell
    shell = undefined
    if (running?.pid === undefined || running.exitCode !== null || running.signalCode !== null) return
    const ended = once(running, 'exit')
    // To the whole group, as a terminal does.
    process.kill(-running.pid, 'SIGINT')
    await ended
  }
  return {
    root,
    paste(command) {
      printed = ''
      shell = spawn('sh', ['-c', inFolder(command, home)], { cwd: folder, env, detached: true, stdio: 'pipe' })
      shell.stdout?.on('data', (chunk: Buffer) => (printed += chunk.toString()))
      shell.stderr?.on('data', (chunk: Buffer) => (printed += chunk.toString()))
    },
    printed: () => printed,
    interrupt,
    async remove() {
      await interrupt()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** As it was copied, but for the agent's folder: the usual one is the whole machine's, and this machine is borrowed. */
function inFolder(command: string, home: string): string {
  const moved = command.replace(' enrol ', ` enrol --home ${home} `).replace(/ run$/, ` run --home ${home}`)
  if (moved.split('--home').length !== 3) throw new Error(`not the command of an agent: ${command}`)
  return moved
}
