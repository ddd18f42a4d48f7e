/**
 * A real installation on a free port with a data folder of its own: supervisor, BFF, local hosts. Stories talk to it as
 * people (browser), as scripts (token) and as the operating system (signals to pids).
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Client, createClient } from '@sluice/api/client'

const root = resolve(import.meta.dirname, '../../..')
const supervisor = join(root, 'apps/supervisor/dist/supervisor.mjs')

export const admin = { email: 'dana@example.com', password: 'correct horse battery staple' }

export interface InstallationOptions {
  fleet?: number
  /** Without an administrator from the settings the first-run link is printed. */
  firstRun?: boolean
  demo?: boolean
  env?: Record<string, string>
}

export interface Installation {
  url: string
  port: number
  data: string
  api: Client
  token: string
  /** Everything the supervisor and the BFF printed. */
  output(): string
  pidOf(name: string): number
  /** Ctrl-C, and waits until the supervisor has gone. */
  stop(): Promise<void>
  /** Stops it and starts it again on the same data folder. */
  restart(): Promise<void>
  /** Stops it and removes the data folder. */
  remove(): Promise<void>
  addressOf(hostName: string): string
  /** A file below the root folder of a local host. */
  fileOn(hostName: string, path: string): string
  /** The two listeners of the sample's load balancer. */
  production: string
  test: string
}

export async function startInstallation(options: InstallationOptions = {}): Promise<Installation> {
  const data = mkdtempSync(join(tmpdir(), 'sluice-story-'))
  const port = await freePorts([0, 80, 81])
  const token = 'story-token-0123456789abcdef'
  const url = `http://127.0.0.1:${port}`
  const env: Record<string, string> = {
    PATH: process.env['PATH'] ?? '',
    HOME: process.env['HOME'] ?? data,
    SLUICE_DATA: data,
    SLUICE_PORT: String(port),
    SLUICE_FLEET: String(options.fleet ?? 6),
    SLUICE_DEMO: options.demo === false ? '0' : '1',
    SLUICE_API_TOKEN: token,
    ...(options.firstRun === true ? {} : { SLUICE_ADMIN_EMAIL: admin.email, SLUICE_ADMIN_PASSWORD: admin.password }),
    ...options.env,
  }
  let running = await launch(env, url)
  return {
    url,
    port,
    data,
    token,
    api: createClient({ baseUrl: url, token }),
    output: () => running.output(),
    pidOf: (name) => Number(readFileSync(join(data, 'run', `${name}.pid`), 'utf8').trim()),
    stop: () => running.stop(),
    async restart() {
      await running.stop()
      running = await launch(env, url)
    },
    async remove() {
      await running.stop()
      rmSync(data, { recursive: true, force: true })
    },
    addressOf: (hostName) => hostAddress(port, Number(hostName.replace('local-', ''))),
    fileOn: (hostName, path) => join(data, 'fleet', hostName, 'root', path),
    production: `http://127.0.0.1:${port + 80}`,
    test: `http://127.0.0.1:${port + 81}`,
  }
}

/** The page of an application on a local host, as a user of that host would see it. */
function hostAddress(port: number, n: number): string {
  return `http://127.${port >> 8}.${port & 255}.${10 + n}:8080`
}

async function launch(env: Record<string, string>, url: string) {
  const printed: string[] = []
  const child = spawn(process.execPath, [supervisor], { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] })
  child.stdout.on('data', (chunk: Buffer) => printed.push(chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => printed.push(chunk.toString()))
  const output = () => printed.join('')
  await waitUntil(
    async () => {
      if (child.exitCode !== null) throw new Error(`the supervisor ended with ${child.exitCode}:\n${output()}`)
      return isHealthy(url)
    },
    { seconds: 60, what: () => `${url}/healthz to answer 200:\n${output()}` },
  ).catch((cause: unknown) => {
    child.kill('SIGINT')
    throw cause
  })
  return { output, stop: () => end(child) }
}

export async function isHealthy(url: string): Promise<boolean> {
  const answer = await fetch(`${url}/healthz`, { signal: AbortSignal.timeout(5000) }).catch(() => undefined)
  return answer?.status === 200
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill('SIGINT')
  const ended = new Promise<void>((done) => child.once('exit', () => done()))
  await Promise.race([ended, sleep(15_000).then(() => Promise.reject(new Error('the supervisor did not end in 15 s')))])
}

export const freePort = (): Promise<number> => freePorts([0])

/** A port that is free, and so are those that lie these numbers above it. */
async function freePorts(offsets: number[]): Promise<number> {
  const first = await listen(0)
  const port = first.port
  const others = await Promise.all(
    offsets.filter((offset) => offset > 0).map((offset) => listen(port + offset).catch(() => undefined)),
  )
  await Promise.all([first, ...others].map((one) => one?.close()))
  return others.includes(undefined) ? freePorts(offsets) : port
}

async function listen(port: number): Promise<{ port: number; close(): Promise<unknown> }> {
  if (port > 65_535) throw new Error('there is no such port')
  const server = createServer()
  await new Promise<void>((done, fail) => server.once('error', fail).listen(port, '127.0.0.1', done))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return { port: address.port, close: () => new Promise((done) => server.close(done)) }
}

export async function waitUntil(
  holds: () => Promise<boolean> | boolean,
  {
    seconds = 30,
    everyMs = 100,
    what = 'the condition',
  }: { seconds?: number; everyMs?: number; what?: string | (() => string) } = {},
): Promise<void> {
  const deadline = Date.now() + seconds * 1000
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`waited ${seconds} s for ${typeof what === 'string' ? what : what()}`)
    await sleep(everyMs)
  }
}

export function isAlive(pid: number): boolean {
  return existsSync(`/proc/${pid}`) && !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
}
