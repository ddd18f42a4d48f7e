/**
 * `npm run screenshots`: the pictures in `docs/pictures`, taken from the real product. With a folder as argument: every
 * screen at 1440, 768 and 390 px in light and dark, to be looked at.
 */
import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Browser, chromium, type Page } from '@playwright/test'
import { approve, endOriginals, inStep, sampleGroup, serve } from './support/blue-green.ts'
import { deploy, ended, getDeployment } from './support/deploying.ts'
import { type Installation, startInstallation, waitUntil } from './support/installation.ts'
import { signIn } from './support/signing-in.ts'
import { underTraffic } from './support/traffic.ts'

const everything = process.argv[2]
const pictures = everything ?? resolve(import.meta.dirname, '../../docs/pictures')
const widths = everything === undefined ? [1440] : [1440, 768, 390]
const themes = ['light', 'dark'] as const

interface Shot {
  name: string
  path: string
  before?: (page: Page) => Promise<void>
}

async function main(): Promise<void> {
  mkdirSync(pictures, { recursive: true })
  const sluice = await startInstallation()
  const browser = await chromium.launch({ executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium' })
  try {
    await ended(sluice, await deploy(sluice, '1.0'))
    await ended(sluice, await deploy(sluice, '1.0', { group: 'staging' }))
    await running(sluice, browser)
    await approving(sluice, browser)
    await failing(sluice, browser)
    if (everything !== undefined) await allScreens(sluice, browser)
  } finally {
    await browser.close()
    await sluice.remove()
  }
}

/** The live view in the middle of a deployment, once for each width and theme. */
async function running(sluice: Installation, browser: Browser): Promise<void> {
  for (const theme of themes)
    for (const width of widths) {
      const deploymentId = await deploy(sluice, '1.1')
      const page = await open(sluice, browser, theme, width)
      await page.goto(`${sluice.url}/deployments/${deploymentId}`)
      await waitUntil(async () => {
        const { Succeeded, InProgress } = (await getDeployment(sluice, deploymentId)).deploymentOverview
        return Succeeded >= 2 && InProgress > 0
      })
      await sleep(500)
      await page.screenshot({
        path: join(pictures, everything === undefined ? `live-${theme}.png` : `live-running-${theme}-${width}.png`),
      })
      await page.context().close()
      await ended(sluice, deploymentId)
    }
}

/** The sample's 1.2 fails on purpose; the first screen after it. */
async function failing(sluice: Installation, browser: Browser): Promise<void> {
  const failed = await deploy(sluice, '1.2')
  const { rollbackInfo } = await ended(sluice, failed)
  await ended(sluice, rollbackInfo?.rollbackDeploymentId ?? failed)
  await shoot(sluice, browser, 'failed', `/deployments/${failed}`)
  await shoot(sluice, browser, 'now', '/')
}

/** Somebody must decide, with users on one side and a tester on the other; then the watch. */
async function approving(sluice: Installation, browser: Browser): Promise<void> {
  await serve(sluice, '1.0')
  const deploymentId = await deploy(sluice, '1.1', { group: sampleGroup })
  await inStep(sluice, deploymentId, 'ready')
  await usersAndTesters(sluice, 15)
  await shoot(sluice, browser, 'approve', `/deployments/${deploymentId}/approve`)
  if (everything !== undefined)
    for (const [name, path] of [
      ['approvals', '/approvals'],
      ['ready', `/deployments/${deploymentId}`],
      ['ready-traffic', `/deployments/${deploymentId}/traffic`],
      ['load-balancers', '/load-balancers'],
    ] as const)
      await shoot(sluice, browser, name, path)
  await approve(sluice.api, deploymentId)
  await inStep(sluice, deploymentId, 'terminationWait')
  await usersAndTesters(sluice, 5)
  if (everything !== undefined) await shoot(sluice, browser, 'watch', `/deployments/${deploymentId}/approve`)
  await endOriginals(sluice, deploymentId)
  await ended(sluice, deploymentId)
}

async function usersAndTesters(sluice: Installation, seconds: number): Promise<void> {
  const wait = () => sleep(seconds * 1000)
  await underTraffic({ url: sluice.production }, () =>
    underTraffic({ url: sluice.test, connections: 1, takesMs: 100 }, wait),
  )
}

async function shoot(sluice: Installation, browser: Browser, name: string, path: string): Promise<void> {
  for (const theme of themes)
    for (const width of widths) {
      const page = await open(sluice, browser, theme, width)
      await page.goto(sluice.url + path)
      await sleep(2500)
      const file = everything === undefined ? `${name}-${theme}.png` : `${name}-${theme}-${width}.png`
      await page.screenshot({ path: join(pictures, file) })
      await page.context().close()
    }
}

async function allScreens(sluice: Installation, browser: Browser): Promise<void> {
  const failed = await deploy(sluice, '1.2')
  const { rollbackInfo } = await ended(sluice, failed)
  await ended(sluice, rollbackInfo?.rollbackDeploymentId ?? failed)
  const held = await deploy(sluice, '1.1', { group: 'staging', config: 'CodeDeployDefault.OneAtATime' })
  await sluice.api.call('holdDeployment', { deploymentId: held })
  const shots: Shot[] = [
    { name: 'deployments', path: '/deployments' },
    { name: 'activity', path: '/activity' },
    { name: 'timeline', path: `/deployments/${failed}/timeline` },
    { name: 'changes', path: `/deployments/${failed}/changes` },
    { name: 'logs', path: `/deployments/${failed}/logs` },
    { name: 'held', path: `/deployments/${held}` },
    {
      name: 'stop-dialog',
      path: `/deployments/${held}`,
      before: (page) => page.getByRole('button', { name: /^Stop/ }).first().click(),
    },
    { name: 'table', path: `/deployments/${failed}`, before: (page) => page.keyboard.press('t') },
    { name: 'target', path: `/deployments/${failed}?target=local-3` },
    { name: 'plan', path: `/deployments/${failed}/plan` },
    { name: 'events', path: `/deployments/${failed}/events` },
    { name: 'config', path: `/deployments/${failed}/config` },
    { name: 'gone', path: '/deployments/d-AAAAAAAAA' },
    { name: 'create', path: '/deployments/new?application=storefront&group=production' },
    { name: 'create-how', path: '/deployments/new?application=storefront&group=production&step=how' },
    { name: 'review', path: `/deployments/new?from=${failed}` },
    { name: 'configurations', path: '/configurations' },
    { name: 'configuration', path: '/configurations/CodeDeployDefault.HalfAtATime' },
    { name: 'instance', path: '/instances/local-3' },
    { name: 'help', path: '/help' },
    { name: 'api', path: '/help/api' },
    { name: 'applications', path: '/applications' },
    { name: 'new-application', path: '/applications/new' },
    { name: 'application', path: '/applications/storefront' },
    { name: 'group', path: '/applications/storefront/groups/production' },
    { name: 'revisions', path: '/applications/storefront/revisions' },
    { name: 'instances', path: '/instances' },
    { name: 'settings', path: '/settings' },
  ]
  for (const theme of themes)
    for (const width of widths) {
      const page = await open(sluice, browser, theme, width)
      for (const { name, path, before } of shots) {
        await page.goto(sluice.url + path)
        await sleep(700)
        await before?.(page).catch((cause: unknown) => process.stderr.write(`${name}: ${String(cause)}\n`))
        await sleep(400)
        await page.screenshot({ path: join(pictures, `${name}-${theme}-${width}.png`) })
      }
      await page.context().close()
    }
  const visitor = await browser.newPage({ viewport: { width: 1440, height: 900 } })
  await visitor.goto(`${sluice.url}/sign-in`)
  await visitor.screenshot({ path: join(pictures, 'sign-in-light-1440.png') })
  await sluice.api.call('continueDeployment', { deploymentId: held, deploymentWaitType: 'HOLD' })
}

async function open(
  sluice: Installation,
  browser: Browser,
  colorScheme: 'light' | 'dark',
  width: number,
): Promise<Page> {
  const height = width < 500 ? 844 : 900
  const context = await browser.newContext({ colorScheme, viewport: { width, height }, timezoneId: 'Europe/Berlin' })
  const page = await context.newPage()
  await signIn(page, sluice)
  return page
}

await main()
