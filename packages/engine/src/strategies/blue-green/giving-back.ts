/**
 * Which hosts are taken out of all traffic, and ended where we made them, once nothing runs any more: no host that was made
 * stays without users, and users are on one fleet unless somebody wants them on both (ADR 5).
 */
import type { DeploymentEvent } from '@sluice/model'
import { add, statusOf, type Draft } from '../../deployment/draft.ts'
import { endingStatus } from '../../deployment/ending.ts'
import { cell, event as eventCode, target } from '../../deployment/fleet.ts'
import { trafficPlaces } from '../../deployment/stage.ts'
import { automaticRollback } from '../../rollback.ts'

type GivenBack = Pick<Extract<DeploymentEvent, { type: 'RetireBegan' }>, 'fleet' | 'terminate' | 'targets'>

/** Answers whether there is anything to wait for. */
export function giveBack(draft: Draft, what: GivenBack | undefined): boolean {
  if (what !== undefined) add(draft, { v: 1, at: draft.at, type: 'RetireBegan', ...what })
  return what !== undefined
}

/** After a stop or an error. */
export function atTheEnd(draft: Draft): GivenBack | undefined {
  const { progress, spec } = draft
  const terminate = spec.blueGreen?.provision !== undefined
  if (spec.blueGreen?.kind === 'trafficBack') return afterTheWayBack(draft, terminate)
  if (progress?.stages.reroute !== undefined) return goesBack(draft) ? undefined : leftOver(draft)
  return terminate || progress?.ready !== undefined ? { fleet: 'receiving', terminate } : undefined
}

/** Whoever stops it wants the users where they are. Else they are on the originals as soon as one of them has them. */
function afterTheWayBack({ progress, ending, deployment }: Draft, terminate: boolean): GivenBack | undefined {
  if (ending === undefined || progress === undefined || deployment.standings.leaving.total === 0) return undefined
  if ((progress.stages.reroute?.succeeded ?? 0) > 0) return { fleet: 'leaving', terminate }
  return progress.rerouted > 0 ? { fleet: 'receiving', terminate: false } : undefined
}

/** The way back ends all replacements itself. */
function goesBack(draft: Draft): boolean {
  const ended = { ...draft, touched: draft.deployment.touched }
  return automaticRollback(ended, endingStatus(draft))?.deploymentId !== undefined
}

/** Replacements that were made and serve nobody. */
export function leftOver(draft: Draft): GivenBack | undefined {
  const targets = leftOverHosts(draft)
  return targets.length === 0 ? undefined : { fleet: 'receiving', terminate: true, targets }
}

/** They end together with the originals. */
export function withLeftOver(draft: Draft): Pick<GivenBack, 'targets'> {
  const { receiving } = draft.deployment.sides
  const targets = leftOverHosts(draft)
  if (targets.length === 0) return {}
  const originals = [...draft.spec.targets.keys()].slice(receiving)
  return { targets: [...originals, ...targets] }
}

/** They failed, or were never let in; those that a stop left with users keep them. */
function leftOverHosts(draft: Draft): number[] {
  const { spec, deployment } = draft
  const { blueGreen } = spec
  if (blueGreen?.kind !== 'forward' || blueGreen.provision === undefined) return []
  const letIn = letInNow(draft)
  return [...spec.targets.keys()].slice(0, deployment.sides.receiving).filter((host) => {
    const status = statusOf(draft, host)
    if (status === target.Failed || status === target.Succeeded) return status === target.Failed
    const allowing = deployment.fleet.eventStatus[cell(deployment.fleet, host, trafficPlaces.allowTraffic)]
    return allowing !== eventCode.Succeeded && !letIn.has(host)
  })
}

/** In this very draft. */
function letInNow({ events }: Draft): Set<number> {
  return new Set(
    events.flatMap((fact) =>
      fact.type === 'LifecycleEventEnded' && fact.event === trafficPlaces.allowTraffic && fact.status === 'Succeeded'
        ? [fact.target]
        : [],
    ),
  )
}
