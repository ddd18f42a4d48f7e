/** A viewer sees everything and changes nothing; bad bundles and names are refused where they are typed. */
import { expect, test } from '@playwright/test'
import { deploy, ended, sample } from '../support/deploying.ts'
import { type Installation, startInstallation } from '../support/installation.ts'
import { signIn, signInAs } from '../support/signing-in.ts'

let sluice: Installation
test.beforeAll(async () => {
  sluice = await startInstallation()
})
test.afterAll(() => sluice?.remove())

test('a viewer who tries to deploy gets 403, and the button says why', async ({ page }) => {
  const deploymentId = await deploy(sluice, '1.0', { config: 'CodeDeployDefault.OneAtATime' })
  await signInAs(page, sluice, 'viewer')
  await page.goto(`${sluice.url}/deployments/${deploymentId}`)
  const stop = page.getByRole('button', { name: /^Stop/ }).first()
  await expect(stop).toHaveAttribute('aria-disabled', 'true')
  await stop.focus()
  await expect(page.getByText(/viewer.*deployer/i).first()).toBeVisible()

  const answer = await page.evaluate(async (revision) => {
    const response = await fetch('/api/createDeployment', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ applicationName: 'storefront', deploymentGroupName: 'staging', revision }),
    })
    return { status: response.status, body: (await response.json()) as { error: { code: string } } }
  }, sample('1.0'))
  expect(answer.status).toBe(403)
  expect(answer.body.error.code).toBe('AccessDenied')
  await ended(sluice, deploymentId)
})

test('bundles that cannot be deployed are refused at upload, with the lines', async ({ page }) => {
  await signIn(page, sluice)
  await page.goto(`${sluice.url}/applications/storefront/revisions`)
  const upload = async (name: string, bytes: Buffer) => {
    await page.getByRole('button', { name: 'Upload a revision' }).first().click()
    await page.locator('input[type=file]').setInputFiles({ name, mimeType: 'application/octet-stream', buffer: bytes })
    const confirm = page.getByRole('button', { name: /^Upload$/ })
    if (await confirm.isVisible().catch(() => false)) await confirm.click()
  }
  await upload('not-an-archive.zip', Buffer.from('this is no archive'))
  await expect(page.getByText(/not.*(archive|zip)/i).first()).toBeVisible()
  await page.keyboard.press('Escape')
})

test('names with bad characters and duplicates are refused in the form, and nothing typed is lost', async ({
  page,
}) => {
  await signIn(page, sluice)
  await page.goto(`${sluice.url}/applications/new`)
  const name = page.getByLabel('Name', { exact: false }).first()
  const create = page.getByRole('button', { name: /Create application/ }).last()
  await name.fill('bad name!')
  await create.click()
  await expect(page.getByText(/letters, digits/i).first()).toBeVisible()
  await expect(name).toHaveValue('bad name!')
  await name.fill('storefront')
  await create.click()
  await expect(page.getByText(/already/i).first()).toBeVisible()
  await expect(name).toHaveValue('storefront')
})

test('a busy group refuses a second deployment and names the one that runs', async () => {
  const running = await deploy(sluice, '1.0', { group: 'staging' })
  await expect(deploy(sluice, '1.1', { group: 'staging' })).rejects.toMatchObject({
    code: 'DeploymentLimitExceededException',
    status: 409,
    message: expect.stringContaining(running) as unknown,
  })
  await ended(sluice, running)
})

test('a body over the limit gets 413', async () => {
  const response = await fetch(`${sluice.url}/api/createApplication`, {
    method: 'POST',
    headers: { authorization: `Bearer ${sluice.token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ applicationName: 'x'.repeat(2 * 1024 * 1024) }),
  })
  expect(response.status).toBe(413)
})
