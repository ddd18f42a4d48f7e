/**
 * Two hosts write 3,000 lines each, with colours and a secret: read while they come, searched whole with exact counts, linked
 * line by line, and taken home without the secret.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { expect, type Locator, type Page, test } from '@playwright/test'
import { ended } from '../support/deploying.ts'
import { type Installation, startInstallation } from '../support/installation.ts'
import { deployShop, layShop, upload } from '../support/shop.ts'
import { type Session, sessionOf } from '../support/signing-in.ts'

const linesEach = 3000
/** Waits in the middle until it is told to go on, so that the story decides when lines come. */
const talkative = `#!/bin/sh
rows() { awk -v from="$1" -v to="$2" 'BEGIN { for (i = from; i <= to; i++)
  printf "\\033[3%dm%s\\033[0m %d of the catalogue\\n", i % 6 + 1, i % 100 == 0 ? "checkpoint" : "row", i }'; }
rows 1 1499
echo "connecting as shop with password=hunter2"
until [ -f "$SLUICE_HOST_ROOT/tmp/go-on" ]; do sleep 0.1; done
rows 1501 2999
echo "warning: the last row is a duplicate" >&2
until [ -f "$SLUICE_HOST_ROOT/tmp/end" ]; do sleep 0.1; done
`

let sluice: Installation
let deploymentId: string
let session: Session

test.describe.configure({ mode: 'serial' })
test.beforeAll(async () => {
  sluice = await startInstallation({ demo: false, fleet: 2 })
  await layShop(sluice)
  deploymentId = await deployShop(sluice, await upload(sluice, '1.0', { AfterInstall: talkative }))
  session = await sessionOf(sluice)
})
test.beforeEach(({ context }) => context.addCookies(session))
test.afterAll(() => sluice?.remove())

/** On both hosts. */
function tell(word: 'go-on' | 'end'): void {
  for (const host of ['local-1', 'local-2']) {
    const file = sluice.fileOn(host, `tmp/${word}`)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, '')
  }
}
const openLog = (page: Page) => page.goto(`${sluice.url}/deployments/${deploymentId}/logs`)
const logOf = (page: Page): Locator => page.getByRole('log', { name: 'Log' })
const markedIn = (page: Page): Locator => logOf(page).locator('[aria-current]')
const hitsOf = (page: Page): Locator => page.getByRole('status', { name: 'Hits' })
const searchFor = (page: Page, text: string) => page.getByRole('searchbox', { name: 'Search the whole log' }).fill(text)

test('lines are followed as they come, and wait to be asked for while one reads', async ({ page }) => {
  await openLog(page)
  await expect(logOf(page)).toContainText('connecting as shop with password=[masked]')
  await expect(page.getByRole('button', { name: 'Following ▼' })).toBeVisible()

  await logOf(page).hover()
  await page.mouse.wheel(0, -3000)
  await expect(page.getByRole('button', { name: 'Follow ▼', exact: true })).toBeVisible()
  const read = logOf(page)
    .getByText(/of the catalogue/)
    .first()
  const before = await read.textContent()
  tell('go-on')
  const pill = page.getByRole('button', { name: /^▼ 3,\d\d\d new lines$/ })
  await expect(pill).toBeVisible()
  await expect(read, 'what one reads does not move').toHaveText(before ?? '')
  await pill.click()
  await expect(logOf(page)).toContainText('warning: the last row is a duplicate')
  tell('end')
  await expect(page.getByRole('status', { name: 'Deployment status' })).toContainText('Succeeded')
  expect((await ended(sluice, deploymentId)).status).toBe('Succeeded')
})

test('colours are shown, and never what makes them', async ({ page }) => {
  await page.goto(`${sluice.url}/deployments/${deploymentId}/logs?line=local-1:AfterInstall:100`)
  const hit = logOf(page).getByText('checkpoint', { exact: true }).first()
  await expect(hit).toHaveAttribute('style', /--ansi-/)
  await expect(logOf(page)).not.toContainText('[3')
})

test('the whole log is searched: an exact count over both hosts, and the way from hit to hit', async ({ page }) => {
  await openLog(page)
  await searchFor(page, 'checkpoint')
  await expect(hitsOf(page)).toHaveText('56 lines')
  await expect(page.getByRole('combobox', { name: 'Hosts with hits' })).toContainText('local-2 · 28')
  await page.getByRole('button', { name: 'Next hit' }).click()
  await expect(hitsOf(page)).toHaveText('1 of 56')
  await page.getByRole('button', { name: 'Next hit' }).click()
  await expect(hitsOf(page)).toHaveText('2 of 56')
  await expect(markedIn(page)).toBeInViewport()
  await expect(markedIn(page).locator('mark')).toHaveText('checkpoint')
  const second = await markedIn(page).textContent()
  await page.getByRole('button', { name: 'Previous hit' }).click()
  await expect(hitsOf(page)).toHaveText('1 of 56')
  await page.locator('body').press('n')
  await expect(markedIn(page)).toHaveText(second ?? '')

  await page.getByRole('button', { name: 'Only lines with hits' }).click()
  await expect(logOf(page)).toContainText('checkpoint')
  await expect(logOf(page)).not.toContainText('row')
  await searchFor(page, 'no such line')
  await expect(hitsOf(page)).toHaveText('no hit in the whole log')
})

test('a wrong regular expression is refused where it is wrong, and a right one is searched', async ({ page }) => {
  await openLog(page)
  await page.getByRole('button', { name: 'Regular expression' }).click()
  await searchFor(page, 'check(point')
  await expect(page.getByRole('alert')).toContainText(/no regular expression: .* at position 6/)
  await searchFor(page, 'check(point|in) [12]00 ')
  await expect(hitsOf(page)).toHaveText('4 lines')
  await expect(page.getByRole('alert')).toHaveCount(0)
})

test('what succeeded is folded, and opens to the script and its lines', async ({ page }) => {
  await openLog(page)
  const hosts = logOf(page).getByRole('button', { name: /^local-[12] · \d+ events · .*✓$/ })
  await expect(hosts).toHaveCount(2)
  await expect(hosts.last()).toHaveAttribute('aria-expanded', 'false')
  await expect(logOf(page)).not.toContainText('of the catalogue')
  await hosts.last().click()
  const script = logOf(page).getByRole('button', { name: /AfterInstall › scripts\/after-install\.sh/ })
  await expect(script).toContainText(/3,0\d\d lines/)
  await expect(logOf(page)).toContainText('row 1 of the catalogue')
  await script.click()
  await expect(script).toHaveAttribute('aria-expanded', 'false')
  await expect(logOf(page)).not.toContainText('of the catalogue')
})

test('a link to a line leads another person to that line', async ({ page, context }) => {
  await page.goto(`${sluice.url}/deployments/${deploymentId}/logs?line=local-2:AfterInstall:2345`)
  await expect(markedIn(page)).toContainText('row 2345 of the catalogue')
  await logOf(page).getByRole('button', { name: 'Link to line 2347 of AfterInstall on local-2' }).click()
  await expect(page).toHaveURL(/line=local-2(:|%3A)AfterInstall(:|%3A)2347/)
  const other = await context.newPage()
  await other.goto(page.url())
  await expect(markedIn(other)).toContainText('row 2347 of the catalogue')
  await expect(markedIn(other)).toContainText('local-2')
  await expect(markedIn(other)).toBeInViewport()
})

test('filters leave one host and what seems bad', async ({ page }) => {
  await openLog(page)
  await page.getByRole('combobox', { name: 'Output' }).selectOption('stderr')
  await page.getByRole('combobox', { name: 'Host', exact: true }).selectOption('local-1')
  await page.getByRole('button', { name: 'Warnings' }).click()
  await searchFor(page, 'duplicate')
  await expect(hitsOf(page)).toHaveText('1 line')
  await expect(page).toHaveURL(/host=local-1/)
})

test('the file has every line, in both forms, and no secret', async ({ page }) => {
  await openLog(page)
  const text = await downloaded(page, 'log')
  const json = await downloaded(page, 'ndjson')
  expect(text.length).toBeGreaterThan(2 * linesEach)
  expect(json).toHaveLength(text.length)
  const parsed = json.map((line) => JSON.parse(line) as { targetId: string; text: string })
  expect(parsed.filter((line) => line.text.includes('checkpoint'))).toHaveLength(56)
  for (const lines of [text, json]) {
    expect(lines.filter((line) => line.includes('password=[masked]'))).toHaveLength(2)
    expect(lines.join('\n')).not.toContain('hunter2')
  }
  const found = await sluice.api.call('searchDeploymentLog', { deploymentId, query: 'hunter2' })
  expect(found.counts?.total).toBe(0)
})

async function downloaded(page: Page, form: 'log' | 'ndjson'): Promise<string[]> {
  const coming = page.waitForEvent('download')
  await page.getByRole('link', { name: `Download what is chosen as .${form}` }).click()
  const download = await coming
  expect(download.suggestedFilename()).toContain(`${deploymentId}`)
  return readFileSync(await download.path(), 'utf8')
    .trimEnd()
    .split('\n')
}
