/** `kill -9` of the BFF at a chance moment of a deployment, and what must hold afterwards. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { inPlaceEvents } from '@sluice/model'
import { expect } from '@playwright/test'
import { deploy, ended, productionHosts } from './deploying.ts'
import { type Installation, isHealthy, waitUntil } from './installation.ts'

/**
 * Deploys, kills the BFF after `afterMs`, and checks: the supervisor brings it back, the deployment ends as it would
 * have, no hook ran twice, and what was acknowledged is still there.
 */
export async function survivesAKill(on: Installation, version: string, afterMs: number): Promise<void> {
  const deploymentId = await deploy(on, version)
  await sleep(afterMs)
  await killBff(on)
  const result = await ended(on, deploymentId, 120)
  expect(result.status, JSON.stringify(result.deploymentOverview)).toBe('Succeeded')
  expect(result.deploymentOverview.Succeeded).toBe(productionHosts.length)
  for (const host of productionHosts) expectEachHookOnce(on, host, deploymentId)
}

/** `kill -9`, and waits until the supervisor has brought it back and all is well. */
export async function killBff(on: Installation): Promise<void> {
  const killed = on.pidOf('bff')
  process.kill(killed, 'SIGKILL')
  await waitUntil(async () => (await isHealthy(on.url)) && on.pidOf('bff') !== killed, {
    seconds: 60,
    what: () => `the BFF to come back:\n${on.output().slice(-2000)}`,
  })
}

function expectEachHookOnce(on: Installation, host: string, deploymentId: string): void {
  expect(eventsOn(on, host, deploymentId), `the events that ran on ${host}`).toEqual([...inPlaceEvents])
}

/**
 * The events that the host itself noted for a deployment, in order. Its own script log is the witness: the process that ran
 * the hooks writes it, whatever the server believes.
 */
export function eventsOn(on: Installation, host: string, deploymentId: string): string[] {
  return scriptLog(on, host, deploymentId).flatMap((line) => /LifecycleEvent - (\w+)/.exec(line)?.[1] ?? [])
}

/** Lines of `scripts.log`; none when nothing of this deployment ran there. */
export function scriptLog(on: Installation, host: string, deploymentId: string): string[] {
  const root = join(on.data, 'fleet', host, 'deployment-root')
  const log = readdirSync(root, { recursive: true, encoding: 'utf8' }).find((path) =>
    path.endsWith(join(deploymentId, 'logs', 'scripts.log')),
  )
  return log === undefined ? [] : readFileSync(join(root, log), 'utf8').split('\n')
}
