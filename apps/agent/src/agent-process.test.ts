/** The built file as the supervisor runs it: enrolment, signals, and what survives `kill -9`. */
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { lockHome } from './home-lock.ts'
import { type AgentProcess, buildAgent, startAgentProcess } from './testing/agent-process.ts'
import { appSpecText, packBundle, writeTree } from './testing/bundles.ts'
import { hostCommand } from './testing/host-command.ts'
import { tempFolders } from './testing/temp-folder.ts'
import { startTestServer, type TestServer } from './testing/test-server.ts'
import { until } from './testing/until.ts'

const newFolder = tempFolders()
const started: AgentProcess[] = []
let script: string
let server: TestServer
let home: string

beforeAll(async () => {
  script = await buildAgent(newFolder())
})

beforeEach(async () => {
  server = await startTestServer()
  home = newFolder()
})

afterEach(async () => {
  for (const { child, ended } of started.splice(0)) {
    child.kill('SIGKILL')
    await ended
  }
  await server.close()
})

function start(environment: Record<string, string> = {}): AgentProcess {
  const agent = startAgentProcess(script, home, environment)
  started.push(agent)
  return agent
}

async function startEnrolled(): Promise<AgentProcess> {
  leaveEnrolment('token-token-token-token-1')
  const agent = start()
  await server.frame('hello')
  return agent
}

function leaveEnrolment(token: string): void {
  const enrolment = { server: server.url, token, name: 'web-1', tags: [{ Key: 'fleet', Value: 'local' }] }
  writeFileSync(join(home, 'enrolment.json'), JSON.stringify(enrolment))
}

/** A hook that tells its process id in a file and then waits. */
async function runSlowHook(body: string): Promise<{ command: ReturnType<typeof hostCommand>; pid: number }> {
  const bundle = packBundle(home, {
    'appspec.yml': appSpecText(undefined, { AfterInstall: [{ location: 'slow.sh' }] }),
    'slow.sh': `#!/bin/sh\necho $$ > "$SLUICE_HOST_ROOT/pid.new"\nmv "$SLUICE_HOST_ROOT/pid.new" "$SLUICE_HOST_ROOT/pid"\n${body}\n`,
  })
  server.bundles.set(bundle.sha256, bundle.bytes)
  const reference = { ...hostCommand('Install').bundle, sha256: bundle.sha256, size: bundle.size }
  await server.run(hostCommand('DownloadBundle', { bundle: reference }))
  const command = hostCommand('AfterInstall', { bundle: reference })
  server.offer(command)
  const file = join(home, 'root', 'pid')
  const pid = await until(() => existsSync(file) && Number(readFileSync(file, 'utf8')))
  return { command, pid }
}

const isAlive = (pid: number): boolean => {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
  } catch {
    return false
  }
}

describe('enrolment', () => {
  it('waits for enrolment.json, enrols with it, removes it and keeps its key to itself', async () => {
    const agent = start()
    await until(() => agent.said().includes('waiting for enrolment.json'))
    leaveEnrolment('token-token-token-token-1')
    await server.frame('hello', ({ instanceName }) => instanceName === 'web-1')
    expect(existsSync(join(home, 'enrolment.json'))).toBe(false)
    expect(statSync(join(home, 'identity.json')).mode & 0o777).toBe(0o600)
  })

  it('A1: says that a used token was refused, and takes the next one', async () => {
    const agent = start()
    leaveEnrolment('token-that-was-used-before')
    await until(() => agent.said().includes('EnrolmentRefused'))
    await until(() => !existsSync(join(home, 'enrolment.json')))
    leaveEnrolment('token-token-token-token-1')
    await server.frame('hello')
  })

  it('A5: connects anew with a new enrolment when the server no longer accepts it', async () => {
    await startEnrolled()
    server.behaviour.closesWith = 4401
    server.cutConnection()
    await until(() => started[0]?.said().includes('the server refuses this host'))
    delete server.behaviour.closesWith
    server.tokens.add('token-token-token-token-2')
    const before = server.hosts.get('web-1')
    const heard = server.frames.length
    leaveEnrolment('token-token-token-token-2')
    await until(() => server.hosts.get('web-1') !== before)
    await server.frame('hello', undefined, heard)
  })

  it('takes no second agent into the same home', async () => {
    await startEnrolled()
    const second = start()
    expect(await second.ended).toBe(1)
    expect(second.said()).toContain('Another agent is running')
  })
})

describe('the end of the agent', () => {
  it('comes with SIGTERM, with code 0, and gives the lock back', async () => {
    const agent = await startEnrolled()
    agent.child.kill('SIGTERM')
    expect(await agent.ended).toBe(0)
    expect(lockHome(join(home, 'agent.lock'))).toBeDefined()
  })

  it('comes when the process that started it is gone', async () => {
    const agent = await startEnrolled()
    agent.child.disconnect()
    expect(await agent.ended).toBe(0)
  })

  it('gives a running hook three seconds, ends it, and reports it failed with code 7', async () => {
    const agent = await startEnrolled()
    const { command, pid } = await runSlowHook('trap "" TERM; sleep 60 & wait; sleep 60')
    server.behaviour.forgets = false
    agent.child.kill('SIGTERM')
    expect(await agent.ended).toBe(0)
    expect(isAlive(pid)).toBe(false)
    const seen = server.frames.length
    start()
    const done = await server.frame('done', ({ commandId }) => commandId === command.id, seen)
    expect(done).toMatchObject({ status: 'Failed', diagnostics: { errorCode: 'UnknownError', scriptName: 'slow.sh' } })
    expect(done.diagnostics.message).toContain('(code 7)')
  })

  it('lets a hook that is quick enough finish and reports what it was', async () => {
    const agent = await startEnrolled()
    const { command } = await runSlowHook('sleep 0.5; echo finished')
    agent.child.kill('SIGTERM')
    const done = await server.frame('done', ({ commandId }) => commandId === command.id)
    expect(done.status).toBe('Succeeded')
    expect(await agent.ended).toBe(0)
  })
})

describe('kill -9 of the agent', () => {
  it('in a hook: the next agent ends the hook’s process group, reports code 7, and runs nothing twice', async () => {
    const agent = await startEnrolled()
    const { command, pid } = await runSlowHook('echo run >> "$SLUICE_HOST_ROOT/runs"; sleep 60 & wait')
    await until(() => existsSync(join(home, 'root', 'runs')))
    agent.child.kill('SIGKILL')
    await agent.ended
    expect(isAlive(pid)).toBe(true)
    start()
    const done = await server.frame('done', ({ commandId }) => commandId === command.id)
    expect(isAlive(pid)).toBe(false)
    expect(done).toMatchObject({ status: 'Failed', diagnostics: { errorCode: 'UnknownError' } })
    expect(done.diagnostics.message).toContain('(code 7)')
    await server.run(command)
    expect(readFileSync(join(home, 'root', 'runs'), 'utf8')).toBe('run\n')
  })

  it('after a hook ended whose child holds its outputs: the next agent ends that child, and names it', async () => {
    const agent = await startEnrolled()
    const { command, pid } = await runSlowHook(
      'sleep 60 & echo $! > "$SLUICE_HOST_ROOT/child.new"; mv "$SLUICE_HOST_ROOT/child.new" "$SLUICE_HOST_ROOT/child"',
    )
    const child = await until(
      () => existsSync(join(home, 'root', 'child')) && readFileSync(join(home, 'root', 'child')),
    )
    await until(() => !isAlive(pid))
    agent.child.kill('SIGKILL')
    await agent.ended
    expect(isAlive(Number(child))).toBe(true)
    start()
    const done = await server.frame('done', ({ commandId }) => commandId === command.id)
    expect(isAlive(Number(child))).toBe(false)
    expect(done.diagnostics.message).toContain(`has been ended: sleep (process ${Number(child)})`)
  })

  it('before the grant: the next agent asks again', async () => {
    const agent = await startEnrolled()
    server.behaviour.grants = false
    server.offer(hostCommand('ApplicationStop'))
    await server.frame('ask')
    agent.child.kill('SIGKILL')
    await agent.ended
    server.behaviour.grants = true
    const seen = server.frames.length
    start()
    await server.frame('ask', undefined, seen)
    expect(await server.frame('done')).toMatchObject({ status: 'Succeeded' })
  })

  it('after the result: the next agent reports it again until it is told to forget', async () => {
    const agent = await startEnrolled()
    server.behaviour.forgets = false
    const { id } = hostCommand('ApplicationStop')
    await server.run(hostCommand('ApplicationStop'))
    agent.child.kill('SIGKILL')
    await agent.ended
    let seen = server.frames.length
    start()
    const hello = await server.frame('hello', undefined, seen)
    expect(hello.journal).toEqual([id])
    await server.frame('done', ({ commandId }) => commandId === id, seen)
    server.send({ type: 'forget', commandId: id })
    await until(() => readFileSync(join(home, 'journal', 'commands.jsonl'), 'utf8').includes('forgotten'))
    started[1]?.child.kill('SIGKILL')
    await started[1]?.ended
    seen = server.frames.length
    start()
    expect((await server.frame('hello', undefined, seen)).journal).toEqual([])
  })
})

describe('a local host', () => {
  it('runs what is executable in etc/boot.d before it connects', async () => {
    mkdirSync(join(home, 'root'), { recursive: true })
    writeTree(join(home, 'root'), {
      'etc/boot.d/10-app': '#!/bin/sh\necho "$SLUICE_HOST_NAME $PORT $SECRET" > "$SLUICE_HOST_ROOT/booted"\n',
      'etc/boot.d/readme': 'not a program',
    })
    leaveEnrolment('token-token-token-token-1')
    start({ SECRET: 'not for hooks' })
    await server.frame('hello')
    expect(readFileSync(join(home, 'root', 'booted'), 'utf8')).toBe('web-1 8080 \n')
  })
})
