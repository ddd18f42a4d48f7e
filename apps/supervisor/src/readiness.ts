/** Waits until the product really serves: the BFF listens and says that everything behind it does. */
import { request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import { setTimeout as pause } from 'node:timers/promises'
import { type Holder, isAlive } from './lock-file.mjs'
import type { RunFolder } from './run-folder.ts'

const pollMilliseconds = 100
const pollsBeforeSaying = 50

export type Health = { isHealthy: boolean; reasons: string }

const notListening: Health = { isHealthy: false, reasons: 'the server does not listen yet' }

export async function sayWhenReady(run: RunFolder, say: (line: string) => void, signal: AbortSignal): Promise<void> {
  const url = await healthyUrl(run, say, signal)
  if (url === undefined) return
  say(`Sluice is ready: ${url}`)
  const link = run.readSignInLink()
  if (link !== undefined) say(`Sign in once with this link: ${link}`)
}

/** For a start on a folder in use. Waits for the URL while its owner is still starting. Answers the exit code. */
export async function sayWhoServes(run: RunFolder, owner: Holder, say: (line: string) => void): Promise<number> {
  while (run.readUrl() === undefined && isAlive(owner)) await pause(pollMilliseconds)
  const url = run.readUrl()
  say(url ? `Sluice is already running: ${url}` : 'Sluice was just ending in this data folder. Please start it again.')
  return url ? 0 : 1
}

/** Undefined when the end comes first. Says every few seconds what it is waiting for. */
async function healthyUrl(run: RunFolder, say: (line: string) => void, end: AbortSignal): Promise<string | undefined> {
  for (let polls = 1; !end.aborted; polls++) {
    const [url, address] = [run.readUrl(), run.readAddress()]
    const health = url === undefined || address === undefined ? notListening : await askHealth(address)
    if (url !== undefined && health.isHealthy) return url
    if (polls % pollsBeforeSaying === 0) say(`Still starting: ${health.reasons}.`)
    await pause(pollMilliseconds)
  }
  return undefined
}

/** Only asks our own process whether it is well, so a certificate for another name does not matter. */
export function askHealth(url: string): Promise<Health> {
  return new Promise((resolve) => {
    const unwell = (reasons: string) => resolve({ isHealthy: false, reasons })
    const request = url.startsWith('https:') ? requestHttps : requestHttp
    const asking = request(new URL('/healthz', url), { timeout: 2_000, rejectUnauthorized: false }, (response) => {
      let body = ''
      response.setEncoding('utf8').on('data', (chunk: string) => (body += chunk))
      response.on('end', () =>
        response.statusCode === 200 ? resolve({ isHealthy: true, reasons: '' }) : unwell(reasonsIn(body)),
      )
    })
    asking.on('timeout', () => asking.destroy(new Error('no answer within 2 s')))
    asking.on('error', (error) => unwell(error.message)).end()
  })
}

export function reasonsIn(body: string): string {
  try {
    const { reasons } = JSON.parse(body) as { reasons?: unknown }
    if (Array.isArray(reasons)) return reasons.join('; ')
  } catch {
    // Not JSON: shown as it is.
  }
  return body.trim().slice(0, 200) || 'the server is not healthy yet'
}
