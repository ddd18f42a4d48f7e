/** Real scripts in real process groups. */
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { membersOf } from '../../journal/recorded-process.ts'
import { appSpecText, type Hook, type Tree, writeTree } from '../../testing/bundles.ts'
import { eventContext, type TestContext } from '../../testing/event-context.ts'
import { tempFolders } from '../../testing/temp-folder.ts'
import { until } from '../../testing/until.ts'
import { writePointer } from '../deployment-folders.ts'
import { runEvent } from '../run-event.ts'

const newFolder = tempFolders()
let folder: string

beforeEach(() => {
  folder = newFolder()
  mkdirSync(join(folder, 'root'))
})

/** A context whose bundle has these scripts on AfterInstall, in this order. */
function withScripts(scripts: Record<string, string>, more: Omit<Hook, 'location'> = {}): TestContext {
  const context = eventContext(folder, 'AfterInstall')
  const hooks = Object.keys(scripts).map((location) => ({ location, ...more }))
  writeTree(context.folders.archive, { 'appspec.yml': appSpecText(undefined, { AfterInstall: hooks }), ...scripts })
  return context
}

const sh = (body: string): string => `#!/bin/sh\n${body}\n`

describe('the scripts of an event', () => {
  it('run one after the other in the order of the AppSpec, and the log has both their outputs', async () => {
    const context = withScripts({ 'b.sh': sh('echo one; echo two'), 'a.sh': sh('echo three') })
    expect(await runEvent(context)).toMatchObject({ status: 'Succeeded', diagnostics: { errorCode: 'Success' } })
    expect(context.printed()).toEqual(['stdout: one', 'stdout: two', 'stdout: three'])
    expect(context.lines.map(({ script }) => script)).toEqual(['b.sh', 'b.sh', 'a.sh'])
  })

  it('A14: print no secret that leaves the host, split or over several lines, nor one that stays in its log', async () => {
    const split = 'printf "DB_PASS"; sleep 0.1; echo WORD=hunter2'
    const key = 'echo "-----BEGIN RSA PRIVATE KEY-----"; echo MIIhunter2; echo "-----END RSA PRIVATE KEY-----"'
    const context = withScripts({ 'a.sh': sh(`${split}; ${key}; echo "token: hunter2" >&2; exit 1`) })
    const { diagnostics } = await runEvent(context)
    expect(context.printed().filter((line) => line.startsWith('stdout'))).toEqual([
      'stdout: DB_PASSWORD=[masked]',
      'stdout: -----BEGIN RSA PRIVATE KEY-----',
      'stdout: [masked]',
      'stdout: -----END RSA PRIVATE KEY-----',
    ])
    const kept = readFileSync(context.folders.scriptsLog, 'utf8')
    for (const text of [context.printed().join(), diagnostics.logTail, kept]) {
      expect(text).not.toContain('hunter2')
      expect(text).toContain('[masked]')
    }
  })

  it('stop at the first failure, with CodeDeploy’s code and sentence, the exit code and the last lines', async () => {
    const context = withScripts({ 'a.sh': sh('echo out; sleep 0.1; echo oops >&2; exit 3'), 'b.sh': sh('echo never') })
    const { status, diagnostics } = await runEvent(context)
    expect({ status, ...diagnostics }).toEqual({
      status: 'Failed',
      errorCode: 'ScriptFailed',
      scriptName: 'a.sh',
      message: 'Script at specified location: a.sh failed with exit code 3',
      logTail: 'LifecycleEvent - AfterInstall\nScript - a.sh\n[stdout]out\n[stderr]oops',
      exitCode: 3,
    })
    expect(context.printed()).not.toContain('stdout: never')
  })

  it('fail with the beginning of a last line that is too long for the tail', async () => {
    const context = withScripts({ 'a.sh': sh('echo first; head -c 20000 /dev/zero | tr "\\0" x; exit 1') })
    const { logTail } = (await runEvent(context)).diagnostics
    expect(logTail).toContain('[stdout]first\n[stdout]xxxx')
    expect(logTail.endsWith('x [...]')).toBe(true)
    expect(Buffer.byteLength(logTail)).toBeLessThanOrEqual(4096)
  })

  it('succeed although something went to stderr', async () => {
    expect(await runEvent(withScripts({ 'a.sh': sh('echo warning >&2') }))).toMatchObject({ status: 'Succeeded' })
  })

  it('are not there: the event succeeds and says so', async () => {
    const context = withScripts({})
    expect(await runEvent(context)).toMatchObject({ status: 'Succeeded' })
    expect(context.said()).toEqual(['nothing to run: the AppSpec has no AfterInstall hook'])
  })

  it('write to a log on the host too, in CodeDeploy’s form', async () => {
    const context = withScripts({ 'a.sh': sh('echo hello') })
    await runEvent(context)
    const lines = readFileSync(context.folders.scriptsLog, 'utf8').trim().split('\n')
    expect(lines.map((line) => line.replace(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d /, ''))).toEqual([
      'LifecycleEvent - AfterInstall',
      'Script - a.sh',
      '[stdout]hello',
    ])
  })

  it('end with a process that was in the journal before its first instruction', async () => {
    const context = withScripts({ 'a.sh': sh('touch "$SLUICE_HOST_ROOT/ran"') })
    const record = context.recordProcess
    context.recordProcess = (process) => {
      expect(existsSync(join(folder, 'root/ran'))).toBe(false)
      expect(membersOf([process.pid]).map(({ pid }) => pid)).toEqual([process.pid])
      record(process)
    }
    expect(await runEvent(context)).toMatchObject({ status: 'Succeeded' })
    expect([context.processes.length, existsSync(join(folder, 'root/ran'))]).toEqual([1, true])
  })

  it('do not run when the journal cannot be written', async () => {
    const context = withScripts({ 'a.sh': sh('touch "$SLUICE_HOST_ROOT/ran"') })
    let group = 0
    context.recordProcess = ({ pid }) => {
      group = pid
      throw new Error('no space left on device')
    }
    const { diagnostics } = await runEvent(context)
    expect(diagnostics.message).toContain('no space left on device')
    await until(() => membersOf([group]).length === 0)
    expect(existsSync(join(folder, 'root/ran'))).toBe(false)
  })
})

describe('what a script finds', () => {
  it('its bundle as the working folder, CodeDeploy’s variables, and none of the agent’s own (A27)', async () => {
    const before = { ...process.env }
    process.env['SLUICE_API_TOKEN'] = 'secret'
    const context = withScripts({ 'a.sh': sh('pwd; env') })
    await runEvent(context)
    process.env = before
    const printed = context.printed().map((line) => line.replace('stdout: ', ''))
    const names = printed.filter((line) => line.includes('=')).map((line) => line.slice(0, line.indexOf('=')))
    expect(printed[0]).toBe(context.folders.archive)
    expect(names.filter((name) => !['PWD', 'OLDPWD', 'SHLVL', '_'].includes(name)).toSorted()).toEqual([
      'APPLICATION_NAME',
      'BUNDLE_BUCKET',
      'BUNDLE_DIR',
      'BUNDLE_KEY',
      'DEPLOYMENT_GROUP_ID',
      'DEPLOYMENT_GROUP_NAME',
      'DEPLOYMENT_ID',
      'LIFECYCLE_EVENT',
      'PATH',
      'SLUICE_HOST_NAME',
      'SLUICE_HOST_ROOT',
    ])
    expect(printed).toContain('LIFECYCLE_EVENT=AfterInstall')
  })

  it('outputs that it can open again by name, as in echo > /dev/stderr', async () => {
    const context = withScripts({ 'a.sh': sh('echo a > /dev/stdout; echo b | tee /dev/stderr') })
    expect(await runEvent(context)).toMatchObject({ status: 'Succeeded' })
    expect(context.printed().toSorted()).toEqual(['stderr: b', 'stdout: a', 'stdout: b'])
  })

  it('pipes of its own: what an earlier script left running does not write into its log', async () => {
    const loud = sh('while :; do echo late; sleep 0.01; done & exit 9')
    const first = withScripts({ 'loud.sh': loud })
    await runEvent(first)
    const second = withScripts({ 'a.sh': sh('sleep 0.2; echo mine') })
    second.pipes = first.pipes
    expect(await runEvent(second)).toMatchObject({ status: 'Succeeded' })
    expect(second.printed()).toEqual(['stdout: mine'])
    for (const { pid } of membersOf(first.processes.map((one) => one.pid))) process.kill(pid, 'SIGKILL')
  })

  it('pipes that others had before it, when those have ended', async () => {
    const scripts = Object.fromEntries(['a', 'b', 'c'].map((name) => [`${name}.sh`, sh(`echo ${name}`)]))
    const context = withScripts(scripts)
    await runEvent(context)
    expect(context.printed()).toEqual(['stdout: a', 'stdout: b', 'stdout: c'])
    expect(readdirSync(join(context.host.home, 'pipes')).toSorted()).toEqual(['1.stderr', '1.stdout'])
  })

  it('a closed stdin', async () => {
    const context = withScripts({ 'a.sh': sh('read -r line || echo nothing to read') })
    await runEvent(context)
    expect(context.printed()).toEqual(['stdout: nothing to read'])
  })
})

describe('a script that cannot be started', () => {
  it('is missing', async () => {
    const context = withScripts({ 'a.sh': sh('true') })
    writeTree(context.folders.archive, {
      'appspec.yml': appSpecText(undefined, { AfterInstall: [{ location: 'b.sh' }] }),
    })
    expect(await runEvent(context)).toMatchObject({
      status: 'Failed',
      diagnostics: { errorCode: 'ScriptMissing', scriptName: 'b.sh' },
    })
  })

  it('was not executable: it is made so and runs', async () => {
    const context = withScripts({ 'a.sh': sh('echo ran') })
    chmodSync(join(context.folders.archive, 'a.sh'), 0o644)
    expect(await runEvent(context)).toMatchObject({ status: 'Succeeded' })
    expect(statSync(join(context.folders.archive, 'a.sh')).mode & 0o777).toBe(0o755)
  })

  it('has a carriage return behind its interpreter: the failure says what to do', async () => {
    const { diagnostics } = await runEvent(withScripts({ 'a.sh': '#!/bin/sh\r\necho hi\r\n' }))
    expect(diagnostics).toMatchObject({ errorCode: 'ScriptFailed', exitCode: 127 })
    expect(diagnostics.message).toContain('save the script with Unix line ends')
  })

  it('A9: is a link out of the bundle', async () => {
    const outside = newFolder()
    writeTree(outside, { 'evil.sh': sh(`touch ${outside}/ran`) })
    const { diagnostics } = await runEvent(withScripts({ 'a.sh': `-> ${outside}/evil.sh` }))
    expect(diagnostics.message).toContain('leads out of the bundle')
    expect(existsSync(join(outside, 'ran'))).toBe(false)
  })

  it('runs as a user that does not exist, or as another one without root', async () => {
    const { diagnostics } = await runEvent(withScripts({ 'a.sh': sh('true') }, { runas: 'nobody-of-that-name' }))
    expect(diagnostics.message).toContain('There is no user')
  })

  it('runs as another user when the agent is root, and says that it is not when it is not', async () => {
    const context = withScripts(
      { "it's a.sh": sh('id -un; echo $APPLICATION_NAME; echo err > /dev/stderr') },
      { runas: 'daemon' },
    )
    const { status, diagnostics } = await runEvent(context)
    if (process.getuid?.() === 0) {
      expect(diagnostics.message).toBe('Succeeded')
      expect(context.printed().toSorted()).toEqual(['stderr: err', 'stdout: daemon', 'stdout: storefront'])
    } else {
      expect([status, diagnostics.message]).toEqual(['Failed', expect.stringContaining('does not run as root')])
    }
  })
})

describe('a script that does not end in time', () => {
  it('is ended with its whole process group', async () => {
    const context = withScripts({ 'a.sh': sh('echo begin; sleep 60 & sleep 60') }, { timeout: 1 })
    const { diagnostics } = await runEvent(context)
    expect(diagnostics).toMatchObject({
      errorCode: 'ScriptTimedOut',
      scriptName: 'a.sh',
      message: 'Script at specified location: a.sh failed to complete in 1 seconds. It was ended with TERM.',
    })
    expect(diagnostics.logTail).toContain('[stdout]begin')
    expect(membersOf(context.processes.map(({ pid }) => pid))).toEqual([])
  })

  it('is killed when it does not listen to TERM', async () => {
    const context = withScripts({ 'a.sh': sh('trap "" TERM; while :; do sleep 0.1; done') }, { timeout: 1 })
    const { diagnostics } = await runEvent(context)
    expect(diagnostics.message).toContain('It did not end on TERM and was killed.')
    await until(() => membersOf(context.processes.map(({ pid }) => pid)).length === 0)
  })

  it('counts against the event: later scripts have what is left', async () => {
    const context = withScripts({ 'a.sh': sh('sleep 0.5'), 'b.sh': sh('sleep 60') })
    context.command.eventLimitSeconds = 1
    const { diagnostics } = await runEvent(context)
    expect(diagnostics).toMatchObject({ errorCode: 'ScriptTimedOut', scriptName: 'b.sh' })
  })

  it('leaves its outputs to a background process: explained while it lasts, then failed with code 6', async () => {
    const context = withScripts({ 'a.sh': sh('sleep 60 & echo started') }, { timeout: 5 })
    const event = runEvent(context)
    await until(() => context.said().some((text) => /sleep \(pid \d+\) still holds its outputs/.test(text)))
    const { diagnostics } = await event
    expect(diagnostics).toMatchObject({ errorCode: 'UnknownError', scriptName: 'a.sh', exitCode: 0 })
    expect(diagnostics.message).toContain('(code 6)')
    expect(membersOf(context.processes.map(({ pid }) => pid))).toEqual([])
  })

  it('lets a background process live that closed its outputs', async () => {
    const context = withScripts({ 'a.sh': sh('sleep 60 >/dev/null 2>&1 </dev/null & echo $!') })
    expect(await runEvent(context)).toMatchObject({ status: 'Succeeded' })
    const pid = Number(context.printed()[0]?.replace('stdout: ', ''))
    expect(process.kill(pid, 0)).toBe(true)
    process.kill(pid, 'SIGKILL')
  })

  it('fails at once, not at the limit, when it failed but left its outputs open', async () => {
    const context = withScripts({ 'a.sh': sh('sleep 60 & exit 9') })
    const { diagnostics } = await runEvent(context)
    expect(diagnostics).toMatchObject({ errorCode: 'ScriptFailed', exitCode: 9 })
    for (const { pid } of membersOf(context.processes.map((one) => one.pid))) process.kill(pid, 'SIGKILL')
  })

  it('is cut when the agent has to stop', async () => {
    const context = withScripts({ 'a.sh': sh('echo begin; sleep 60'), 'b.sh': sh('echo never') })
    const event = runEvent(context)
    await until(() => context.printed().includes('stdout: begin'))
    context.cutNow()
    const { diagnostics } = await event
    expect(diagnostics).toMatchObject({ errorCode: 'UnknownError', scriptName: 'a.sh' })
    expect(diagnostics.message).toContain('(code 7)')
    expect(membersOf(context.processes.map(({ pid }) => pid))).toEqual([])
  })
})

describe('which revision’s scripts run', () => {
  const tree = (text: string): Tree => ({
    'appspec.yml': appSpecText(undefined, {
      ApplicationStop: [{ location: 'a.sh' }],
      BeforeInstall: [{ location: 'a.sh' }],
      ValidateService: [{ location: 'a.sh' }],
    }),
    'a.sh': sh(`echo ${text} $DEPLOYMENT_ID`),
  })

  function previousInstall(): TestContext {
    const previous = eventContext(folder, 'Install', { deploymentId: 'd-OLD000001' })
    writeTree(previous.folders.archive, tree('old'))
    mkdirSync(previous.folders.instructions, { recursive: true })
    writePointer(previous.folders.lastSuccessfulInstall, previous.folders.deployment)
    return previous
  }

  it('ApplicationStop on a host without an install of the group: none, and it succeeds', async () => {
    const context = eventContext(folder, 'ApplicationStop')
    expect(await runEvent(context)).toMatchObject({ status: 'Succeeded' })
    expect(context.said()).toEqual(['nothing to run: this group has not been installed on this host before'])
  })

  it('ApplicationStop: the last successful install’s, with this deployment’s variables', async () => {
    previousInstall()
    const context = eventContext(folder, 'ApplicationStop')
    await runEvent(context)
    expect(context.printed()).toEqual([`stdout: old ${context.command.deploymentId}`])
  })

  it('ApplicationStop after this deployment was downloaded: its own', async () => {
    previousInstall()
    const context = eventContext(folder, 'ApplicationStop')
    writeTree(context.folders.archive, tree('new'))
    await runEvent(context)
    expect(context.printed()).toEqual([`stdout: new ${context.command.deploymentId}`])
  })

  it('ApplicationStop when the last install’s folder is gone: failed, with the way out', async () => {
    const previous = previousInstall()
    rmSync(previous.folders.deployment, { recursive: true })
    const { status, diagnostics } = await runEvent(eventContext(folder, 'ApplicationStop'))
    expect([status, diagnostics.message]).toEqual(['Failed', expect.stringContaining('is gone')])
  })

  it('every other event: this revision’s, and failed when it has not been downloaded', async () => {
    previousInstall()
    const { diagnostics } = await runEvent(eventContext(folder, 'ValidateService'))
    expect(diagnostics.message).toContain('has not been downloaded')
  })

  it('an AppSpec with errors fails the event with their places', async () => {
    const context = eventContext(folder, 'BeforeInstall')
    writeTree(context.folders.archive, {
      'appspec.yml': 'version: 0.0\nos: linux\nhooks:\n  Nonsense:\n    - location: a\n',
    })
    const { diagnostics } = await runEvent(context)
    expect(diagnostics.message).toMatch(/appspec.yml is not valid. 4:3 .*V12/)
  })
})
