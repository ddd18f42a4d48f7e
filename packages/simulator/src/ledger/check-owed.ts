/** What the engine says is in flight, in three ways that must agree: reacted and not settled, owed by the state, counted from facts. */
import { deploymentAggregate, type DeploymentState, type Reaction } from '@sluice/engine'
import { commandId, fleetCommandId, type Command } from '@sluice/model'
import { hold } from './broken.ts'
import type { DeploymentRecord } from './deployment-record.ts'

export interface Outbox {
  take(reaction: Reaction): void
  /** Id -> the hosts of a command about a fleet. */
  readonly open: ReadonlyMap<string, string>
  wasSent(id: string): boolean
}

export function newOutbox(): Outbox {
  const open = new Map<string, string>()
  const sent = new Set<string>()
  return {
    take(reaction) {
      for (const command of reaction.commands) {
        if (command.kind === 'withdraw') continue
        open.set(command.id, hostsOf(command))
        sent.add(command.id)
      }
      for (const id of reaction.settled) open.delete(id)
    },
    open,
    wasSent: (id) => sent.has(id),
  }
}

export function checkOwed(record: DeploymentRecord, state: DeploymentState, outbox: Outbox): void {
  const { deploymentId } = record.spec
  const { commands } = deploymentAggregate.owed(state, 0)
  const owed = new Map(commands.map((command) => [command.id, hostsOf(command)]))
  const told = (what: ReadonlyMap<string, string>) => [...what].map(([id, hosts]) => `${id} ${hosts}`).join(' ')
  const message = (what: ReadonlyMap<string, string>) => () =>
    `${deploymentId} owes ${told(owed)}; in flight: ${told(what)}`
  hold('owed equals what is in flight', isSame(owed, outbox.open), message(outbox.open))
  const counted = inFlight(record)
  hold('owed equals what is in flight', isSame(owed, counted), message(counted))
}

function isSame(one: ReadonlyMap<string, string>, other: ReadonlyMap<string, string>): boolean {
  if (one.size !== other.size) return false
  for (const [id, hosts] of one) if (other.get(id) !== hosts) return false
  return true
}

const hostsOf = (command: Command): string => ('targets' in command ? command.targets.join() : '')

function inFlight(record: DeploymentRecord): Map<string, string> {
  const { spec, hosts, events } = record
  const { deploymentId, targets } = spec
  const open = new Map<string, string>()
  for (const [at, host] of hosts.entries()) {
    const status = host.events[host.place]
    const isAtWork = host.status === 'InProgress' && (status === 'Pending' || status === 'InProgress')
    if (isAtWork) open.set(commandId(deploymentId, targets[at] ?? '', events[host.place] ?? 'ApplicationStop'), '')
  }
  const receiving = targets.slice(0, spec.blueGreen?.receiving).join()
  if (record.provisioning) open.set(fleetCommandId(deploymentId, 'provision'), receiving)
  if (record.ready) open.set(fleetCommandId(deploymentId, 'offerTestTraffic'), record.offered.join())
  if (record.retiring) open.set(fleetCommandId(deploymentId, 'retire'), record.retiring.targets.join())
  return open
}
