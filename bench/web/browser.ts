/** The browser of the benchmarks: a page with a session, and an empty one for comparison. */
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from '@playwright/test'
import { frames } from './in-page.ts'
import { admin } from './orders.ts'
import type { Stage } from './the-stage.ts'

export const launch = (): Promise<Browser> =>
  chromium.launch({ executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium' })

export async function newContext(browser: Browser, over: BrowserContextOptions = {}): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...over })
  // The compiler marks functions with their names by a helper that the page does not have.
  await context.addInitScript('globalThis.__name = (named) => named')
  return context
}

export async function signedIn(stage: Stage, browser: Browser): Promise<Page> {
  const page = await (await newContext(browser)).newPage()
  await page.goto(`${stage.url}/sign-in`)
  await page.getByLabel('Email').fill(admin.email)
  await page.getByLabel('Password').fill(admin.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('navigation', { name: 'Main' }).waitFor()
  return page
}

/** Frames a second of a page that draws nothing, beside the same server. */
export async function emptyPage(browser: Browser): Promise<number> {
  const page = await (await newContext(browser)).newPage()
  await page.goto('about:blank')
  const { perSecond } = await page.evaluate(frames, 5000)
  await page.context().close()
  return perSecond
}
