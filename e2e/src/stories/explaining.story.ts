/**
 * A revision fails on one host of six, later on all: the dashboard says what, where, why and what ended it the last time;
 * and history, views, files and activity keep it findable.
 */
import { readFileSync } from 'node:fs'
import type { RevisionLocation } from '@sluice/model'
import { expect, type Locator, type Page, test } from '@playwright/test'
import { ended, getDeployment } from '../support/deploying.ts'
import { type Installation, startInstallation, waitUntil } from '../support/installation.ts'
import { deployShop, layShop, shop, upload } from '../support/shop.ts'
import { type Session, sessionOf } from '../support/signing-in.ts'

const good = `#!/bin/sh
echo "warming the cache"
echo "shop is up on $(basename "$(dirname "$SLUICE_HOST_ROOT")")"
`
/** Line 6 is the one that fails. */
const failing = (hosts: string) => `#!/bin/sh
echo "warming the cache"
FREE_PORT=8080
# The older shop may still hold it.
case "$SLUICE_HOST_ROOT" in *${hosts}*) unset FREE_PORT ;; esac
: "\${FREE_PORT:?port 8080 is already in use}"
echo "shop is up on $(basename "$(dirname "$SLUICE_HOST_ROOT")")"
`

let sluice: Installation
let bad: RevisionLocation
let worse: RevisionLocation
let slow: RevisionLocation
/** Deployments, in the order in which they were made. */
let first: string
let failed: string
let rollback: string
let session: Session

test.describe.configure({ mode: 'serial' })
test.beforeAll(async () => {
  sluice = await startInstallation({ demo: false })
  await layShop(sluice)
  await sluice.api.call('addTagsToOnPremisesInstances', {
    instanceNames: ['local-5'],
    tags: [{ Key: 'rack', Value: 'r7' }],
  })
  await sluice.api.call('addTagsToOnPremisesInstances', {
    instanceNames: ['local-1', 'local-2', 'local-3', 'local-4', 'local-6'],
    tags: [{ Key: 'rack', Value: 'r1' }],
  })
  // One host may be away at a time: the one that fails uses that up.
  await sluice.api.call('createDeploymentConfig', {
    deploymentConfigName: 'five-of-six',
    minimumHealthyHosts: { type: 'HOST_COUNT', value: 5 },
  })
  const fine = await upload(sluice, '1.0', { ApplicationStart: good })
  bad = await upload(sluice, '1.1', { ApplicationStart: failing('local-5') })
  worse = await upload(sluice, '1.2', { ApplicationStart: failing('local-') })
  slow = await upload(sluice, '1.3', { AfterInstall: '#!/bin/sh\nsleep 2\n', ApplicationStart: good })
  first = await deployShop(sluice, fine)
  expect((await ended(sluice, first)).status).toBe('Succeeded')
  session = await sessionOf(sluice)
})
test.beforeEach(({ context }) => context.addCookies(session))
test.afterAll(() => sluice?.remove())

const statusOf = (page: Page): Locator => page.getByRole('status', { name: 'Deployment status' })
const failureGroups = (page: Page): Locator => page.getByRole('region', { name: 'Failure groups' })
const openTab = (page: Page, name: string) => page.getByRole('tab', { name, exact: true }).click()

test('activity tells a failure while it happens, and Now leads to it', async ({ page }) => {
  await page.goto(`${sluice.url}/activity`)
  await expect(page.getByRole('list', { name: 'Activity' })).toContainText(first)
  failed = await deployShop(sluice, bad, 'five-of-six')
  const entry = page.getByRole('list', { name: 'Activity' }).getByRole('listitem').filter({ hasText: failed })
  await expect(entry.first()).toBeVisible()
  await expect(entry.filter({ hasText: /failed/i }).first()).toBeVisible({ timeout: 60_000 })
  expect((await ended(sluice, failed)).deploymentOverview).toMatchObject({ Failed: 1, Succeeded: 4 })

  await page.getByRole('link', { name: 'Now', exact: true }).click()
  const attention = page.getByRole('region', { name: 'Attention' })
  await expect(attention).toContainText(`${failed} failed`)
  await attention.getByRole('link', { name: 'shop › everywhere' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText(failed)
})

test('the failure group says what failed, where, and what the others have not', async ({ page }) => {
  await page.goto(`${sluice.url}/deployments/${failed}`)
  await expect(statusOf(page)).toContainText('Failed')
  const group = failureGroups(page).getByRole('article')
  await expect(group).toHaveCount(1)
  await expect(group.getByRole('heading')).toContainText('application-start.sh exits 2')
  await expect(group.getByRole('heading')).toContainText('port 8080 is already in use')
  await expect(group).toContainText('ApplicationStart · the only failed host')
  await expect(group.getByRole('link', { name: 'local-5' })).toBeVisible()
  await expect(group).toContainText('The failing host has the tag rack=r7; none of 4 that passed has.')

  await group.getByText(/^Script/).click()
  const lines = group.getByRole('group', { name: /^Lines of .*application-start\.sh/ })
  await expect(lines.getByText(/failing line/).locator('..')).toContainText('port 8080 is already in use')
  await expect(group).toContainText('+# The older shop may still hold it.')

  await group.getByText('What this means, and what to look at').click()
  await expect(group.getByText('It means')).toBeVisible()
  await expect(group.getByRole('list', { name: 'Where to go' }).getByRole('link').first()).toBeVisible()
  await page.getByText(/means, and what to do/).click()
  await expect(page.getByText('It means').first()).toBeVisible()
})

test('the log opens at the line that failed, and stands beside a host that did not', async ({ page }) => {
  await page.goto(`${sluice.url}/deployments/${failed}`)
  await page.getByRole('link', { name: 'Open the log at this line' }).click()
  const marked = page.getByRole('log', { name: 'Log' }).locator('[aria-current]')
  await expect(marked).toContainText('port 8080 is already in use')
  await expect(marked).toContainText('local-5')
  await expect(marked).toBeInViewport()

  await page.getByRole('button', { name: 'Compare with a good host' }).click()
  const beside = page.getByRole('dialog', { name: 'local-5 beside a good host' })
  await expect(beside.getByText('First difference')).toBeVisible()
  await expect(beside.getByRole('region', { name: 'Only local-5' })).toContainText('port 8080 is already in use')
  const passed = beside.getByRole('combobox', { name: 'Good host' })
  await expect(beside.getByRole('region', { name: `Only ${await passed.inputValue()}` })).toContainText('shop is up on')
  await expect(beside.getByText('1 equal line', { exact: true })).toBeVisible()
  const address = page.url()
  await page.reload()
  await expect(page.getByText('First difference'), `seen again at ${address}`).toBeVisible()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Filter the fleet to these' }).click()
  await expect(page.getByText(/^Only the host where/)).toBeVisible()
})

test('each tab explains the deployment from another side', async ({ page }) => {
  await page.goto(`${sluice.url}/deployments/${failed}`)
  const panel = page.getByRole('tabpanel')

  await openTab(page, 'Timeline')
  const rows = panel.getByRole('grid', { name: 'Timeline of the targets' }).getByRole('row')
  await expect(rows).toHaveCount(6)
  await expect(rows.filter({ hasText: 'local-5' }).getByRole('gridcell')).toHaveAccessibleName(
    /ApplicationStart failed/,
  )
  await panel.getByRole('button', { name: 'As a table' }).click()
  const twin = panel.getByRole('table', { name: 'Timeline of the targets' })
  await expect(twin.getByRole('row').filter({ hasText: 'local-5' })).toContainText('✕ failed')
  await page.goto(`${page.url()}&event=ApplicationStart`)
  await expect(twin.getByRole('columnheader', { name: 'ApplicationStart' })).toBeVisible()
  await expect(twin.getByRole('columnheader', { name: 'Install', exact: true })).toHaveCount(0)

  await openTab(page, 'Plan')
  await expect(panel).toContainText('6 hosts, at most 1 at a time. 5 must stay healthy.')
  await openTab(page, 'Changes')
  await expect(panel).toContainText('against')
  await expect(panel.getByRole('link', { name: first })).toBeVisible()
  await expect(panel).toContainText('+# The older shop may still hold it.')
  await openTab(page, 'Events')
  await expect(panel.getByRole('list', { name: 'Events, newest first' })).toContainText('local-5')
  await openTab(page, 'Config')
  await expect(panel).toContainText('five-of-six')
  await expect(panel).toContainText('HEALTH_CONSTRAINTS')
})

test('after going back both deployments name each other', async ({ page }) => {
  await page.goto(`${sluice.url}/deployments/${failed}`)
  await page
    .getByRole('button', { name: /Roll back/ })
    .first()
    .click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /Roll back/ })
    .click()
  await page.waitForURL((url) => !url.pathname.includes(failed))
  rollback = /d-[A-Z0-9]{9}/.exec(page.url())?.[0] ?? ''
  await expect(page.getByRole('link', { name: failed }).first()).toBeVisible()
  expect((await ended(sluice, rollback)).status).toBe('Succeeded')
  await page.goto(`${sluice.url}/deployments`)
  const row = page.getByRole('table', { name: 'Deployments' }).getByRole('row').filter({ hasText: rollback })
  await expect(row.getByRole('link', { name: failed }).first()).toBeVisible()
  await page.goto(`${sluice.url}/`)
  await expect(page.getByRole('heading', { level: 1, name: 'Now' })).toBeVisible()
  await expect(page.getByRole('region', { name: 'Ended last' })).toContainText(rollback)
  await expect(page.getByRole('region', { name: 'Attention' }), 'it was seen to').toHaveCount(0)
})

test('the second time, the failure is known, with what ended it', async ({ page }) => {
  const again = await deployShop(sluice, worse)
  await page.goto(`${sluice.url}/deployments/${again}`)
  await expect(statusOf(page)).toContainText('Failed', { timeout: 60_000 })
  const group = failureGroups(page).getByRole('article')
  await expect(group).toContainText('all 6 failed hosts')
  await expect(group).toContainText(`Same failure in ${failed} of everywhere`)
  await expect(group).toContainText(/ended by going back to\s+shop-1\.0/)
  await expect(group.getByRole('link', { name: rollback })).toBeVisible()
  const compare = group.getByRole('button', { name: 'Compare with a good host' })
  await expect(compare).toHaveAttribute('aria-disabled', 'true')
  await expect(compare).toHaveAccessibleDescription(/No host has passed ApplicationStart/)
})

test('what a stop leaves part-way is listed with its way out', async ({ page }) => {
  const stopped = await deployShop(sluice, slow, 'CodeDeployDefault.OneAtATime')
  await page.goto(`${sluice.url}/deployments/${stopped}`)
  await waitUntil(async () => (await getDeployment(sluice, stopped)).deploymentOverview.InProgress === 1)
  await page.getByRole('button', { name: /^Stop/ }).first().click()
  await page.getByRole('dialog').getByRole('button', { name: 'Stop and leave as is' }).click()
  await expect(statusOf(page)).toContainText('Stopped', { timeout: 30_000 })
  const left = page.getByRole('region', { name: 'Left part-way (1)' })
  await expect(left.getByRole('listitem')).toContainText('local-1')
  await expect(left.getByRole('listitem')).toContainText('last event')
  await left.getByRole('button', { name: 'Deploy again' }).click()
  await expect(page).toHaveURL(new RegExp(`/deployments/new\\?.*from=${stopped}`))
})

test('history: facets stay in the address, a view keeps them, and files hold what they match', async ({ page }) => {
  await page.goto(`${sluice.url}/deployments`)
  const table = page.getByRole('table', { name: 'Deployments' })
  await expect(table.getByRole('row')).toHaveCount(6)
  await page.getByRole('button', { name: /^Status/ }).click()
  await page.getByRole('menuitemcheckbox', { name: 'Failed' }).click()
  await page.keyboard.press('Escape')
  await expect(table.getByRole('row')).toHaveCount(3)
  await expect(page).toHaveURL(/status=Failed/)
  await page.reload()
  await expect(table.getByRole('row')).toHaveCount(3)
  await expect(page.getByRole('button', { name: 'Take out Status: Failed' })).toBeVisible()

  await page.getByRole('button', { name: /^Views/ }).click()
  await page.getByRole('menuitem', { name: 'Save this view…' }).click()
  await page.getByRole('dialog').getByLabel('Name').fill('What failed')
  await page.getByRole('dialog').getByRole('button', { name: 'Save view' }).click()
  await page.getByRole('button', { name: 'Take out Status: Failed' }).click()
  await expect(table.getByRole('row')).toHaveCount(6)
  await page.getByRole('button', { name: /^Views/ }).click()
  await page.getByRole('menuitem', { name: /What failed/ }).click()
  await expect(table.getByRole('row')).toHaveCount(3)

  const rows = JSON.parse(await exported(page, 'JSON')) as { deploymentId: string; status: string }[]
  expect(rows.map(({ status }) => status)).toEqual(['Failed', 'Failed'])
  expect(rows[1]?.deploymentId).toBe(failed)
  const [head, ...lines] = (await exported(page, 'CSV')).trim().split(/\r?\n/)
  expect(head).toContain('deploymentId')
  expect(lines).toHaveLength(2)
  expect(lines[1]).toContain(failed)
  expect(lines[1]).toContain(shop.applicationName)
})

async function exported(page: Page, form: 'CSV' | 'JSON'): Promise<string> {
  await page.getByRole('button', { name: 'Export…' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('radio', { name: form }).check()
  const coming = page.waitForEvent('download')
  await dialog.getByRole('button', { name: `Export as ${form}` }).click()
  const file = await (await coming).path()
  return readFileSync(file, 'utf8')
}
