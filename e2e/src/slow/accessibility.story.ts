/**
 * axe finds nothing on any screen in the dark, with forced colours and on a phone; nor while a screen loads, when it is refused an
 * answer, and while a deployment runs. Light and wide are in `stories/accessibility.story.ts`.
 */
import { expect, type Page, test } from '@playwright/test'
import { expectNoSideways, liveScreens, revisionScreen, visit } from '../support/axe-tour.ts'
import { deploy, ended } from '../support/deploying.ts'
import { type Installation, startInstallation } from '../support/installation.ts'
import { expectNoViolations } from '../support/no-violations.ts'
import { signIn } from '../support/signing-in.ts'

test.describe.configure({ timeout: 900_000 })

let sluice: Installation
let finished: string
test.beforeAll(async () => {
  sluice = await startInstallation()
  finished = (await ended(sluice, await deploy(sluice, '1.0'))).deploymentId
})
test.afterAll(() => sluice?.remove())

const everywhere = async (page: Page) => [...liveScreens(finished), await revisionScreen(page, sluice)]

for (const [name, how] of [
  ['dark', { colorScheme: 'dark' }],
  ['forced colours', { forcedColors: 'active' }],
  ['less motion, more contrast', { reducedMotion: 'reduce', contrast: 'more' }],
] as const)
  test(`every screen: ${name}`, async ({ page }) => {
    await page.emulateMedia(how)
    await signIn(page, sluice)
    await visit(page, sluice, await everywhere(page), expectNoViolations)
  })

for (const colorScheme of ['light', 'dark'] as const)
  test(`every screen on a phone, ${colorScheme}, also at 320 px`, async ({ page }) => {
    await page.emulateMedia({ colorScheme })
    await signIn(page, sluice)
    const screens = await everywhere(page)
    await page.setViewportSize({ width: 390, height: 844 })
    await visit(page, sluice, screens, async () => {
      await expectNoViolations(page)
      await page.setViewportSize({ width: 320, height: 800 })
      await expectNoSideways(page, 320)
      await page.setViewportSize({ width: 390, height: 844 })
    })
  })

for (const [state, answer] of [
  ['while it loads', undefined],
  ['when the server fails', 500],
] as const)
  test(`every screen ${state}`, async ({ page }) => {
    await signIn(page, sluice)
    const screens = await everywhere(page)
    await page.route(/\/api\/(?!getSession)/, async (route) => {
      if (answer === undefined) return
      const error = { code: 'Fault', message: 'Something broke here.', requestId: 'r-1', details: [] }
      await route.fulfill({ status: answer, json: { error } })
    })
    await visit(page, sluice, screens, expectNoViolations)
  })

for (const colorScheme of ['light', 'dark'] as const)
  test(`a running deployment in its tabs, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme })
    await signIn(page, sluice)
    const deploymentId = await deploy(sluice, '1.0', { config: 'CodeDeployDefault.OneAtATime' })
    for (const tab of ['', '/timeline', '/logs', '/plan', '/changes', '/events', '/config']) {
      await page.goto(`${sluice.url}/deployments/${deploymentId}${tab}`)
      await expect(page.getByRole('status', { name: 'Deployment status' })).toBeVisible()
      await expectNoViolations(page)
    }
    await ended(sluice, deploymentId)
  })

test('what explains a failure: groups, scripts, advice, comparison, hits in the log, an operation of the API', async ({
  page,
}) => {
  const { deploymentId } = await ended(sluice, await deploy(sluice, '1.2', { rollBackOnFailure: false }))
  await signIn(page, sluice)
  await page.goto(`${sluice.url}/deployments/${deploymentId}`)
  const groups = page.getByRole('region', { name: 'Failure groups' })
  for (const fold of [/^Script/, 'What this means, and what to look at']) await groups.getByText(fold).click()
  await page.getByText(/means, and what to do/).click()
  await expectNoViolations(page)
  for (const [path, shown] of [
    [`/deployments/${deploymentId}?compare=local-3:ApplicationStart`, page.getByText('Good host')],
    [`/deployments/${deploymentId}/logs?q=catalogue`, page.getByRole('status', { name: 'Hits' })],
    [`/deployments/${deploymentId}/logs?q=(&mode=regex`, page.getByRole('alert')],
    [`/deployments/${deploymentId}/timeline?as=table`, page.getByRole('table', { name: 'Timeline of the targets' })],
    ['/help/api#stopDeployment', page.getByRole('region', { name: 'What it may refuse' })],
  ] as const)
    await test.step(path, async () => {
      await page.goto(sluice.url + path)
      await expect(shown.first()).toBeVisible()
      await expectNoViolations(page)
    })
})
