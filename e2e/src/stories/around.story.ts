/**
 * What is around every screen: finding and doing by keyboard, times in two zones, links to anything, help, a phone.
 */
import { expect, type Locator, type Page, test } from '@playwright/test'
import { expectNoSideways } from '../support/axe-tour.ts'
import { deploy, ended, getDeployment } from '../support/deploying.ts'
import { type Installation, startInstallation } from '../support/installation.ts'
import { type Session, sessionOf } from '../support/signing-in.ts'

let sluice: Installation
let finished: string
let failed: string
let session: Session

test.beforeAll(async () => {
  sluice = await startInstallation()
  finished = (await ended(sluice, await deploy(sluice, '1.0'))).deploymentId
  failed = (await ended(sluice, await deploy(sluice, '1.2', { rollBackOnFailure: false }))).deploymentId
  session = await sessionOf(sluice)
})
test.beforeEach(({ context }) => context.addCookies(session))
test.afterAll(() => sluice?.remove())

const heading = (page: Page): Locator => page.getByRole('heading', { level: 1 })
const status = (page: Page): Locator => page.getByRole('status', { name: 'Deployment status' })
const at = (path: string): string => sluice.url + path

async function opened(page: Page, path: string): Promise<void> {
  await page.goto(at(path))
  await expect(heading(page)).toBeVisible()
}

async function palette(page: Page, typed: string): Promise<Locator> {
  await page.keyboard.press('Control+k')
  const field = page.getByRole('combobox', { name: /^A screen, a thing/ })
  await expect(field).toBeFocused()
  await page.keyboard.insertText(typed)
  return page.getByRole('listbox', { name: 'Found' }).getByRole('option')
}

test.describe('the palette', () => {
  test('goes to a screen, and finds a deployment by its id', async ({ page }) => {
    await opened(page, '/')
    const places = await palette(page, 'configurations')
    await expect(places.first()).toContainText('Configurations')
    await page.keyboard.press('Enter')
    await expect(heading(page)).toHaveText('Configurations')

    const found = await palette(page, finished.toLowerCase())
    await expect(found.first()).toContainText(finished)
    await expect(found.first()).toContainText('storefront › production')
    await page.keyboard.press('Enter')
    await expect(heading(page)).toContainText(finished)
  })

  test('does what the buttons do, with the same question; and says why something is not possible now', async ({
    page,
  }) => {
    const running = await deploy(sluice, '1.0', { group: 'staging', config: 'CodeDeployDefault.OneAtATime' })
    await sluice.api.call('holdDeployment', { deploymentId: running })
    await opened(page, `/deployments/${running}`)
    await expect(status(page)).toContainText(/held/i)
    const stop = await palette(page, 'stop')
    await expect(stop.first()).toContainText(`Stop ${running}`)
    await page.keyboard.press('Enter')
    const asked = page.getByRole('dialog')
    await expect(asked.getByRole('button', { name: 'Stop and leave as is' })).toBeVisible()
    await expect(asked).toContainText(running)
    await page.keyboard.press('Escape')
    expect((await getDeployment(sluice, running)).status).toBe('InProgress')

    await sluice.api.call('continueDeployment', { deploymentId: running, deploymentWaitType: 'HOLD' })
    await expect(status(page)).toContainText('Succeeded', { timeout: 60_000 })
    const over = (await palette(page, 'stop')).first()
    await expect(over).toHaveAttribute('aria-disabled', 'true')
    await expect(over).toContainText(/Not now: ./)
    await page.keyboard.press('Enter')
    await expect(page.getByRole('combobox', { name: /^A screen, a thing/ }), 'nothing was done').toBeVisible()
  })
})

test.describe('keys', () => {
  test('lead through lists, tabs and dialogs, and ? names them', async ({ page }) => {
    await opened(page, '/')
    await page.keyboard.press('?')
    const help = page.getByRole('dialog', { name: 'Keys' })
    await expect(help.getByRole('region', { name: 'Everywhere' })).toContainText('Go to Deployments')
    await page.keyboard.press('Escape')
    await page.keyboard.press('g')
    await page.keyboard.press('d')
    await expect(heading(page)).toHaveText('Deployments')
    const table = page.getByRole('table', { name: 'Deployments' })
    await expect(table).toContainText(finished)
    for (const key of ['j', 'j', 'k', 'j']) await page.keyboard.press(key)
    const second = table.getByRole('row').nth(2).getByRole('link').first()
    await expect(second).toBeFocused()
    const id = (await second.textContent()) ?? ''
    await page.keyboard.press('Enter')
    await expect(heading(page)).toContainText(id)

    await opened(page, `/deployments/${failed}`)
    await expect(page.getByRole('button', { name: /^Table/ })).toBeVisible()
    await page.keyboard.press('t')
    await expect(page.getByRole('table', { name: 'Targets' })).toBeVisible()
    const tabs = page.getByRole('tab')
    for (const digit of [1, 3, 5]) {
      await page.keyboard.press(String(digit))
      await expect(tabs.nth(digit - 1)).toHaveAttribute('aria-selected', 'true')
    }
    await page.keyboard.press('s')
    const whyNot = (await getDeployment(sluice, failed)).actions.stop.reason ?? 'no reason'
    await expect(page.getByRole('status', { name: 'Results' })).toContainText(whyNot)
  })

  test('can be switched off, and Ctrl K stays', async ({ page }) => {
    await opened(page, '/settings#keys')
    await page.getByRole('checkbox', { name: 'Single keys do something' }).uncheck()
    await opened(page, `/deployments/${failed}`)
    await expect(page.getByRole('tab').first()).toBeVisible()
    for (const key of ['g', 'd', 't', '?']) await page.keyboard.press(key)
    await expect(page.getByRole('dialog')).toHaveCount(0)
    await expect(page.getByRole('table', { name: 'Targets' })).toHaveCount(0)
    await expect(heading(page)).toContainText(failed)
    await expect(await palette(page, 'help').then((options) => options.first())).toBeVisible()
  })
})

test('times: local or UTC, everywhere at once, and still so after a reload', async ({ page }) => {
  await opened(page, `/deployments/${failed}/events`)
  const time = page.getByRole('list', { name: 'Events, newest first' }).getByRole('listitem').last().locator('time')
  const clock = async (): Promise<number> => Number((await time.textContent())?.slice(0, 2))
  const local = await clock()
  await page.getByRole('button', { name: /^Times are local/ }).click()
  await expect(page.getByRole('button', { name: /^Times are UTC/ })).toBeVisible()
  const utc = new Date((await time.getAttribute('datetime')) ?? '').getUTCHours()
  expect(await clock()).toBe(utc)
  expect(local, 'Berlin is ahead').not.toBe(utc)
  await page.reload()
  await expect(page.getByRole('button', { name: /^Times are UTC/ })).toBeVisible()
  expect(await clock()).toBe(utc)
})

test('links lead to a host, an event and a line, in a fresh browser', async ({ page }) => {
  await page.goto(at(`/deployments/${failed}?target=local-3`))
  await expect(page.getByRole('dialog')).toContainText('local-3')
  await page.goto(at(`/deployments/${failed}/logs?event=ValidateService`))
  await expect(page.getByRole('combobox', { name: 'Lifecycle event' })).toHaveValue('ValidateService')
  await expect(page.getByRole('log', { name: 'Log' })).toContainText('ValidateService')
  await expect(page.getByRole('log', { name: 'Log' })).not.toContainText('DownloadBundle')
  await page.goto(at(`/deployments/${failed}/logs?line=local-3:ValidateService:1`))
  await expect(page.getByRole('log', { name: 'Log' }).locator('[aria-current]')).toBeInViewport()
})

test('help says what the words mean, and the API page how a script does it', async ({ page }) => {
  await opened(page, '/')
  await page.getByRole('link', { name: 'Help', exact: true }).click()
  await expect(page.getByRole('region', { name: 'Words' })).toContainText('The hosts that are updated at the same time')
  await page.getByRole('link', { name: /API/ }).first().click()
  await expect(heading(page)).toHaveText('API')
  await page.getByRole('searchbox', { name: /^Find in/ }).fill('stopDeployment')
  await page.getByText('stopDeployment', { exact: true }).click()
  await expect(page.getByRole('region', { name: 'Example' })).toContainText('/api/stopDeployment')
  await expect(page.getByRole('region', { name: 'What it may refuse' })).toContainText(
    'DeploymentDoesNotExistException',
  )
  const document = (await (await page.request.get(at('/api/openapi.json'))).json()) as {
    paths: Record<string, unknown>
  }
  expect(Object.keys(document.paths)).toContain('/api/stopDeployment')
})

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })

  test('the bar at the bottom leads everywhere, and a deployment can be watched, found and stopped', async ({
    page,
  }) => {
    await opened(page, '/')
    const bar = page.getByRole('navigation', { name: 'Main' })
    await bar.getByRole('link', { name: 'Deployments' }).tap()
    await expect(heading(page)).toHaveText('Deployments')
    expect(await topOf(page.getByRole('link', { name: failed })), 'the list is in sight').toBeLessThan(844 / 2)
    await expect(page.getByRole('combobox', { name: 'Type' })).toBeHidden()
    await page.getByRole('button', { name: /^Filters/ }).tap()
    await expect(page.getByRole('combobox', { name: 'Type' })).toBeVisible()
    await bar.getByRole('button', { name: 'More places' }).tap()
    await page.getByRole('menuitem', { name: 'Instances' }).tap()
    await expect(heading(page)).toHaveText('Instances')
    await bar.getByRole('button', { name: 'Search' }).tap()
    await page.getByRole('combobox', { name: /^A screen, a thing/ }).fill(failed)
    await page.getByRole('option').filter({ hasText: failed }).first().tap()
    await expect(heading(page)).toContainText(failed)
    const cause = page.getByRole('region', { name: 'Failure groups' }).getByRole('heading', { level: 3 }).first()
    expect(await topOf(cause), 'the cause comes high').toBeLessThan(844 * 0.65)
    await page.getByRole('tab', { name: 'Logs' }).tap()
    await expect(page.getByRole('log', { name: 'Log' })).toContainText('validate')
    await expectNoSideways(page, 390)
    for (const button of await page.getByRole('button', { name: /^(Stop|Roll back|Redeploy)/ }).all())
      expect((await button.boundingBox())?.height, 'as tall as a thumb').toBeGreaterThanOrEqual(44)
  })
})

async function topOf(thing: Locator): Promise<number> {
  await expect(thing).toBeVisible()
  return (await thing.boundingBox())?.y ?? Infinity
}
