/**
 * A simulated host: an agent with a journal that outlives it, a connection that breaks, and hooks that take their time. As the
 * real agent: it asks before it runs, runs each command once, and repeats a result until it may forget it.
 */
import { parseCommandId, type CommandId, type Diagnostics } from '@sluice/model'
import type { HostTraits } from '../scenario/scenario.ts'
import type { HostSays, Hub, HubSays } from './hub.ts'
import { callOff, type Planned } from './time.ts'
import type { World } from './world.ts'

export interface Host {
  readonly name: string
  /** A new life of the service can be reached. */
  find(hub: Hub): void
  crash(forMilliseconds: number): void
  silence(forMilliseconds: number): void
  /** What was started on it, by command; `result` is undefined for what was cut off or never ended. */
  readonly ran: ReadonlyMap<CommandId, Run>
}

export interface Run {
  times: number
  result: 'Succeeded' | 'Failed' | undefined
}

type Entry =
  | { state: 'asked' }
  | { state: 'running'; ends: Planned | undefined }
  | { state: 'done'; status: 'Succeeded' | 'Failed'; diagnostics: Diagnostics }

const success: Diagnostics = { errorCode: 'Success', scriptName: '', message: 'Succeeded', logTail: '' }
const cutOff: Diagnostics = { errorCode: 'UnknownError', scriptName: '', message: 'the agent ended', logTail: '' }
const failure = { errorCode: 'ScriptFailed', scriptName: 'scripts/hook.sh', logTail: 'refused', exitCode: 1 } as const

export function createHost(world: World, traits: HostTraits, reach: () => Hub | undefined): Host {
  const { time, draw, scenario, history, ledger } = world
  const { name } = traits
  const journal = new Map<CommandId, Entry>()
  const waiting = new Set<CommandId>()
  const ran = new Map<CommandId, Run>()
  let messages = 0
  let hub: Hub | undefined
  /** Grows whenever the connection breaks: what was under way over an old one is lost. */
  let connection = 0
  let isUp = true
  let isReachable = true

  function connect(): void {
    const found = reach()
    if (!isUp || !isReachable || found === undefined || hub === found) return
    connection += 1
    const mine = connection
    hub = found
    let lastArrival = 0
    found.connect(name, {
      say(what) {
        // One after the other: a connection keeps its order.
        lastArrival = Math.max(lastArrival, time.elapsed() + delay())
        time.at(lastArrival, () => mine === connection && found.life.isAlive() && hears(what))
      },
      cut: () => {
        if (mine !== connection) return
        disconnect()
        time.after(500, connect)
      },
    })
    for (const [id, entry] of journal) repeat(id, entry)
  }

  function disconnect(): void {
    connection += 1
    const was = hub
    hub = undefined
    if (was?.life.isAlive()) was.lost(name)
  }

  function repeat(id: CommandId, entry: Entry): void {
    if (entry.state === 'asked') say({ type: 'ask', id })
    else if (entry.state === 'done') say({ type: 'done', id, status: entry.status, diagnostics: entry.diagnostics })
  }

  /** Over a noisy network things are said twice, and reports come late, also after the connection they were sent on. */
  function say(what: HostSays): void {
    const to = hub
    if (to === undefined) return
    const arrive = (after: number) => time.after(after, () => to.life.isAlive() && to.hears(name, what))
    const { duplicates, reorders } = scenario.network
    if (duplicates + reorders === 0) return void arrive(delay())
    const random = draw(`${name} says ${(messages += 1)}`)
    const after = random.int(0, 3) * 50
    arrive(random.chance(reorders) ? after + random.int(1, 40) * 250 : after)
    if (random.chance(duplicates)) arrive(after + random.int(0, 100) * 250)
  }

  /** Of a network that works: not always the same. */
  const delay = () => ((messages += 1) % 3) * 50

  function hears({ type, id }: HubSays): void {
    const entry = journal.get(id)
    if (type === 'offer') return entry === undefined ? admit(id) : repeat(id, entry)
    if (type === 'grant') return entry?.state === 'asked' ? run(id) : undefined
    waiting.delete(id)
    if (type === 'drop' && entry?.state === 'asked') journal.delete(id)
    if (type === 'forget' && entry?.state === 'done') journal.delete(id)
    admitNext()
  }

  /** One command at a time of each group, and so many in all. */
  function admit(id: CommandId): void {
    if (hasRoom(id)) {
      waiting.delete(id)
      journal.set(id, { state: 'asked' })
      say({ type: 'ask', id })
    } else {
      waiting.add(id)
      say({ type: 'waiting', id })
    }
  }

  function hasRoom(id: CommandId): boolean {
    const group = ledger.groupOf(parseCommandId(id).deploymentId)
    const busy = [...journal].filter(([, { state }]) => state !== 'done').map(([other]) => parseCommandId(other))
    return busy.length < traits.slots && busy.every(({ deploymentId }) => ledger.groupOf(deploymentId) !== group)
  }

  function admitNext(): void {
    for (const id of waiting) if (hasRoom(id)) admit(id)
  }

  function run(id: CommandId): void {
    const known = ran.get(id)
    ran.set(id, { times: (known?.times ?? 0) + 1, result: undefined })
    const random = draw(`run ${id}`)
    const { failures, hangs } = scenario.work
    const lasts = random.int(1, 12) * 100 * traits.slowness
    const status = random.chance(failures) ? 'Failed' : 'Succeeded'
    const hasEnd = !random.chance(hangs)
    journal.set(id, { state: 'running', ends: hasEnd ? time.after(lasts, () => finish(id, status)) : undefined })
  }

  function finish(id: CommandId, status: 'Succeeded' | 'Failed'): void {
    const diagnostics = status === 'Succeeded' ? success : { ...failure, message: `exit code 1 on ${name}` }
    const run = ran.get(id)
    if (run !== undefined) run.result = status
    end(id, status, diagnostics)
    admitNext()
  }

  function end(id: CommandId, status: 'Succeeded' | 'Failed', diagnostics: Diagnostics): void {
    const entry: Entry = { state: 'done', status, diagnostics }
    journal.set(id, entry)
    repeat(id, entry)
  }

  /** What ran is ended with it; the next agent reports that. */
  function crash(forMilliseconds: number): void {
    if (!isUp) return
    isUp = false
    history.note(time.elapsed(), `${name} crashes`)
    disconnect()
    waiting.clear()
    for (const entry of journal.values()) if (entry.state === 'running') callOff(entry.ends)
    time.after(forMilliseconds, () => {
      isUp = true
      history.note(time.elapsed(), `${name} is up again`)
      for (const [id, entry] of journal) if (entry.state === 'running') end(id, 'Failed', cutOff)
      connect()
    })
  }

  function silence(forMilliseconds: number): void {
    if (!isReachable) return
    isReachable = false
    history.note(time.elapsed(), `${name} cannot be reached`)
    disconnect()
    time.after(forMilliseconds, () => {
      isReachable = true
      history.note(time.elapsed(), `${name} can be reached again`)
      connect()
    })
  }

  return {
    name,
    find: (found) => time.after(draw(`${name} finds ${found.life.number}`).int(0, 10) * 50, connect),
    crash,
    silence,
    ran,
  }
}
