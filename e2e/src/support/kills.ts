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
  const killed = on.pidOf('bff')
  process.kill(killed, 'SIGKILL')
  await waitUntil(() => isHealthy(on.url), {
    seconds: 30,
    what: () => `the BFF to come back:\n${on.output().slice(-2000)}`,
  })
  expect(on.pidOf('bff')).not.toBe(killed)
  const result = await ended(on, deploymentId, 120)
  expect(result.status, JSON.stringify(result.deploymentOverview)).toBe('Succeeded')
  expect(result.deploymentOverview.Succeeded).toBe(productionHosts.length)
  for (const host of productionHosts) expectEachHookOnce(on, host, deploymentId)
}

/** The host's own script log is the witness: the process that ran the hooks writes it, whatever the server believes. */
function expectEachHookOnce(on: Installation, host: string, deploymentId: string): void {
  const root = join(on.data, 'fleet', host, 'deployment-root')
  const log = readdirSync(root, { recursive: true, encoding: 'utf8' }).find((path) =>
    path.endsWith(join(deploymentId, 'logs', 'scripts.log')),
  )
  const lines = log === undefined ? [] : readFileSync(join(root, log), 'utf8').split('\n')
  const starts = lines.flatMap((line) => /LifecycleEvent - (\w+)/.exec(line)?.[1] ?? [])
  expect(starts, `the events that ran on ${host}`).toEqual([...inPlaceEvents])
}
