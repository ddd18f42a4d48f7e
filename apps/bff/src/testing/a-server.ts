/** A whole server in this process: temporary data folder, a port of its own, no local hosts, the sample's bundles. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createClient, type Client } from '@sluice/api'
import { pino } from 'pino'
import { onTestFinished } from 'vitest'
import type { Adapters } from '../rooms.ts'
import { readSettings } from '../settings.ts'
import { startBff, type RunningBff } from '../start-bff.ts'

export const apiToken = 'test-token-0123456789'
export const admin = { email: 'dana@example.com', password: 'correct horse battery' }

export interface TestServer {
  url: string
  bff: RunningBff
  folder: string
  /** As an administrator with a token. */
  api: Client
  /** What the server would tell its log. */
  log: string[]
  /** A POST as a browser of our own page would send it, unless told otherwise. */
  post(operation: string, body: unknown, headers?: Record<string, string>): Promise<Response>
  /** Signs in as the administrator of the settings; answers the cookie. */
  signIn(): Promise<string>
  read(file: string): string
}

export async function aServer(environment: Record<string, string> = {}, adapters?: Adapters): Promise<TestServer> {
  const folder = mkdtempSync(join(tmpdir(), 'sluice-bff-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return startIn(folder, environment, adapters)
}

export async function startIn(
  folder: string,
  environment: Record<string, string> = {},
  adapters?: Adapters,
): Promise<TestServer> {
  const settings = readSettings(
    {
      SLUICE_DATA: folder,
      SLUICE_PORT: '0',
      SLUICE_FLEET: '0',
      SLUICE_DEMO: '0',
      SLUICE_API_TOKEN: apiToken,
      SLUICE_ADMIN_EMAIL: admin.email,
      SLUICE_ADMIN_PASSWORD: admin.password,
      ...environment,
    },
    folder,
  )
  const log: string[] = []
  const files = { web: join(folder, 'no-web'), agent: join(folder, 'no-agent'), samples: join(folder, 'no-samples') }
  const bff = await startBff(settings, pino({}, { write: (line) => void log.push(line) }), files, adapters)
  onTestFinished(() => bff.close())
  const { url } = bff
  const post: TestServer['post'] = (operation, body, headers = {}) =>
    fetch(`${url}/api/${operation}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: url, 'sec-fetch-site': 'same-origin', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    })
  return {
    url,
    bff,
    folder,
    api: createClient({ baseUrl: url, token: apiToken }),
    log,
    post,
    async signIn() {
      const answer = await post('signIn', admin)
      if (!answer.ok) throw new Error(await answer.text())
      return answer.headers
        .getSetCookie()
        .map((cookie) => cookie.split(';')[0])
        .join('; ')
    },
    read: (file) => readFileSync(join(folder, file), 'utf8'),
  }
}

export const errorOf = async (answer: Response): Promise<{ code: string; message: string; requestId: string }> =>
  ((await answer.json()) as { error: { code: string; message: string; requestId: string } }).error
