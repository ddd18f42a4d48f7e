/** Things go wrong: a bad revision rolls itself back, a person stops, holds and goes on. */
import { expect, test } from '@playwright/test'
import { deploy, ended, expectVersions, getDeployment, productionHosts, versionOn } from '../support/deploying.ts'
import { type Installation, startInstallation, waitUntil } from '../support/installation.ts'
import { signIn } from '../support/signing-in.ts'

let sluice: Installation
test.beforeAll(async () => {
  sluice = await startInstallation()
  expect((await ended(sluice, await deploy(sluice, '1.0'))).status).toBe('Succeeded')
})
test.afterAll(() => sluice?.remove())

test('1.2 fails and rolls back by itself', async ({ page }) => {
  await signIn(page, sluice)
  const deploymentId = await deploy(sluice, '1.2')
  await page.goto(`${sluice.url}/deployments/${deploymentId}`)
  const status = page.getByRole('status', { name: 'Deployment status' })
  await expect(status).toContainText('Failed', { timeout: 60_000 })
  await expect(page.getByRole('log', { name: 'Log' })).toContainText('catalogue')

  const failed = await ended(sluice, deploymentId)
  const rollbackId = failed.rollbackInfo?.rollbackDeploymentId ?? ''
  expect(failed.errorInformation?.code).toBe('HEALTH_CONSTRAINTS')
  expect(rollbackId).toMatch(/^d-/)

  await page.getByRole('link', { name: rollbackId }).first().click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText(rollbackId)
  await expect(status).toContainText('Succeeded', { timeout: 60_000 })
  await expect(page.getByRole('link', { name: deploymentId }).first()).toBeVisible()
  const rollback = await ended(sluice, rollbackId)
  expect(rollback.creator).toBe('codeDeployRollback')
  expect(rollback.rollbackInfo?.rollbackTriggeringDeploymentId).toBe(deploymentId)
  await expectVersions(sluice, productionHosts, '1.0')
})

test('stop and leave as is: running hosts finish their event, the rest stays untouched', async ({ page }) => {
  await signIn(page, sluice)
  const deploymentId = await deploy(sluice, '1.1', { config: 'CodeDeployDefault.OneAtATime' })
  await page.goto(`${sluice.url}/deployments/${deploymentId}`)
  await waitUntil(async () => (await getDeployment(sluice, deploymentId)).deploymentOverview.InProgress === 1)
  await page.getByRole('button', { name: 'Stop', exact: false }).first().click()
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText(deploymentId)
  await dialog.getByRole('button', { name: 'Stop and leave as is' }).click()
  await expect(page.getByRole('status', { name: 'Deployment status' })).toContainText('Stopped', { timeout: 60_000 })
  const stopped = await ended(sluice, deploymentId)
  expect(stopped.status).toBe('Stopped')
  expect(stopped.errorInformation?.code).toBe('MANUAL_STOP')
  expect(stopped.deploymentOverview.Pending + stopped.deploymentOverview.InProgress).toBe(0)
  expect(await versionOn(sluice, 'local-6'), 'the last host was never touched').toBe('1.0')
  await page.getByRole('button', { name: /^Table/ }).click()
  const rows = page.getByRole('table', { name: 'Targets' }).getByRole('row')
  await expect(rows.filter({ hasText: 'Left part-way' })).toHaveCount(1)
  await expect(rows.filter({ hasText: 'Skipped' })).toHaveCount(3)
})

test('stop and roll back: a linked deployment puts 1.0 back', async ({ page }) => {
  await signIn(page, sluice)
  const deploymentId = await deploy(sluice, '1.1')
  await page.goto(`${sluice.url}/deployments/${deploymentId}`)
  await expect(
    page.getByRole('log', { name: 'Log' }),
    'a host was touched, so there is something to take back',
  ).toContainText('1.1')
  await page.getByRole('button', { name: 'Stop', exact: false }).first().click()
  await page.getByRole('dialog').getByRole('button', { name: 'Stop and roll back' }).click()
  const stopped = await ended(sluice, deploymentId)
  expect(stopped.status).toBe('Stopped')
  const rollbackId = stopped.rollbackInfo?.rollbackDeploymentId ?? ''
  await expect(page.getByRole('link', { name: rollbackId }).first()).toBeVisible()
  expect((await ended(sluice, rollbackId)).status).toBe('Succeeded')
  await expectVersions(sluice, productionHosts, '1.0')
})

test('hold and continue: no further host starts until somebody goes on', async ({ page }) => {
  await signIn(page, sluice)
  const deploymentId = await deploy(sluice, '1.1', { config: 'CodeDeployDefault.OneAtATime' })
  await page.goto(`${sluice.url}/deployments/${deploymentId}`)
  await page.getByRole('button', { name: 'Hold' }).click()
  const status = page.getByRole('status', { name: 'Deployment status' })
  await expect(status).toContainText(/held by/i)
  await waitUntil(async () => (await getDeployment(sluice, deploymentId)).deploymentOverview.InProgress === 0)
  const held = await getDeployment(sluice, deploymentId)
  expect(held.status).toBe('InProgress')
  expect(held.deploymentOverview.Pending).toBeGreaterThan(0)
  await page.getByRole('button', { name: 'Continue' }).click()
  await expect(status).toContainText('Succeeded', { timeout: 60_000 })
  await expectVersions(sluice, productionHosts, '1.1')
})

test('redeploy and roll back by hand from a finished deployment', async ({ page }) => {
  await signIn(page, sluice)
  const first = await ended(sluice, await deploy(sluice, '1.0'))
  const second = await ended(sluice, await deploy(sluice, '1.1'))
  await page.goto(`${sluice.url}/deployments/${second.deploymentId}`)
  await page
    .getByRole('button', { name: /Roll back/ })
    .first()
    .click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /Roll back/ })
    .click()
  await page.waitForURL((url) => !url.pathname.includes(second.deploymentId))
  const rollbackId = /d-[A-Z0-9]{9}/.exec(page.url())?.[0] ?? ''
  expect((await ended(sluice, rollbackId)).status).toBe('Succeeded')
  expect((await getDeployment(sluice, second.deploymentId)).rollbackInfo?.rollbackDeploymentId).toBe(rollbackId)
  await expectVersions(sluice, productionHosts, '1.0')

  await page.goto(`${sluice.url}/deployments/${first.deploymentId}`)
  await page.getByRole('button', { name: 'Redeploy' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Create deployment' })).toBeVisible()
  await page.getByRole('button', { name: 'Start deployment' }).click()
  await page.waitForURL(/\/deployments\/d-/)
  const redeployId = /d-[A-Z0-9]{9}/.exec(page.url())?.[0] ?? ''
  expect((await getDeployment(sluice, redeployId)).redeployOf).toBe(first.deploymentId)
  expect((await ended(sluice, redeployId)).status).toBe('Succeeded')
})
