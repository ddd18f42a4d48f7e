/**
 * Seven trivial events on one idle host: what a deployment costs beside the same scripts run from a shell.
 * Real supervisor, BFF, agent; the host's own clock of the deployment (startTime to completeTime).
 */
import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { create } from 'tar'
import { ended } from '../e2e/src/support/deploying.ts'
import { type Installation, startInstallation } from '../e2e/src/support/installation.ts'
import { type Figure, spread } from './figure.ts'

const rounds = 9
const hooks = ['ApplicationStop', 'BeforeInstall', 'AfterInstall', 'ApplicationStart', 'ValidateService']
const events = 7

export async function measure(): Promise<Figure[]> {
  const sluice = await startInstallation({ fleet: 1, demo: false })
  const folder = mkdtempSync(join(tmpdir(), 'sluice-bench-'))
  try {
    const bundle = trivialBundle(folder)
    await prepare(sluice, bundle.file)
    const deployed: number[] = []
    const shell: number[] = []
    for (let round = 0; round <= rounds; round += 1) {
      const [seconds, baseline] = [await deployOnce(sluice), shellOnce(bundle.scripts, join(folder, 'copy'))]
      if (round === 0) continue
      deployed.push(seconds)
      shell.push(baseline)
    }
    return figures(deployed, shell)
  } finally {
    await sluice.remove()
    rmSync(folder, { recursive: true, force: true })
  }
}

function figures(deployed: number[], shell: number[]): Figure[] {
  const [whole, scripts] = [spread(deployed).median, spread(shell).median]
  const perEvent = ((whole - scripts) / events) * 1000
  const baseline = { name: 'the same scripts and copies from a shell', value: scripts }
  return [
    {
      name: 'seven trivial events on one idle host',
      value: whole,
      unit: 's',
      baseline,
      budget: 'at most 0.5 s',
      within: whole <= 0.5,
    },
    {
      name: 'cost of an event over the shell',
      value: perEvent,
      unit: 'ms',
      baseline: { name: 'an event of the shell run', value: (scripts / events) * 1000 },
      budget: 'at most 40 ms',
      within: perEvent <= 40,
    },
  ]
}

/** Five scripts that do nothing, one file to install. */
function trivialBundle(folder: string): { file: string; scripts: string } {
  const source = join(folder, 'source')
  mkdirSync(join(source, 'scripts'), { recursive: true })
  writeFileSync(join(source, 'file.txt'), 'installed\n')
  const lines = [
    'version: 0.0',
    'os: linux',
    'files:',
    '  - source: file.txt',
    '    destination: /srv/trivial',
    'hooks:',
  ]
  for (const hook of hooks) {
    writeFileSync(join(source, 'scripts', `${hook}.sh`), '#!/bin/sh\nexit 0\n')
    chmodSync(join(source, 'scripts', `${hook}.sh`), 0o755)
    lines.push(`  ${hook}:`, `    - location: scripts/${hook}.sh`, '      timeout: 10')
  }
  writeFileSync(join(source, 'appspec.yml'), `${lines.join('\n')}\n`)
  const file = join(folder, 'trivial.tgz')
  create({ gzip: true, cwd: source, file, sync: true }, ['appspec.yml', 'file.txt', 'scripts'])
  return { file, scripts: join(source, 'scripts') }
}

async function prepare(on: Installation, bundle: string): Promise<void> {
  const answer = await fetch(`${on.url}/api/artifacts/bench/trivial.tgz`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${on.token}` },
    body: new Uint8Array(readFileSync(bundle)),
  })
  if (!answer.ok) throw new Error(`the bundle was refused: ${await answer.text()}`)
  await on.api.call('createApplication', { applicationName: 'trivial' })
  await on.api.call('createDeploymentGroup', {
    applicationName: 'trivial',
    deploymentGroupName: 'one',
    deploymentConfigName: 'CodeDeployDefault.AllAtOnce',
    ec2TagFilters: [{ Key: 'fleet', Value: 'local', Type: 'KEY_AND_VALUE' }],
  })
}

async function deployOnce(on: Installation): Promise<number> {
  const { deploymentId } = await on.api.call('createDeployment', {
    applicationName: 'trivial',
    deploymentGroupName: 'one',
    revision: { revisionType: 'S3', s3Location: { bucket: 'bench', key: 'trivial.tgz', bundleType: 'tgz' } },
  })
  const { status, createTime, completeTime } = await ended(on, deploymentId)
  if (status !== 'Succeeded' || completeTime === undefined) throw new Error(`${deploymentId} ended ${status}`)
  return (Date.parse(completeTime) - Date.parse(createTime)) / 1000
}

/** Unpack-and-copy by `cp`, then the five scripts, each its own process, as an operator's loop would. */
function shellOnce(scripts: string, into: string): number {
  const started = performance.now()
  execFileSync('cp', ['-r', scripts, into])
  for (const hook of hooks) execFileSync(join(scripts, `${hook}.sh`))
  rmSync(into, { recursive: true, force: true })
  return (performance.now() - started) / 1000
}
