/** How many hosts of the fleet that receives have users. */
import type { Deployment } from '../../deployment/deployment-state.ts'
import { cell, event } from '../../deployment/fleet.ts'
import type { Progress } from '../../deployment/progress.ts'
import { trafficPlaces } from '../../deployment/stage.ts'

/** Those that were let in, without those that are taken out again. */
export function hostsLetIn({ fleet, sides }: Deployment, { rerouted, retiring }: Progress): number {
  if (retiring === undefined) return rerouted
  const isLetIn = (host: number) => fleet.eventStatus[cell(fleet, host, trafficPlaces.allowTraffic)] === event.Succeeded
  const whole = retiring.side === 'receiving' ? [...Array(sides.receiving).keys()] : []
  const takenOut = (retiring.targets ?? whole).filter((host) => host < sides.receiving && isLetIn(host))
  return rerouted - takenOut.length
}
