/** Where the users are, in numbers and in words. */
import type { Deployment } from '../../deployment/deployment-state.ts'
import { cell, event } from '../../deployment/fleet.ts'
import type { Progress } from '../../deployment/progress.ts'
import { trafficPlaces } from '../../deployment/stage.ts'
import { counted, number } from '../../words.ts'

/** Where the users are: what matters most when something breaks. */
export function users(deployment: Deployment, progress: Progress): string {
  const [to, from] = fleetNames(deployment)
  if (progress.trafficMovedAt !== undefined) return `All users are on the ${to}s.`
  if (hostsLetIn(deployment, progress) === 0)
    return deployment.standings.leaving.total === 0 ? 'No traffic was moved.' : `All users are still on the ${from}s.`
  return `Traffic goes to ${split(deployment, progress)}.`
}

/** Of what was true then: other deployments may have moved them since. */
export function usersAtTheEnd(deployment: Deployment, progress: Progress): string {
  if (progress.trafficMovedAt !== undefined) return `All users were moved to the ${fleetNames(deployment)[0]}s.`
  if (hostsLetIn(deployment, progress) === 0) return 'No traffic was moved.'
  return `At its end traffic went to ${split(deployment, progress)}.`
}

/** "1 of 2 replacements and 2 of 2 originals" */
function split(deployment: Deployment, progress: Progress): string {
  const { blocked } = progress
  const { receiving, leaving } = deployment.standings
  const [to, from] = fleetNames(deployment)
  const all = `${number(hostsLetIn(deployment, progress))} of ${counted(receiving.total, to)}`
  return leaving.total === 0 ? all : `${all} and ${number(leaving.total - blocked)} of ${counted(leaving.total, from)}`
}

export function fleetNames({ spec }: Deployment): readonly [to: string, from: string] {
  return spec.blueGreen?.kind === 'trafficBack' ? ['original', 'replacement'] : ['replacement', 'original']
}

/** How many hosts of the fleet that receives were let in, without those that are taken out again. */
export function hostsLetIn({ fleet, sides }: Deployment, { rerouted, retiring }: Progress): number {
  if (retiring === undefined) return rerouted
  const isLetIn = (host: number) => fleet.eventStatus[cell(fleet, host, trafficPlaces.allowTraffic)] === event.Succeeded
  const whole = retiring.side === 'receiving' ? [...Array(sides.receiving).keys()] : []
  const takenOut = (retiring.targets ?? whole).filter((host) => host < sides.receiving && isLetIn(host))
  return rerouted - takenOut.length
}
