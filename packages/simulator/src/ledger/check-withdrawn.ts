/** What nobody shall run any more is taken back from its host: what a stop or a clock ended, in the reaction to that very fact. */
import type { Reaction } from '@sluice/engine'
import { commandId, type DeploymentEvent } from '@sluice/model'
import { hold } from './broken.ts'
import type { DeploymentRecord } from './deployment-record.ts'

/** Before the fact is taken in: ids that it must take back. */
export function mustWithdraw({ spec, hosts, events }: DeploymentRecord, fact: DeploymentEvent): string[] {
  const idOf = (host: number, place: number) =>
    commandId(spec.deploymentId, spec.targets[host] ?? '', events[place] ?? 'ApplicationStop')
  if (fact.type === 'LifecycleEventEnded')
    return fact.status === 'Failed' && fact.next === undefined ? [idOf(fact.target, fact.event)] : []
  if (fact.type !== 'TargetsSkipped') return []
  return fact.targets.flatMap((host) => {
    const { status, place, events: statuses } = hosts[host] ?? { status: 'Pending', place: -1, events: [] }
    return status === 'InProgress' && statuses[place] === 'Pending' ? [idOf(host, place)] : []
  })
}

export function checkWithdrawn(ids: readonly string[], { commands }: Reaction): void {
  for (const id of ids) {
    const isTold = commands.some((command) => command.kind === 'withdraw' && command.id === id)
    hold('what nobody shall run is withdrawn', isTold, () => `${id} is not`)
  }
}
