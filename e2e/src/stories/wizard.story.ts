/** A deployment is prepared in five steps, looked at before it happens, handed to another person, and done again. */
import { type Browser, expect, type Locator, type Page, test } from '@playwright/test'
import { tgz } from '../support/bundles.ts'
import { ended } from '../support/deploying.ts'
import { type Installation, startInstallation, waitUntil } from '../support/installation.ts'
import { expectNoViolations } from '../support/no-violations.ts'
import { createPerson, type Person, signIn, signInAs } from '../support/signing-in.ts'

let sluice: Installation
test.beforeAll(async () => {
  sluice = await startInstallation({ demo: false })
  await sluice.api.call('createApplication', { applicationName: 'shop' })
  await sluice.api.call('createDeploymentGroup', {
    applicationName: 'shop',
    deploymentGroupName: 'production',
    deploymentConfigName: 'CodeDeployDefault.HalfAtATime',
    ec2TagFilters: [{ Type: 'KEY_AND_VALUE', Key: 'env', Value: 'production' }],
  })
  for (const version of ['1', '2']) await register(version)
  const { deploymentId } = await sluice.api.call('createDeployment', {
    applicationName: 'shop',
    deploymentGroupName: 'production',
    revision: await locationOf('1'),
    fileExistsBehavior: 'RETAIN',
  })
  expect((await ended(sluice, deploymentId)).status).toBe('Succeeded')
})
test.afterAll(() => sluice?.remove())

/** The second differs in a page, in its AppSpec and in a script. */
const appSpec = (version: string) => `version: 0.0
os: linux
files:
  - source: page
    destination: /srv/shop
hooks:
  AfterInstall:
    - location: scripts/say.sh
      timeout: ${version === '1' ? 20 : 40}
`

async function register(version: string) {
  const key = `shop-${version}.tgz`
  const body = tgz({
    'appspec.yml': appSpec(version),
    'page/index.html': version,
    ...(version === '1' ? {} : { 'page/news.html': 'news' }),
    'scripts/say.sh': `#!/bin/sh\necho this is ${version}\n`,
  })
  const headers = { authorization: `Bearer ${sluice.token}` }
  const put = await fetch(`${sluice.url}/api/artifacts/releases/${key}`, { method: 'PUT', headers, body })
  expect(put.status).toBe(200)
  const s3Location = { bucket: 'releases', key, bundleType: 'tgz' } as const
  await sluice.api.call('registerApplicationRevision', {
    applicationName: 'shop',
    revision: { revisionType: 'S3', s3Location },
  })
}

async function locationOf(version: string) {
  const { revisionsInfo } = await sluice.api.call('listApplicationRevisions', { applicationName: 'shop' })
  const found = revisionsInfo.find(({ name }) => name === `shop-${version}`)
  if (found === undefined) throw new Error(`shop-${version} is not registered`)
  return found.location
}

const step = (page: Page, name: string) => page.getByRole('region', { name: new RegExp(`^\\d ${name}`) })
const plan = (page: Page) => page.getByRole('region', { name: 'Plan' })
const startButton = (page: Page) => page.getByRole('button', { name: 'Start deployment' })

async function startedId(page: Page): Promise<string> {
  await page.waitForURL(/\/deployments\/d-[A-Z0-9]{9}$/)
  return /d-[A-Z0-9]{9}/.exec(page.url())?.[0] ?? ''
}

test('by keys alone, through the five steps: the plan names hosts and waves, the review what changes', async ({
  page,
}) => {
  await signIn(page, sluice)
  await page.keyboard.press('g')
  await page.keyboard.press('d')
  await expect(page.getByRole('heading', { level: 1, name: 'Deployments' })).toBeFocused()
  await pressed(page, page.getByRole('button', { name: 'Create deployment' }).first())
  // The history has a field for the group too, and stays until the form is there.
  await expect(page.getByRole('heading', { level: 1, name: 'Create deployment' })).toBeVisible()

  await test.step('where', async () => {
    await typedInto(page, page.getByLabel('Deployment group'), 'prod')
    await expect(step(page, 'Where')).toContainText('What runs there now')
    await expect(step(page, 'Where')).toContainText('shop-14 of 4')
    for (const wave of [1, 2]) await expect(plan(page)).toContainText(`Wave ${wave}`)
    for (const name of ['local-3', 'local-4', 'local-5', 'local-6']) await expect(plan(page)).toContainText(name)
    await expect(plan(page)).toContainText('All 4 hosts are connected')
  })
  await test.step('what', async () => {
    await typedInto(page, page.getByLabel('Revision'), 'shop-2')
    await expect(step(page, 'What')).toContainText('AppSpec is valid, all scripts are in the bundle')
  })
  await test.step('how', async () => {
    await pressed(
      page,
      page.getByRole('navigation', { name: 'Steps of this form' }).getByRole('button', { name: /How/ }),
    )
    await expect(step(page, 'How').getByRole('heading', { level: 2 })).toBeFocused()
    const fail = page.getByRole('radio', { name: /DISALLOW/ })
    await reached(page, fail)
    await page.keyboard.press('ArrowDown')
    await expect(page.getByRole('radio', { name: /^Overwrite/ })).toBeChecked()
    await expect(step(page, 'How')).toContainText('Rollback: ')
    await typedInto(page, page.getByLabel('Description'), 'by hand')
    await pressed(page, page.getByRole('button', { name: 'Next: Review' }))
  })
  await test.step('review', async () => {
    const review = step(page, 'Review')
    await expect(review).toContainText('What changes against shop-1')
    await expect(review).toContainText('timeout: 20')
    await expect(review).toContainText('timeout: 40')
    await expect(review).toContainText('echo this is 1')
    await expect(review).toContainText('echo this is 2')
    await expect(review).toContainText('page/news.html')
    await expect(review).toContainText('If this fails')
    await expect(review.getByRole('table', { name: 'Settings that differ' })).toContainText('overwrite them')
    await expectNoViolations(page)
    await pressed(page, page.getByRole('button', { name: 'Next: Start' }))
  })
  await test.step('start', async () => {
    await expect(step(page, 'Start')).toContainText('shop-2 goes to shop / production.')
    await pressed(page, startButton(page))
  })
  const deploymentId = await startedId(page)
  const done = await ended(sluice, deploymentId)
  expect(done).toMatchObject({ status: 'Succeeded', description: 'by hand', fileExistsBehavior: 'OVERWRITE' })
})

test('a draft is opened by another person as it was chosen; its command is exact; all at once asks for the name', async ({
  page,
  browser,
}) => {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await signIn(page, sluice)
  await page.goto(`${sluice.url}/deployments/new?application=shop&group=production&step=what`)
  await page.getByLabel('Revision').selectOption({ label: await optionWith(page, 'shop-1') })
  await page.getByRole('button', { name: 'Next: How' }).click()
  await page.getByLabel('Deployment configuration').selectOption('CodeDeployDefault.AllAtOnce')
  await page.getByRole('radio', { name: /^Overwrite/ }).check()
  await page.getByLabel('Description').fill("Dana's way back, TICKET-7")
  await page.getByRole('button', { name: 'Copy link to this draft' }).click()
  await expect(page.getByText('The link is copied.')).toBeVisible()
  const link = await page.evaluate(() => navigator.clipboard.readText())
  expect(link).toMatch(/\/deployments\/new\?draft=[\w-]+$/)

  const sam = await openedBy(browser, await createPerson(sluice, 'sam', 'deployer'))
  await sam.goto(link)
  await expect(sam.getByRole('status').filter({ hasText: 'Draft, saved by' })).toBeVisible()
  const nav = sam.getByRole('navigation', { name: 'Steps of this form' })
  for (const chosen of ['shop / production', 'shop-1', 'AllAtOnce · OVERWRITE']) await expect(nav).toContainText(chosen)
  await expect(plan(sam)).toContainText('4 hosts')

  await nav.getByRole('button', { name: /Start/ }).click()
  const start = step(sam, 'Start')
  await start.getByText('As an aws deploy command').click()
  expect(await start.getByLabel('Command', { exact: true }).textContent()).toBe(await exactCommand())

  await expect(startButton(sam)).toHaveAttribute('aria-disabled', 'true')
  const name = start.getByLabel('Type production to start it')
  await expect(name).toHaveAccessibleDescription(/production by its name.*all 4 hosts go at once/)
  await expectNoViolations(sam)
  await name.fill('Production')
  await expect(startButton(sam)).toHaveAttribute('aria-disabled', 'true')
  await name.fill('production')
  await startButton(sam).click()
  const done = await ended(sluice, await startedId(sam))
  expect(done).toMatchObject({ status: 'Succeeded', startedBy: 'Sam sam', revisionName: 'shop-1' })
  await sam.context().close()
})

/** Whoever pastes it starts what was shown: every flag is there, and no other. */
async function exactCommand(): Promise<string> {
  return [
    'aws deploy create-deployment',
    '--application-name shop',
    '--deployment-group-name production',
    `--revision '${JSON.stringify(await locationOf('1'))}'`,
    '--deployment-config-name CodeDeployDefault.AllAtOnce',
    '--file-exists-behavior OVERWRITE',
    String.raw`--description 'Dana'\''s way back, TICKET-7'`,
    `--endpoint-url ${sluice.url}`,
  ].join(' \\\n  ')
}

test('a silent host is named before anything starts, and what it means', async ({ page }) => {
  const agent = sluice.pidOf('local-6')
  process.kill(agent, 'SIGSTOP')
  try {
    await waitUntil(async () => (await hostOfPlan('local-6'))?.silentSince !== undefined, {
      what: 'local-6 to be silent',
    })
    await signIn(page, sluice)
    await page.goto(`${sluice.url}/deployments/new?application=shop&group=production&step=where`)
    await expect(step(page, 'Where')).toContainText('1 host is silent: local-6')
    await expect(plan(page)).toContainText('3 of 4 hosts are connected. local-6 was last heard')
    await expect(plan(page).getByText('local-6 (not connected)')).toBeVisible()
  } finally {
    process.kill(agent, 'SIGCONT')
  }
  await expect(plan(page), 'it comes back by itself').toContainText('All 4 hosts are connected', { timeout: 30_000 })
})

const hostOfPlan = async (name: string) =>
  (await sluice.api.call('planDeployment', { applicationName: 'shop', deploymentGroupName: 'production' })).hosts.find(
    ({ instanceName }) => instanceName === name,
  )

test('done again in two keys: R opens the review with all as it was, Enter starts it', async ({ page }) => {
  const { deploymentId } = await sluice.api.call('createDeployment', {
    applicationName: 'shop',
    deploymentGroupName: 'production',
    revision: await locationOf('2'),
    fileExistsBehavior: 'OVERWRITE',
  })
  await ended(sluice, deploymentId)
  await signIn(page, sluice)
  await page.goto(`${sluice.url}/deployments/${deploymentId}`)
  await expect(
    page.getByRole('button', { name: 'Redeploy' }).or(page.getByRole('link', { name: 'Redeploy' })),
  ).toBeVisible()
  await page.keyboard.press('r')
  await expect(step(page, 'Review')).toBeVisible()
  await expect(page.getByRole('navigation', { name: 'Steps of this form' })).toContainText('shop-2')
  await expect(startButton(page)).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1 })).not.toContainText(deploymentId)
  const again = await ended(sluice, await startedId(page))
  expect(again).toMatchObject({ status: 'Succeeded', revisionName: 'shop-2', fileExistsBehavior: 'OVERWRITE' })
})

test('a viewer plans as anybody does; what may not be pressed says why, and whom to ask', async ({ page }) => {
  await signInAs(page, sluice, 'viewer')
  await page.goto(`${sluice.url}/deployments/new?application=shop&group=production&step=what`)
  await page.getByLabel('Revision').selectOption({ label: await optionWith(page, 'shop-1') })
  await expect(plan(page)).toContainText('Wave 2')
  await page.getByRole('button', { name: 'Next: How' }).click()
  await page.getByLabel('Deployment configuration').selectOption('CodeDeployDefault.OneAtATime')
  await expect(plan(page)).toContainText('Wave 4')
  await page.getByRole('button', { name: 'Next: Review' }).click()
  await expect(step(page, 'Review')).toContainText('What changes against shop-2')
  await page.getByRole('button', { name: 'Next: Start' }).click()
  for (const button of [startButton(page), page.getByRole('button', { name: 'Copy link to this draft' })]) {
    await expect(button).toHaveAttribute('aria-disabled', 'true')
    await expect(button).toHaveAccessibleDescription(/deployer/)
  }
  await expect(page.locator('button:disabled, select:disabled, input:disabled'), 'nothing is dead').toHaveCount(0)
})

async function optionWith(page: Page, text: string): Promise<string> {
  const option = page.getByLabel('Revision').locator('option', { hasText: text })
  await expect(option).toHaveCount(1)
  return (await option.textContent()) ?? ''
}

async function openedBy(browser: Browser, who: Person): Promise<Page> {
  const page = await (await browser.newContext({ locale: 'en-GB', timezoneId: 'Europe/Berlin' })).newPage()
  await signIn(page, sluice, who)
  return page
}

/** Tab until it has the focus: whoever cannot point goes there no other way. */
async function reached(page: Page, target: Locator) {
  await expect(target).toBeVisible()
  for (let presses = 0; presses < 80; presses += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press('Tab')
  }
  throw new Error('it is not reached by Tab')
}

async function pressed(page: Page, target: Locator) {
  await reached(page, target)
  await page.keyboard.press('Enter')
}

/** Into a field its text; in a list of choices, the beginning of one. */
async function typedInto(page: Page, target: Locator, text: string) {
  await reached(page, target)
  await page.keyboard.type(text)
}
