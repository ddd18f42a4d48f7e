/** A viewer sees everything and changes nothing; bad bundles and names are refused where they are typed. */
import { expect, test } from '@playwright/test'
import { appSpecWithErrors, tgz } from '../support/bundles.ts'
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

test('a bundle with errors is refused in the form, with the lines, and the file stays chosen', async ({ page }) => {
  await signIn(page, sluice)
  await page.goto(`${sluice.url}/applications/storefront/revisions`)
  await page.getByRole('button', { name: 'Upload a revision' }).first().click()
  const dialog = page.getByRole('dialog')
  const choose = (name: string, buffer: Buffer) =>
    dialog.locator('input[type=file]').setInputFiles({ name, mimeType: 'application/gzip', buffer })

  await choose('not-an-archive.zip', Buffer.from('this is no archive'))
  await dialog.getByRole('button', { name: 'Upload', exact: true }).click()
  await expect(dialog.getByRole('alert')).toContainText('was refused')
  await expect(dialog.getByRole('list', { name: 'Complaints' })).toContainText(/archive|zip/i)

  await choose('errors.tgz', tgz({ 'appspec.yml': appSpecWithErrors, 'scripts/start.sh': '#!/bin/sh\n' }))
  await dialog.getByRole('button', { name: 'Upload', exact: true }).click()
  const complaints = dialog.getByRole('list', { name: 'Complaints' })
  await expect(complaints).toContainText('appspec.yml:5')
  await expect(complaints).toContainText('V5')
  await expect(complaints).toContainText('appspec.yml:8')
  await expect(complaints).toContainText('appspec.yml:9')
  await expect(dialog).toContainText('errors.tgz')
})

test.describe('uploads over the API', () => {
  const bundles: [string, string, Buffer<ArrayBuffer>, RegExp][] = [
    ['no archive', 'broken.tgz', Buffer.from('this is no archive'), /archive|gzip|tar/i],
    ['no AppSpec', 'without.tgz', tgz({ 'readme.txt': 'nothing to see' }), /appspec/i],
    [
      'two AppSpecs',
      'two.tgz',
      tgz({ 'appspec.yml': 'version: 0.0\nos: linux\n', 'appspec.yaml': 'version: 0.0\nos: linux\n' }),
      /one|two/i,
    ],
    ['an AppSpec with errors', 'errors.tgz', tgz({ 'appspec.yml': appSpecWithErrors }), /source/i],
  ]
  for (const [what, key, body, says] of bundles)
    test(`a bundle with ${what} is refused with 400, named rules and places`, async () => {
      const answer = await fetch(`${sluice.url}/api/artifacts/stories/${key}`, {
        method: 'PUT',
        headers: { authorization: `Bearer ${sluice.token}` },
        body,
      })
      const { error } = (await answer.json()) as {
        error: { code: string; details: { rule?: string; line?: number; message: string }[] }
      }
      expect(answer.status).toBe(400)
      expect(error.code).toBe('BundleRefused')
      expect(error.details.length).toBeGreaterThan(0)
      expect(error.details.map((detail) => detail.message).join(' ')).toMatch(says)
      for (const detail of error.details) expect(detail).toMatchObject({ rule: expect.any(String) as unknown })
      const stored = await fetch(`${sluice.url}/api/artifacts/stories/${key}`, {
        headers: { authorization: `Bearer ${sluice.token}` },
      })
      expect(stored.status, 'nothing of it is kept').toBe(404)
    })
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
