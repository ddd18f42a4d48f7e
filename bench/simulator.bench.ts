/**
 * The simulator: deployments a second through the production engine and conductor with every rule looked at after every fact,
 * beside the engine alone over as many deployments of the same kind; and one deployment of 10,000 hosts beside one of 1,000.
 */
import { execFileSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { performance } from 'node:perf_hooks'
import { deploymentAggregate } from '@sluice/engine'
import { type Command, type DeploymentSignal, isRefusal } from '@sluice/model'
import { runSeed } from '@sluice/simulator'
import { aDeploymentSpec, hostNames, testEpoch, testGroupId } from '@sluice/testkit'
import { buildPlanted, root } from '../packages/simulator/src/planted/build-planted.ts'
import { type Figure, spread } from './figure.ts'

const seeds = 150
const rounds = 3
const diagnostics = { errorCode: 'Success', scriptName: '', message: '', logTail: '' } as const

export async function measure(): Promise<Figure[]> {
  const rates: number[] = []
  const baselines: number[] = []
  for (let round = 0; round <= rounds; round += 1) {
    const [rate, baseline] = [await deploymentsASecond(round), engineAlone()]
    if (round === 0) continue
    rates.push(rate)
    baselines.push(baseline)
  }
  const [rate, alone] = [spread(rates).median, spread(baselines).median]
  const [thousand = 0, tenThousand = Infinity] = await secondsForLarge([1000, 10_000])
  return [
    {
      name: 'simulated deployments a second, one core',
      value: rate,
      unit: '/s',
      baseline: { name: 'the engine alone, four hosts each', value: alone },
      budget: 'at least 40 /s',
      within: rate >= 40,
    },
    {
      name: 'a deployment of 10,000 hosts in the simulator',
      value: tenThousand,
      unit: 's',
      baseline: { name: 'ten times one of 1,000 hosts', value: 10 * thousand },
      budget: 'at most 10 s',
      within: tenThousand <= 10,
    },
  ]
}

/** Other seeds in each round: a seed that was run is known to the machine. */
async function deploymentsASecond(round: number): Promise<number> {
  let deployments = 0
  const begin = performance.now()
  for (let seed = 1 + round * seeds; seed <= (round + 1) * seeds; seed += 1) {
    const verdict = await runSeed(seed)
    if (!verdict.ok) throw new Error(`seed ${seed} breaks "${verdict.invariant}": ${verdict.message}`)
    deployments += verdict.deployments
  }
  return deployments / ((performance.now() - begin) / 1000)
}

/** As `npm run simulate` runs it: bundled, with room for what lives shortly. */
async function secondsForLarge(sizes: readonly number[]): Promise<number[]> {
  const bundle = `${root}node_modules/.cache/simulator-large-${process.pid}.mjs`
  await buildPlanted(`${root}packages/simulator/src/large-worker.ts`, bundle)
  try {
    return sizes.map((hosts) =>
      Number(execFileSync(process.execPath, ['--max-semi-space-size=64', bundle, String(hosts)], { encoding: 'utf8' })),
    )
  } finally {
    rmSync(bundle, { force: true })
  }
}

function engineAlone(): number {
  const begin = performance.now()
  for (let run = 0; run < seeds; run += 1) deploy()
  return seeds / ((performance.now() - begin) / 1000)
}

/** Four hosts, half at a time, each event granted and reported at once. */
function deploy(): void {
  const spec = aDeploymentSpec({ targets: hostNames(4) })
  const { deploymentId } = spec
  const state = deploymentAggregate.empty(deploymentId)
  const queue: Command[] = []
  const decide = (signal: DeploymentSignal): void => {
    const events = deploymentAggregate.decide(state, signal, testEpoch)
    if (isRefusal(events)) throw new Error(events.message)
    for (const event of events) {
      deploymentAggregate.evolve(state, event)
      queue.push(...deploymentAggregate.react(state, event).commands)
    }
  }
  const to = { to: 'deployment', groupId: testGroupId, deploymentId } as const
  decide({ ...to, kind: 'create', spec })
  for (let command = queue.shift(); command !== undefined; command = queue.shift()) {
    if (command.kind !== 'runLifecycleEvent') continue
    decide({ ...to, kind: 'grantAsked', commandId: command.id })
    decide({ ...to, kind: 'reported', commandId: command.id, status: 'Succeeded', diagnostics })
  }
}
