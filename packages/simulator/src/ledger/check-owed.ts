/** What the engine says is in flight, in three ways that must agree: reacted and not settled, owed by the state, counted from facts. */
import { deploymentAggregate, type DeploymentState, type Reaction } from '@sluice/engine'
import { commandId, fleetCommandId, type Command } from '@sluice/model'
import { hold } from './broken.ts'
import type { DeploymentRecord } from './deployment-record.ts'

export interface Outbox {
  take(reaction: Reaction): void
  open(): Iterable<string>
  wasSent(id: string): boolean
  commands(): Iterable<Command>
  wakeAt(): number | undefined
}

export function newOutbox(): Outbox {
  const open = new Map<string, Command>()
  const sent = new Set<string>()
  let wakeAt: number | undefined
  return {
    take(reaction) {
      for (const command of reaction.commands) {
        if (command.kind === 'withdraw') continue
        open.set(command.id, command)
        sent.add(command.id)
      }
      for (const id of reaction.settled) open.delete(id)
      wakeAt = reaction.wakeAt
    },
    open: () => open.keys(),
    wasSent: (id) => sent.has(id),
    commands: () => open.values(),
    wakeAt: () => wakeAt,
  }
}

export function checkOwed(record: DeploymentRecord, state: DeploymentState, outbox: Outbox): void {
  const { deploymentId } = record.spec
  const owed = deploymentAggregate.owed(state, 0)
  const ids = told(owed.commands)
  const reacted = told([...outbox.commands()])
  hold('owed equals what is in flight', ids === reacted, () => `${deploymentId} owes ${ids}; in flight are ${reacted}`)
  const counted = inFlight(record).toSorted().join(' ')
  hold('owed equals what is in flight', ids === counted, () => `${deploymentId} owes ${ids}; by its facts ${counted}`)
}

/** Ids, with the hosts of those that are about a fleet. */
function told(commands: readonly Command[]): string {
  return commands
    .map((command) => ('targets' in command ? fleet(command.id, command.targets) : command.id))
    .toSorted()
    .join(' ')
}

const fleet = (id: string, targets: readonly string[]): string => `${id}(${targets.join()})`

function inFlight(record: DeploymentRecord): string[] {
  const { spec, hosts, events } = record
  const { deploymentId, targets } = spec
  const ids: string[] = []
  for (const [at, host] of hosts.entries()) {
    const status = host.events[host.place]
    const isAtWork = host.status === 'InProgress' && (status === 'Pending' || status === 'InProgress')
    if (isAtWork) ids.push(commandId(deploymentId, targets[at] ?? '', events[host.place] ?? 'ApplicationStop'))
  }
  const receiving = targets.slice(0, spec.blueGreen?.receiving)
  if (record.provisioning) ids.push(fleet(fleetCommandId(deploymentId, 'provision'), receiving))
  if (record.ready) ids.push(fleet(fleetCommandId(deploymentId, 'offerTestTraffic'), record.offered))
  if (record.retiring) ids.push(fleet(fleetCommandId(deploymentId, 'retire'), record.retiring.targets))
  return ids
}
