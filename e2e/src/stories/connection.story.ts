/** The connection drops and comes back; a host goes away in the middle. Nobody reloads the page. */
import { expect, test } from '@playwright/test'
import { deploy, ended, expectVersions, productionHosts } from '../support/deploying.ts'
import { type Installation, startInstallation } from '../support/installation.ts'
import { signIn } from '../support/signing-in.ts'

let sluice: Installation
test.beforeAll(async () => {
  sluice = await startInstallation({ env: { SLUICE_START_LIMIT_SECONDS: '30' } })
})
test.afterAll(() => sluice?.remove())

test('the BFF is killed while a deployment is watched: the page says so, and catches up by itself', async ({
  page,
}) => {
  await signIn(page, sluice)
  const deploymentId = await deploy(sluice, '1.0')
  await page.goto(`${sluice.url}/deployments/${deploymentId}`)
  await expect(page.getByText(/^Live/).first()).toBeVisible()
  let loads = 0
  page.on('load', () => (loads += 1))

  // Held down, so that the page has time to show it: the supervisor brings it back when it is allowed to go on.
  process.kill(sluice.pidOf('supervisor'), 'SIGSTOP')
  process.kill(sluice.pidOf('bff'), 'SIGKILL')
  await expect(page.getByText(/Reconnecting/).first()).toBeVisible()
  await expect(page.locator('[data-state="stale"]').first()).toBeVisible()
  process.kill(sluice.pidOf('supervisor'), 'SIGCONT')

  await expect(page.getByText(/^Live/).first()).toBeVisible({ timeout: 30_000 })
  await expect(page.getByRole('status', { name: 'Deployment status' })).toContainText('Succeeded on all 4 hosts', {
    timeout: 90_000,
  })
  expect(loads, 'the page was not loaded again').toBe(0)
  expect((await ended(sluice, deploymentId)).status).toBe('Succeeded')
  await expectVersions(sluice, productionHosts, '1.0')
})

test('a host that goes away is shown as silent within 15 s, fails by the clock, and the rest goes on', async ({
  page,
}) => {
  await signIn(page, sluice)
  const agent = sluice.pidOf('local-3')
  process.kill(agent, 'SIGSTOP')
  try {
    const deploymentId = await deploy(sluice, '1.1', { rollBackOnFailure: false })
    await page.goto(`${sluice.url}/deployments/${deploymentId}`)
    await expect(page.getByText(/silent|not heard|no report/i).first()).toBeVisible({ timeout: 15_000 })
    const result = await ended(sluice, deploymentId, 90)
    expect(result.status).toBe('Succeeded')
    expect(result.deploymentOverview).toMatchObject({ Succeeded: 3, Failed: 1 })
    await expectVersions(sluice, ['local-4', 'local-5', 'local-6'], '1.1')
  } finally {
    process.kill(agent, 'SIGCONT')
  }
})
