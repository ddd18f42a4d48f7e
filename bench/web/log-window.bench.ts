/**
 * The log window over a million stored lines while a thousand lines a second come in, followed to the end: frames as they are, and
 * with a processor of a quarter of the speed. Budgets: the design's section 15.
 */
import { setTimeout as pause } from 'node:timers/promises'
import type { Page } from '@playwright/test'
import type { Figure } from '../figure.ts'
import { emptyPage, launch, signedIn } from './browser.ts'
import { frames } from './in-page.ts'
import { openStage, type Stage } from './the-stage.ts'

const hosts = 10
const stored = 1_000_000
const batch = 5000
const linesPerSecond = 1000
const watchedMs = 15_000

export async function measure(): Promise<Figure[]> {
  const stage = await openStage()
  const browser = await launch()
  try {
    const { deploymentId = '' } = await stage.tell('deploy', { hosts })
    await stage.tell('begin', {})
    for (let from = 1; from <= stored / hosts; from += batch)
      for (let host = 0; host < hosts; host += 1) await stage.tell('log', { deploymentId, host, from, lines: batch })
    const empty = await emptyPage(browser)
    const page = await signedIn(stage, browser)
    await page.goto(`${stage.url}/deployments/${deploymentId}/logs`)
    await page
      .getByRole('log', { name: 'Log' })
      .getByText(/copied build/)
      .first()
      .waitFor()
    const writing = keepWriting(stage, deploymentId)
    await pause(2000)
    const asIs = await page.evaluate(frames, watchedMs)
    const slow = await throttled(page)
    await writing.end()
    return [
      figure('frames of the log window, 1,000 lines/s on 1 M stored lines', asIs.perSecond, 55, empty),
      figure('the same with a processor of a quarter of the speed', slow.perSecond, 40, empty),
    ]
  } finally {
    await browser.close()
    await stage.end()
  }
}

const figure = (name: string, value: number, least: number, empty: number): Figure => ({
  name,
  value,
  unit: '1/s',
  baseline: { name: 'an empty page beside the same server', value: empty },
  budget: `at least ${least}/s`,
  within: value >= least,
})

async function throttled(page: Page) {
  const session = await page.context().newCDPSession(page)
  await session.send('Emulation.setCPUThrottlingRate', { rate: 4 })
  const measured = await page.evaluate(frames, watchedMs)
  await session.send('Emulation.setCPUThrottlingRate', { rate: 1 })
  return measured
}

/** Twenty small batches a second, on one host after the other. */
function keepWriting(stage: Stage, deploymentId: string) {
  const lines = linesPerSecond / 20
  let isOver = false
  const writing = (async () => {
    for (let round = 0; !isOver; round += 1) {
      const from = stored / hosts + 1 + Math.floor(round / hosts) * lines
      await Promise.all([stage.tell('log', { deploymentId, host: round % hosts, from, lines }), pause(1000 / 20)])
    }
  })()
  return {
    end: async () => {
      isOver = true
      await writing
    },
  }
}
