/**
 * Who carries out which command: hosts run scripts, the traffic mover speaks with balancers, provisioning makes and ends
 * hosts. A new kind of command is one line here.
 */
import type { CommandSink } from '@sluice/conductor'
import { parseCommandId, type Command } from '@sluice/model'

export interface CommandSides {
  hosts: CommandSink
  traffic: CommandSink
  fleets: CommandSink
}
type Side = keyof CommandSides

/** The service's own events; all others are scripts of the host. */
const trafficEvents: ReadonlySet<string> = new Set(['AllowTraffic', 'BlockTraffic'])
const byEvent = ({ id }: Command): Side => (trafficEvents.has(parseCommandId(id).event) ? 'traffic' : 'hosts')

const sideOf = {
  runLifecycleEvent: byEvent,
  withdraw: byEvent,
  offerTestTraffic: () => 'traffic',
  provision: () => 'fleets',
  retire: () => 'fleets',
} as const satisfies Record<Command['kind'], (command: Command) => Side>

/** Commands of one side keep their order. */
export function routeCommands(to: CommandSides): CommandSink {
  return {
    dispatch(commands) {
      for (const side of ['hosts', 'traffic', 'fleets'] as const) {
        const theirs = commands.filter((command) => sideOf[command.kind](command) === side)
        if (theirs.length > 0) to[side].dispatch(theirs)
      }
    },
  }
}
