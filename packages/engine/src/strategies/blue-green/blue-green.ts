/**
 * Blue/green on servers: install on one fleet, wait for people, move the traffic, end or keep the other fleet (ADR 5).
 * When traffic goes back, nothing is installed and nobody is waited for. Source: facts sections 2.2 and 7.
 */
import {
  allowTrafficEvents,
  blockTrafficEvents,
  inPlaceEvents,
  limits,
  type DeploymentSpec,
  type ErrorInformation,
} from '@sluice/model'
import { isDraining, type Deployment } from '../../deployment/deployment-state.ts'
import { isOpen, stepOf } from '../../deployment/progress.ts'
import { stageEvents, stageNamed, type Opening } from '../../deployment/stage.ts'
import { failsAtOnce } from '../../minimum-healthy.ts'
import { hasMoreToStart } from '../rolling.ts'
import type { Strategy } from '../strategy.ts'
import { goOn } from './flow.ts'
import { nextRing, ring, windUpBlueGreen } from './waits.ts'

export const blueGreen: Strategy = {
  refuse,
  opening,
  failsAtOnce: cannotStart,
  goOn,
  mustGoOn: (deployment) => isInStage(deployment) && hasMoreToStart(deployment),
  windUp: windUpBlueGreen,
  ring,
  nextRing,
  refuseHold,
  refuseStop,
}

export const blueGreenEvents = [...inPlaceEvents, ...allowTrafficEvents, ...blockTrafficEvents] as const

function refuse({ deploymentStyle, blueGreen, targetGroupNames = [], targets }: DeploymentSpec): string | undefined {
  if (deploymentStyle.deploymentOption !== 'WITH_TRAFFIC_CONTROL' || targetGroupNames.length === 0)
    return 'A blue/green deployment moves traffic, so it needs a load balancer. Name target groups in the deployment group.'
  if (blueGreen === undefined)
    return 'Nothing says how to move the traffic. Save the deployment group with blue/green settings, then deploy again.'
  if (blueGreen.receiving < 1 || blueGreen.receiving > targets.length)
    return 'A blue/green deployment needs at least one replacement. Name hosts to deploy to, or provision them.'
  return undefined
}

function opening({ blueGreen, targets }: DeploymentSpec): Opening {
  const isBack = blueGreen?.kind === 'trafficBack'
  const [allow, block] = [stageEvents.reroute, stageEvents.block]
  return {
    lifecycleEvents: blueGreenEvents,
    sides: {
      receiving: blueGreen?.receiving ?? targets.length,
      events: { receiving: isBack ? allow : [stageEvents.install[0], allow[1]], leaving: block },
    },
    stage: stageNamed(isBack ? 'reroute' : 'install'),
  }
}

/** The way back is never refused for its minimum: that would leave users between two fleets. */
function cannotStart({ targets, minimumHealthyHosts, blueGreen }: DeploymentSpec): ErrorInformation | undefined {
  const none = { type: 'HOST_COUNT', value: 0 } as const
  const minimum = blueGreen?.kind === 'trafficBack' ? none : minimumHealthyHosts
  return failsAtOnce(blueGreen?.receiving ?? 0, minimum, limits.hostsPerDeployment, targets.length)
}

function isInStage({ progress }: Deployment): boolean {
  return progress?.stage !== undefined && ['installing', 'rerouting', 'blocking'].includes(stepOf(progress))
}

function refuseHold(deployment: Deployment): string | undefined {
  if (isInStage(deployment)) return undefined
  return `No host is being started: ${deployment.spec.deploymentId} ${waitsFor(deployment)}. Hold is possible while hosts are installed or traffic moves.`
}

/** What is being ended can no longer be kept, and there is nothing else to stop. */
function refuseStop(deployment: Deployment): string | undefined {
  if (isDraining(deployment) || !isOpen(deployment.progress?.retiring)) return undefined
  return `All traffic has moved and ${deployment.spec.deploymentId} ${waitsFor(deployment)}. It ends when they have ended.`
}

function waitsFor({ progress, spec }: Deployment): string {
  switch (progress && stepOf(progress)) {
    case 'provisioning':
      return 'waits for its replacements to be made'
    case 'ready':
      return 'waits for somebody to reroute the traffic'
    case 'terminationWait':
      return 'keeps the originals for a while'
    case 'retiring':
      if (spec.blueGreen?.kind !== 'forward') return 'is ending the replacements'
      return progress?.retiring?.side === 'leaving'
        ? 'is ending the originals'
        : 'is ending replacements that are left over'
    default:
      return 'has not begun'
  }
}
