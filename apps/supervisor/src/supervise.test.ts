import { existsSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  ask,
  cleanUp,
  eventually,
  hostReport,
  isRunning,
  newDataFolder,
  pidOf,
  readJson,
  type Started,
  startSupervisor,
} from './fixtures/start.ts'

let data: string
let started: Started[]

beforeEach(() => {
  data = newDataFolder()
  started = []
})
afterEach(() => cleanUp(data, started))

function start(settings?: Record<string, string>): Started {
  const supervisor = startSupervisor(data, settings)
  started.push(supervisor)
  return supervisor
}

async function startAndWait(settings?: Record<string, string>): Promise<Started> {
  const supervisor = start(settings)
  await eventually(() => supervisor.output().includes('Sign in once'))
  return supervisor
}

describe('the start', () => {
  it('says where the product is and how to sign in, once it is healthy', async () => {
    const supervisor = await startAndWait()
    expect(supervisor.output()).toMatch(/^Sluice is ready: http:\/\/127\.0\.0\.1:\d+$/m)
    expect(supervisor.output()).toMatch(/^Sign in once with this link: http.*once=1$/m)
  })

  it('is ready behind a proxy whose name means nothing on this machine, and says the name', async () => {
    const supervisor = await startAndWait({ SLUICE_PUBLIC_URL: 'https://sluice.invalid', SLUICE_FLEET: '0' })
    expect(supervisor.output()).toMatch(/^Sluice is ready: https:\/\/sluice\.invalid$/m)
    supervisor.process.kill('SIGTERM')
    await supervisor.ended
    expect(['url', 'address'].filter((name) => existsSync(join(data, 'run', name)))).toEqual([])
  })

  it('prints the running URL and ends well when the data folder is in use', async () => {
    const first = await startAndWait()
    const second = start()
    expect(await second.ended).toBe(0)
    const url = /ready: (\S+)/.exec(first.output())?.[1]
    expect(second.output()).toContain(`Sluice is already running: ${url}`)
    expect(isRunning(first.process.pid ?? 0)).toBe(true)
  })

  it('ends with the words of a server that cannot have its port, and does not try again', async () => {
    const squatter = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => squatter.once('listening', resolve))
    const address = squatter.address()
    const port = String(typeof address === 'object' ? address?.port : '')
    const supervisor = start({ SLUICE_PORT: port, SLUICE_FLEET: '0' })
    expect(await supervisor.ended).toBe(1)
    expect(supervisor.output()).toBe(`Port ${port} is in use (EADDRINUSE).\n`)
    squatter.close()
  })

  it('refuses a setting that makes no sense', async () => {
    const supervisor = start({ SLUICE_FLEET: 'many' })
    expect(await supervisor.ended).not.toBe(0)
    expect(supervisor.output()).toContain('SLUICE_FLEET must be a whole number')
  })
})

describe('a child that dies', () => {
  it('comes back when it is the balancer, without the server noticing', async () => {
    await startAndWait({ SLUICE_FLEET: '0' })
    const bff = await eventually(() => pidOf(data, 'bff'))
    const balancer = await eventually(() => pidOf(data, 'balancer'))
    process.kill(balancer, 'SIGKILL')
    await eventually(() => differentFrom(balancer, pidOf(data, 'balancer')))
    expect(pidOf(data, 'bff')).toBe(bff)
  })

  it('comes back, and the others do not notice', async () => {
    await startAndWait()
    const host = await eventually(() => pidOf(data, 'local-1'))
    const bff = await eventually(() => pidOf(data, 'bff'))
    process.kill(bff, 'SIGKILL')
    const next = await eventually(() => differentFrom(bff, pidOf(data, 'bff')))
    expect(next).not.toBe(bff)
    expect(pidOf(data, 'local-1')).toBe(host)
  })
})

function differentFrom(pid: number, now: number | undefined): number | undefined {
  return now === pid ? undefined : now
}

describe('a clean environment', () => {
  const secrets = {
    SLUICE_API_TOKEN: 'token',
    SLUICE_ADMIN_PASSWORD: 'password',
    AWS_SECRET_ACCESS_KEY: 'key',
    TZ: 'UTC',
  }

  it('A27: a hook on a local host finds nothing of ours in its environment', async () => {
    await startAndWait(secrets)
    const { environment } = await eventually(() => hostReport(data, 'local-1'))
    const known = ['HOME', 'LANG', 'NODE_CHANNEL_FD', 'NODE_CHANNEL_SERIALIZATION_MODE', 'PATH', 'PORT', 'TZ']
    const host = ['SLUICE_HOST_ADDRESS', 'SLUICE_HOST_NAME', 'SLUICE_HOST_ROOT']
    expect(Object.keys(environment).filter((name) => ![...known, ...host].includes(name))).toEqual([])
    expect(environment).toMatchObject({ SLUICE_HOST_NAME: 'local-1', TZ: 'UTC' })
  })

  it('A27: a hook cannot read the key file where the product could take another user for it', async () => {
    await startAndWait()
    const report = await eventually(() => hostReport(data, 'local-1'))
    const isRoot = process.getuid?.() === 0
    expect(statSync(join(data, 'master.key')).mode & 0o777).toBe(0o600)
    expect({ isRoot: report.user === 0, key: report.key }).toEqual({
      isRoot: false,
      key: isRoot ? 'EACCES' : 'a secret',
    })
  })

  it('A27: a host that is made later, where none ran at the start, runs as the same user', async () => {
    const first = await startAndWait({ SLUICE_FLEET: '1' })
    const { user } = await eventually(() => hostReport(data, 'local-1'))
    first.process.kill('SIGTERM')
    await first.ended
    await startAndWait({ SLUICE_FLEET: '0' })
    await ask(data, { verb: 'ensure', name: 'local-7' })
    expect((await eventually(() => hostReport(data, 'local-7'))).user).toBe(user)
  })

  it('A27: gives the balancer its folder and its address, and nothing else', async () => {
    await startAndWait({ ...secrets, SLUICE_HOST: '127.0.0.1' })
    const environment = await eventually(() => readJson(join(data, 'balancer-environment.json')))
    expect(environment).toEqual({
      SLUICE_DATA: data,
      SLUICE_HOST: '127.0.0.1',
      SLUICE_SUPERVISED_FROM: join(data, 'run'),
    })
  })

  it('gives the server the settings and nothing else', async () => {
    await startAndWait(secrets)
    const environment = readJson(join(data, 'bff-environment.json'))
    expect(environment).toMatchObject({ SLUICE_API_TOKEN: 'token', SLUICE_DATA: data, NODE_ENV: expect.any(String) })
    expect(environment).not.toHaveProperty('AWS_SECRET_ACCESS_KEY')
  })
})

describe('the end', () => {
  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('leaves nothing behind on %s', async (signal) => {
    const supervisor = await startAndWait({ SLUICE_FLEET: '2' })
    const pids = await everyPid()
    expect(pids.filter(isRunning)).toEqual(pids)
    supervisor.process.kill(signal)
    expect(await supervisor.ended).toBe(0)
    expect(pids.filter(isRunning)).toEqual([])
    expect(
      ['url', 'supervisor.lock', 'balancer.pid', 'bff.pid', 'local-1.pid'].filter((name) =>
        existsSync(join(data, 'run', name)),
      ),
    ).toEqual([])
  })

  it('takes the children along when the supervisor is killed, and the next start ends what hooks left', async () => {
    const first = await startAndWait()
    const { application } = await eventually(() => hostReport(data, 'local-1'))
    const children = ['balancer', 'bff', 'local-1'].map((name) => Number(pidOf(data, name)))
    first.process.kill('SIGKILL')
    await eventually(() => !children.some(isRunning))
    expect(isRunning(application)).toBe(true)
    await startAndWait()
    expect(isRunning(application)).toBe(false)
  })

  async function everyPid(): Promise<number[]> {
    const applications = await Promise.all(
      ['local-1', 'local-2'].map((name) => eventually(() => hostReport(data, name)?.application)),
    )
    return [...applications, ...['balancer', 'bff', 'local-1', 'local-2'].map((name) => Number(pidOf(data, name)))]
  }
})

describe('the control socket', () => {
  it('is open to our own user only', async () => {
    await startAndWait()
    expect(statSync(join(data, 'run', 'supervisor.sock')).mode & 0o777).toBe(0o600)
  })

  it('starts, lists and stops a local host, and what runs on it', async () => {
    await startAndWait()
    expect(await ask(data, { verb: 'ensure', name: 'local-2' })).toMatchObject({
      ok: true,
      children: [{ state: 'running' }],
    })
    const { application } = await eventually(() => hostReport(data, 'local-2'))
    const list = await ask(data, { verb: 'list' })
    expect(list.ok && list.children.map((child) => child.name)).toEqual(['balancer', 'bff', 'local-1', 'local-2'])
    const after = await ask(data, { verb: 'stop', name: 'local-2' })
    expect(after.ok && after.children.map((child) => child.name)).toEqual(['balancer', 'bff', 'local-1'])
    expect([pidOf(data, 'local-2'), isRunning(application)]).toEqual([undefined, false])
  })

  it('refuses to stop what is not a local host', async () => {
    await startAndWait()
    for (const name of ['balancer', 'bff']) {
      expect(await ask(data, { verb: 'stop', name })).toMatchObject({ ok: false })
    }
    expect(await ask(data, { verb: 'ensure', name: '../etc' })).toMatchObject({ ok: false })
    expect(pidOf(data, 'bff')).toBeTypeOf('number')
  })

  it('answers a fault behind a verb, and goes on', async () => {
    const supervisor = await startAndWait()
    writeFileSync(join(data, 'fleet', 'local-2'), 'a file where a folder has to be')
    const answer = await ask(data, { verb: 'ensure', name: 'local-2' })
    expect(answer).toMatchObject({ ok: false, error: expect.stringContaining('could not do it: ') })
    expect(supervisor.output()).toMatch(/^A verb on the control socket failed: .*local-2/m)
    rmSync(join(data, 'fleet', 'local-2'))
    expect(await ask(data, { verb: 'ensure', name: 'local-2' })).toMatchObject({ ok: true })
  })
})
