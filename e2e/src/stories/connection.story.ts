/** The connection drops and comes back; a host goes away in the middle. Nobody reloads the page. */
import { expect, type Page, test } from '@playwright/test'
import { deploy, ended, expectVersions, getDeployment, productionHosts } from '../support/deploying.ts'
import { type Installation, startInstallation, waitUntil } from '../support/installation.ts'
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
  await expect(page.getByRole('list', { name: 'Hosts' })).toBeVisible()
  await expect(page.getByRole('search', { name: 'In this log' })).toBeVisible()
  let loads = 0
  page.on('load', () => (loads += 1))

  // Held down, so that the page has time to show it: the supervisor brings it back when it is allowed to go on.
  process.kill(sluice.pidOf('supervisor'), 'SIGSTOP')
  process.kill(sluice.pidOf('bff'), 'SIGKILL')
  await expect(page.getByText(/Reconnecting/).first()).toBeVisible()
  await expect(page.locator('[data-state="stale"]').first()).toBeVisible()
  // The steps, the fleet and the log each say how old they are.
  await expect(page.getByText(/^as of \d\d:\d\d:\d\d/)).toHaveCount(3)
  process.kill(sluice.pidOf('supervisor'), 'SIGCONT')

  await expect(page.getByText(/^Live/).first()).toBeVisible({ timeout: 30_000 })
  await expect(page.getByRole('status', { name: 'Deployment status' })).toContainText('Succeeded on all 4 hosts', {
    timeout: 90_000,
  })
  expect(loads, 'the page was not loaded again').toBe(0)
  expect((await ended(sluice, deploymentId)).status).toBe('Succeeded')
  await expectVersions(sluice, productionHosts, '1.0')
})

test('while the server is gone, what one has seen can be read after a reload too; writes say why not; then all goes on', async ({
  page,
}) => {
  await signIn(page, sluice)
  const deploymentId = await deploy(sluice, '1.1', { group: 'staging', config: 'CodeDeployDefault.OneAtATime' })
  await sluice.api.call('holdDeployment', { deploymentId })
  await page.goto(`${sluice.url}/deployments/${deploymentId}`)
  const status = page.getByRole('status', { name: 'Deployment status' })
  await expect(status).toContainText(/held/i)
  await waitUntil(async () => (await getDeployment(sluice, deploymentId)).deploymentOverview.InProgress === 0)
  const table = page.getByRole('table', { name: 'Targets' })
  await page.getByRole('button', { name: /^Table/ }).click()
  await expect(table.getByRole('row')).toHaveCount(3)

  await waitUntil(() => isShellKept(page), { what: 'the dashboard itself to be kept' })
  process.kill(sluice.pidOf('supervisor'), 'SIGSTOP')
  process.kill(sluice.pidOf('bff'), 'SIGKILL')
  try {
    await expect(page.getByText(/Reconnecting/).first()).toBeVisible()
    await waitUntil(() => isKeptForOffline(page, deploymentId), { what: 'what was told last to be kept' })
    await page.reload()
    const copy = page.getByRole('status', { name: 'Saved copy' })
    await expect(copy).toContainText(/Saved copy of \d\d:\d\d/)
    await expect(page.getByRole('heading', { level: 1 })).toContainText(deploymentId)
    await expect(status).toContainText(/held/i)
    await expect(table.getByRole('row')).toHaveCount(3)
    await expect(page.getByRole('group', { name: 'Connection' })).toHaveAttribute('data-state', 'stale')
    await page.getByRole('button', { name: 'Continue' }).click()
    await expect(page.getByRole('alert').filter({ hasText: 'nothing was sent' })).toBeVisible()
  } finally {
    process.kill(sluice.pidOf('supervisor'), 'SIGCONT')
  }

  await expect(page.getByText(/^Live/).first()).toBeVisible({ timeout: 30_000 })
  await expect(page.getByRole('status', { name: 'Saved copy' })).toHaveCount(0)
  expect((await getDeployment(sluice, deploymentId)).held, 'what could not be sent was not done').toBeDefined()
  await page.getByRole('button', { name: 'Continue' }).click()
  await expect(status).toContainText('Succeeded on both hosts', { timeout: 60_000 })
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

/** The service worker holds the page and its files. */
const isShellKept = (page: Page): Promise<boolean> => page.evaluate(async () => (await caches.match('/')) !== undefined)

/** The copies hold what was told of this deployment. */
const isKeptForOffline = (page: Page, deploymentId: string): Promise<boolean> =>
  page.evaluate(async (id) => {
    const copies = await new Promise<unknown[]>((done, fail) => {
      const opening = indexedDB.open('sluice-copies')
      opening.onerror = () => fail(new Error('the copies cannot be opened'))
      opening.onsuccess = () => {
        const all = opening.result.transaction('copies').objectStore('copies').getAll()
        all.onsuccess = () => done(all.result as unknown[])
        all.onerror = () => fail(new Error('the copies cannot be read'))
      }
    })
    const told = copies.map((copy) => JSON.stringify(copy))
    return [`deployment:${id}`, `fleet:${id}`].every((topic) => told.some((copy) => copy.includes(topic)))
  }, deploymentId)
