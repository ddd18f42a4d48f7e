/** The real agent as a process of its own, started as the supervisor starts it: from one file, with an IPC channel. */
import { build } from 'esbuild'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** As `build.mjs` does, into a folder of the test. */
export async function buildAgent(folder: string): Promise<string> {
  const outfile = join(folder, 'sluice-agent.mjs')
  await build({
    entryPoints: [fileURLToPath(new URL('../main.ts', import.meta.url))],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    banner: {
      js: 'import { createRequire as makeRequire } from "node:module"\nconst require = makeRequire(import.meta.url)',
    },
    external: ['bufferutil', 'utf-8-validate'],
    logLevel: 'error',
  })
  return outfile
}

export interface AgentProcess {
  child: ChildProcess
  /** All of its stderr so far. */
  said(): string
  ended: Promise<number | null>
}

export function startAgentProcess(
  script: string,
  home: string,
  environment: Record<string, string> = {},
): AgentProcess {
  const root = join(home, 'root')
  mkdirSync(root, { recursive: true })
  const host = { SLUICE_HOST_NAME: 'web-1', SLUICE_HOST_ROOT: root, SLUICE_HOST_ADDRESS: '127.0.0.1', PORT: '8080' }
  const child = spawn(process.execPath, [script, 'run', '--home', home], {
    env: { PATH: process.env['PATH'] ?? '', ...host, ...environment },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
  let said = ''
  child.stderr?.on('data', (chunk) => (said += String(chunk)))
  const ended = once(child, 'exit').then(([code]) => code as number | null)
  return { child, said: () => said, ended }
}
