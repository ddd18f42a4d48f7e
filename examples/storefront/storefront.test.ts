import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, cpSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { list } from 'tar'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { buildRevisions, layOut, versions } from './build.mjs'

/** What an agent does with the sample, by hand: lay the files out below the host's root, run the hooks in order. */
let folder: string
let environment: Record<string, string>
let shop: string

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sluice-storefront-'))
  const port = await freePort()
  shop = `http://127.0.0.1:${port}`
  environment = {
    PATH: process.env['PATH'] ?? '',
    SLUICE_HOST_NAME: 'local-1',
    SLUICE_HOST_ADDRESS: '127.0.0.1',
    SLUICE_HOST_ROOT: join(folder, 'root'),
    PORT: String(port),
  }
})
afterEach(async () => {
  const laidOut = versions.find((version) => existsSync(join(folder, version)))
  if (laidOut !== undefined) await hook(laidOut, 'stop')
  rmSync(folder, { recursive: true })
})

type Ran = { code: number | null; output: string }

function hook(version: string, name: string): Promise<Ran> {
  return run(join(folder, version, 'scripts', `${name}.sh`))
}

/** Waits for the streams to close, as an agent does: a daemon that keeps one open would hold up the deployment. */
function run(script: string): Promise<Ran> {
  const child = spawn(script, { env: environment, stdio: ['ignore', 'pipe', 'pipe'], detached: true })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()))
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, output })))
}

async function install(version: string): Promise<void> {
  mkdirSync(join(folder, version), { recursive: true })
  layOut(version, join(folder, version))
  await hook(version, 'check-host')
  cpSync(join(folder, version, 'app'), join(folder, 'root/srv/storefront'), { recursive: true })
}

async function deploy(version: string): Promise<Ran> {
  await install(version)
  for (const name of ['migrate', 'start']) expect(await hook(version, name)).toMatchObject({ code: 0 })
  return hook(version, 'validate')
}

async function get(path: string): Promise<string> {
  return (await fetch(shop + path)).text()
}

async function isDown(): Promise<boolean> {
  return fetch(shop).then(
    () => false,
    () => true,
  )
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' ? (address?.port ?? 0) : 0))
    })
  })
}

describe('a deployment by hand', () => {
  it('shows 1.0, then 1.1, then 1.0 again on the same host', async () => {
    expect(await deploy('1.0')).toMatchObject({
      code: 0,
      output: expect.stringContaining('storefront 1.0, 8 products'),
    })
    expect(await get('/')).toMatch(/data-version="1\.0"[\s\S]*version <b>1\.0<\/b>[\s\S]*host <b>local-1<\/b>/)

    expect(await deploy('1.1')).toMatchObject({ code: 0 })
    expect(await get('/')).toMatch(/data-version="1\.1"[\s\S]*The winter edition[\s\S]*class="rating"/)
    expect(JSON.parse(await get('/healthz'))).toEqual({ version: '1.1', host: 'local-1', products: 8, requests: 1 })

    expect(await deploy('1.0')).toMatchObject({ code: 0 })
    expect(await get('/')).toContain('Things that last')
  })

  it('fails 1.2 where its service is validated, and says why', async () => {
    await deploy('1.1')
    const { code, output } = await deploy('1.2')
    expect(code).toBe(1)
    expect(output).toContain('/healthz answered 500: catalogue table is missing: offers')
    expect(await deploy('1.1')).toMatchObject({ code: 0 })
  })

  it('says how far the catalogue is while it prepares it', async () => {
    await install('1.0')
    const { output } = await hook('1.0', 'migrate')
    expect(output.match(/Indexing products: \d of 8/g)).toEqual(
      ['3', '6', '8'].map((done) => `Indexing products: ${done} of 8`),
    )
  })
})

describe('the daemon', () => {
  it('comes back from what it left in boot.d, and starts only once', async () => {
    await deploy('1.0')
    const boot = join(folder, 'root/etc/boot.d/storefront')
    expect((await run(boot)).output).toContain('already running')
    await hook('1.0', 'stop')
    expect(await isDown()).toBe(true)
    expect(await run(boot)).toMatchObject({ code: 0 })
    expect(await get('/')).toContain('data-version="1.0"')
  })

  it('is stopped by stop.sh, which is content when nothing runs', async () => {
    await deploy('1.0')
    expect(await hook('1.0', 'stop')).toMatchObject({
      code: 0,
      output: expect.stringContaining('Stopped the storefront'),
    })
    expect(await isDown()).toBe(true)
    expect(await hook('1.0', 'stop')).toEqual({ code: 0, output: 'The storefront is not running\n' })
  })

  it('says in the hook why it could not start', async () => {
    await install('1.0')
    await hook('1.0', 'migrate')
    const squatter = createServer().listen(Number(environment['PORT']), '127.0.0.1')
    const { code, output } = await hook('1.0', 'start')
    expect([code, output.includes('EADDRINUSE')]).toEqual([1, true])
    await new Promise((resolve) => squatter.close(resolve))
  })
})

describe('behind a load balancer', () => {
  it('names the revision and the host in every answer', async () => {
    await deploy('1.1')
    for (const path of ['/', '/health', '/checkout?ms=0', '/nowhere']) {
      const { headers } = await fetch(shop + path)
      expect([headers.get('x-storefront-revision'), headers.get('x-storefront-host')]).toEqual(['1.1', 'local-1'])
    }
  })

  it('/health is 503 with the reason as long as somebody wants the shop to be unwell', async () => {
    await deploy('1.0')
    const unwell = join(folder, 'root/var/run/storefront.unwell')
    expect((await fetch(`${shop}/health`)).status).toBe(200)
    writeFileSync(unwell, 'being repaired\n')
    const answer = await fetch(`${shop}/health`)
    expect([answer.status, await answer.json()]).toEqual([503, { version: '1.0', message: 'being repaired' }])
    rmSync(unwell)
    expect((await fetch(`${shop}/health`)).status).toBe(200)
  })

  it('stop.sh waits for what was asked before, and /health is 503 meanwhile', async () => {
    await deploy('1.0')
    const orders = ['/checkout?ms=1500', '/checkout?ms=2000'].map((path) => fetch(shop + path))
    const stopped = hook('1.0', 'stop')
    await vi.waitFor(async () => {
      const answer = await fetch(`${shop}/health`)
      expect([answer.status, await answer.json()]).toEqual([503, { version: '1.0', message: 'the shop is closing' }])
    })
    for (const order of orders)
      expect(await (await order).json()).toMatchObject({ message: 'Thank you for your order' })
    expect(await stopped).toMatchObject({ code: 0, output: expect.not.stringContaining('killing') })
    expect(await isDown()).toBe(true)
  })

  it('serving.sh says that users are served by the right version, and fails when they are not', async () => {
    await deploy('1.0')
    expect(await hook('1.0', 'serving')).toMatchObject({ code: 0, output: expect.stringContaining('storefront 1.0') })
    await install('1.1')
    const { code, output } = await hook('1.1', 'serving')
    expect([code, output]).toEqual([1, expect.stringContaining('/health answers for version 1.0, not 1.1')])
  })

  it('leaving.sh says how many requests there were, and lets a shop leave that is down', async () => {
    await deploy('1.0')
    await get('/')
    expect(await hook('1.0', 'leaving')).toEqual({
      code: 0,
      output: 'storefront 1.0 on local-1 leaves after 1 requests\n',
    })
    await hook('1.0', 'stop')
    expect(await hook('1.0', 'leaving')).toMatchObject({ code: 0, output: expect.stringContaining('without a word') })
  })
})

describe('the bundles', () => {
  it('have an AppSpec at their root and executable hooks', async () => {
    const [file = ''] = await buildRevisions(join(folder, 'out'))
    const modes = new Map<string, number>()
    await list({ file, onReadEntry: (entry) => void modes.set(entry.path, (entry.mode ?? 0) & 0o777) })
    expect(modes.get('appspec.yml')).toBe(0o644)
    expect(modes.get('scripts/start.sh')).toBe(0o755)
    expect([...modes.keys()]).toEqual([...modes.keys()].toSorted())
  })

  it('are the same bytes every time', async () => {
    const digests = async (name: string) => {
      await buildRevisions(join(folder, name))
      return readdirSync(join(folder, name)).map((file) => [file, sha256(join(folder, name, file))])
    }
    const first = await digests('one')
    expect(first.map(([name]) => name)).toEqual(['storefront-1.0.tgz', 'storefront-1.1.tgz', 'storefront-1.2.tgz'])
    expect(await digests('two')).toEqual(first)
  })
})

function sha256(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex')
}
