/** A newcomer: from the printed link to the second revision on every host. */
import { expect, test } from '@playwright/test'
import { ended, expectVersions, productionHosts, versionOn } from '../support/deploying.ts'
import { type Installation, startInstallation, waitUntil } from '../support/installation.ts'

let sluice: Installation
test.beforeAll(async () => {
  sluice = await startInstallation({ firstRun: true })
})
test.afterAll(() => sluice?.remove())

test('a newcomer signs in with the printed link, deploys 1.0, then 1.1, and sees each host change', async ({
  page,
}) => {
  const printedLink = () => /(http:\S+\/sign-in\?link=\S+)/.exec(sluice.output())?.[1]
  await waitUntil(() => printedLink() !== undefined, { seconds: 10, what: 'the one-time sign-in link to be printed' })
  const link = printedLink()

  await test.step('the link opens the product, and a password is chosen', async () => {
    await page.goto(link ?? '')
    await page.getByRole('button', { name: /sign in/i }).click()
    await page.getByLabel('New password').fill('correct horse battery staple')
    await page.getByRole('button', { name: /choose|set|save/i }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'Now' })).toBeVisible()
  })

  const deployFromTheScreen = async (version: string) => {
    await page.getByRole('link', { name: 'Deployments', exact: true }).first().click()
    await page.getByRole('button', { name: 'Create deployment' }).first().click()
    await expect(page.getByRole('heading', { level: 1, name: 'Create deployment' })).toBeVisible()
    await page.getByLabel('Application').selectOption('storefront')
    await page.getByLabel('Deployment group').selectOption('production')
    await page.getByLabel('Revision').selectOption({ label: await optionWith(version) })
    await expect(page.getByRole('region', { name: 'Plan' })).toContainText('4 hosts, 2 at a time')
    await page.getByRole('button', { name: 'Start deployment' }).click()
    await page.waitForURL(/\/deployments\/d-[A-Z0-9]{9}/)
    const deploymentId = /d-[A-Z0-9]{9}/.exec(page.url())?.[0] ?? ''
    await expect(page.getByRole('heading', { level: 1 })).toContainText(deploymentId)
    return deploymentId
  }
  const optionWith = async (version: string) => {
    const option = page.getByLabel('Revision').locator('option', { hasText: `storefront-${version}` })
    await expect(option).toHaveCount(1)
    return (await option.textContent()) ?? ''
  }

  await test.step('1.0 arrives on four hosts', async () => {
    const deploymentId = await deployFromTheScreen('1.0')
    await expect(page.getByRole('log', { name: 'Log' })).toContainText('1.0')
    await expect(page.getByRole('status', { name: 'Deployment status' })).toContainText('Succeeded on all 4 hosts', {
      timeout: 60_000,
    })
    await expectVersions(sluice, productionHosts, '1.0')
    expect((await ended(sluice, deploymentId)).status).toBe('Succeeded')
  })

  await test.step('1.1 changes each host while the page is watched', async () => {
    await deployFromTheScreen('1.1')
    const seen = new Set<string | undefined>()
    await expect
      .poll(
        async () => {
          const versions = await Promise.all(productionHosts.map((host) => versionOn(sluice, host)))
          seen.add(versions.join())
          return versions
        },
        { timeout: 60_000 },
      )
      .toEqual(['1.1', '1.1', '1.1', '1.1'])
    expect(seen.size, 'hosts changed one after the other, not all at once').toBeGreaterThan(2)
    await expect(page.getByRole('status', { name: 'Deployment status' })).toContainText('Succeeded on all 4 hosts')
  })

  await test.step('a host page in the browser shows its version', async () => {
    await page.goto(sluice.addressOf('local-3'))
    await expect(page.locator('body')).toContainText('1.1')
    await expect(page.locator('body')).toContainText('local-3')
  })

  await test.step('what was installed survives a restart of the product', async () => {
    await sluice.restart()
    await expect.poll(() => versionOn(sluice, 'local-3'), { timeout: 20_000 }).toBe('1.1')
  })
})
