/** A whole scenario from its first step to the rest after its last: one instant after the other, each decided to its end. */
import { openMemoryStore, type Store } from '@sluice/store'
import { aLastSuccessful } from '@sluice/testkit'
import { createHistory, type History } from './history.ts'
import { checkAtTheEnd } from './ledger/at-the-end.ts'
import type { Broken } from './ledger/broken.ts'
import { countedRows, takeRows } from './ledger/host-standing.ts'
import { createLedger, type Ledger } from './ledger/ledger.ts'
import { drawFrom } from './random.ts'
import type { Scenario, Step } from './scenario/scenario.ts'
import { createHost, type Host } from './world/host.ts'
import { directoryOf } from './world/directory.ts'
import { createPeople, type People } from './world/people.ts'
import { createService, type Service } from './world/service.ts'
import { createTime, type Time } from './world/time.ts'
import type { World } from './world/world.ts'

export interface Lived {
  broken: Broken | undefined
  history: History
  ledger: Ledger
}

/** More than any scenario needs that comes to rest. */
const mostInstants = 2_000_000

export async function live(scenario: Scenario, store: Store = openMemoryStore('simulated')): Promise<Lived> {
  const time = createTime()
  const history = createHistory()
  const isClockSet = scenario.steps.some(({ kind }) => kind === 'clockJump')
  const watching: People['saw'][] = []
  const ledger = createLedger({
    history,
    elapsed: time.elapsed,
    wall: () => (isClockSet ? undefined : time.wall()),
    onFact: (event, groupId) => watching.forEach((saw) => saw(event, groupId)),
  })
  const world: World = { scenario, draw: drawFrom(scenario.seed), time, store, ledger, history }
  const hosts = new Map<string, Host>()
  const service = createService(world, (hub) => hosts.forEach((host) => host.find(hub)))
  const people = createPeople(world, service)
  watching.push(people.saw)
  for (const traits of everyHost(scenario)) hosts.set(traits.name, createHost(world, traits, service.hub))
  for (const step of scenario.steps) plan(step, world, people, hosts)
  await layBefore(world)
  service.start()
  await pass(time, service, ledger)
  if (ledger.broken() === undefined) await checkAtTheEnd(world, hosts, people)
  return { broken: ledger.broken(), history, ledger }
}

/** What groups know of the time before the scenario, and which hosts they match when it begins. */
async function layBefore({ scenario, store, ledger, time }: World): Promise<void> {
  for (const { groupId, before } of scenario.groups) {
    if (before === undefined) continue
    const lastSuccessful = aLastSuccessful({ deploymentId: 'd-AAAAAAA00' })
    const { deploymentId } = lastSuccessful
    const at = time.wall()
    const released = {
      v: 1,
      at,
      type: 'DeploymentReleased',
      deploymentId,
      status: 'Succeeded',
      lastSuccessful,
    } as const
    const fact = { ...released, hosts: before }
    ledger.layRelease(groupId, fact)
    const group = ledger.group(groupId)
    const rows = countedRows(group).map((standing) => ({ instanceName: standing.instanceName, standing }))
    const standings = rows.map((row) => ({ deploymentGroupId: groupId, ...row }))
    takeRows(group, standings)
    const appended = [{ aggregate: `group:${groupId}` as const, after: 0, events: [fact] }]
    await store.commit({ ...nothing, at, appended, standings })
  }
  const directory = directoryOf(scenario)
  ledger.layDirectory(directory)
  if (directory.length > 0) await store.commit({ ...nothing, at: time.wall(), appended: [], directory })
}

const nothing = { snapshots: [], deployments: [], targets: [], directory: [], idempotency: [], audit: [] }

/** Also those that are made for a deployment, or come later. */
function everyHost({ hosts, steps }: Scenario): Scenario['hosts'] {
  const made = steps.flatMap((step) => {
    if (step.kind === 'hostAppears') return step.host
    return step.kind === 'deploy' ? step.spec.targets : []
  })
  const known = new Set(hosts.map(({ name }) => name))
  const others = [...new Set(made)].filter((name) => !known.has(name))
  return [...hosts, ...others.map((name) => ({ name, slots: 16, slowness: 1 }))]
}

function plan(step: Step, { time, history }: World, people: People, hosts: ReadonlyMap<string, Host>): void {
  switch (step.kind) {
    case 'hostCrash':
      time.at(step.at, () => hosts.get(step.host)?.crash(step.forMilliseconds))
      return
    case 'hostSilence':
      time.at(step.at, () => hosts.get(step.host)?.silence(step.forMilliseconds))
      return
    case 'clockJump':
      time.at(step.at, () => {
        history.note(time.elapsed(), `the clock is set by ${step.byMilliseconds / 1000} s`)
        time.jump(step.byMilliseconds)
      })
      return
    case 'serviceCrash':
    case 'commitFailure':
      return
    default:
      people.plan(step)
  }
}

async function pass(time: Time, service: Service, ledger: Ledger): Promise<void> {
  await service.settle()
  for (let instants = 0; instants < mostInstants; instants += 1) {
    const acts = time.nextInstant()
    if (acts === undefined || ledger.broken() !== undefined) return
    for (const planned of acts) planned.act?.()
    await service.settle()
    ledger.checkQuiet()
  }
  ledger.complain('it never comes to rest', {})
}
