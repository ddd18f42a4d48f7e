/** In place without a load balancer: seven events a host, hosts rolling in the planned order. Source: facts section 2.1. */
import { inPlaceEvents } from '@sluice/model'
import type { Strategy } from '../strategy.ts'
import { hasMoreToStart, rollOn } from './rolling-schedule.ts'

export const inPlace: Strategy = {
  lifecycleEvents: inPlaceEvents,
  mayBeHeld: true,
  goOn: rollOn,
  mustGoOn: hasMoreToStart,
}
