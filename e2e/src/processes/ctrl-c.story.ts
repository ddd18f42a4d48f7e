/** Ctrl-C leaves nothing behind; a second start finds the first; local hosts get a clean environment (A27). */
import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from '@playwright/test'
import { expectServed, serve, served } from '../support/blue-green.ts'
import { deploy, ended } from '../support/deploying.ts'
import { isAlive, startInstallation, waitUntil } from '../support/installation.ts'

/** Pids of all processes that carry this data folder in their environment or command line. */
function processesOf(data: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => pid !== process.pid && isAlive(pid) && mentions(pid, data))
}

function mentions(pid: number, data: string): boolean {
  try {
    return ['environ', 'cmdline'].some((file) => readFileSync(`/proc/${pid}/${file}`, 'utf8').includes(data))
  } catch {
    return false
  }
}

test('a second start prints the running URL and ends; Ctrl-C ends everything, installed applications too', async () => {
  const sluice = await startInstallation()
  try {
    await ended(sluice, await deploy(sluice, '1.0', { group: 'staging' }))
    const second = spawnSync(
      process.execPath,
      [resolve(import.meta.dirname, '../../../apps/supervisor/dist/supervisor.mjs')],
      {
        env: { PATH: process.env['PATH'] ?? '', SLUICE_DATA: sluice.data, SLUICE_PORT: String(sluice.port) },
        encoding: 'utf8',
        timeout: 20_000,
      },
    )
    expect(second.status).toBe(0)
    expect(second.stdout).toContain(sluice.url)
    expect(processesOf(sluice.data).length, 'supervisor, BFF, six hosts and two storefronts').toBeGreaterThanOrEqual(9)
    await sluice.stop()
    await waitUntil(() => processesOf(sluice.data).length === 0, {
      seconds: 5,
      what: () => `nothing to be left; there is ${processesOf(sluice.data).join(', ')}`,
    })
  } finally {
    await sluice.remove()
  }
})

test('Ctrl-C ends the hosts that a deployment made, too; the next start brings them back, and their users', async () => {
  const sluice = await startInstallation({ fleet: 1 })
  try {
    await serve(sluice, '1.0')
    await sluice.stop()
    await waitUntil(() => processesOf(sluice.data).length === 0, {
      seconds: 5,
      what: () => `nothing to be left; there is ${processesOf(sluice.data).join(', ')}`,
    })
    await sluice.restart()
    await expect.poll(() => served(sluice.production), { timeout: 30_000 }).toMatchObject({ revision: '1.0' })
    await serve(sluice, '1.1')
    await expectServed(sluice.production, '1.1')
  } finally {
    await sluice.remove()
  }
})

/** Each file that holds a secret, by its name: a pattern would not even expand for somebody who may not look into the folder. */
function expectUnreadable(data: string, user: string): void {
  const secrets = [...readdirSync(join(data, 'keys')).map((name) => join('keys', name)), 'sluice.db']
  expect(secrets.length).toBeGreaterThan(1)
  const readAs = (path: string) => spawnSync('su', ['-s', '/bin/sh', user, '-c', `cat '${path}'`], { encoding: 'utf8' })
  expect(readAs('/etc/hostname').status, 'the user can read at all').toBe(0)
  for (const secret of secrets) expect(readAs(join(data, secret)).stderr, secret).toContain('Permission denied')
}

test('A27: a hook on a local host gets nothing of ours', async () => {
  const sluice = await startInstallation({ fleet: 2 })
  try {
    await ended(sluice, await deploy(sluice, '1.0', { group: 'staging' }))
    const host = join(sluice.data, 'fleet', 'local-1', 'root')
    const storefront = processesOf(host).filter((pid) => pid !== sluice.pidOf('local-1'))
    expect(storefront.length).toBeGreaterThan(0)
    for (const pid of storefront) {
      const environment = readFileSync(`/proc/${pid}/environ`, 'utf8')
      expect(environment).not.toContain(sluice.token)
      expect(environment).not.toMatch(/SLUICE_(API|ADMIN|SECRET|ACCESS|DATA)/)
    }
    if (process.getuid?.() === 0) expectUnreadable(sluice.data, 'sluice-local')
  } finally {
    await sluice.remove()
  }
})
