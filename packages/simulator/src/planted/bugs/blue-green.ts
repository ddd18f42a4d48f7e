/** Two fleets: who is let in when, who is asked, and who is ended. */
import type { PlantedBug } from '../planted-bug.ts'

const flow = 'packages/engine/src/strategies/blue-green/flow.ts'
const decide = 'packages/engine/src/deployment/decide-blue-green.ts'

export const blueGreenBugs: readonly PlantedBug[] = [
  {
    name: 'users are let in before people were asked',
    file: flow,
    find: "progress.stage === 'install' && minutes > 0 && progress.ready === undefined",
    replace: "progress.stage === 'reroute' && minutes > 0 && progress.ready === undefined",
  },
  {
    name: 'an approval is counted twice',
    file: decide,
    find: 'if (own === undefined) return undefined',
    replace: 'if (own === undefined || own !== undefined) return undefined',
  },
  {
    name: 'originals are ended without the wait',
    file: flow,
    find: "blueGreen.kind === 'forward' && waitMinutes > 0 && termination === undefined",
    replace: "blueGreen.kind === 'trafficBack' && waitMinutes > 0 && termination === undefined",
  },
  {
    name: 'a replacement that failed is let in to users',
    file: flow,
    find: '(host) => statusOf(draft, host) !== target.Failed,',
    replace: '() => true,',
  },
  {
    name: 'the fleet that has the users is ended',
    file: 'packages/engine/src/deployment/fleet-commands.ts',
    find: "return side === 'receiving' ?",
    replace: "return side !== 'receiving' ?",
  },
]
