/** What hosts say, what they are told, and the clocks that watch them. */
import type { PlantedBug } from '../planted-bug.ts'

const byHosts = 'packages/engine/src/deployment/decide-by-hosts.ts'
const evolveHosts = 'packages/engine/src/deployment/evolve-hosts.ts'
const clocks = 'packages/engine/src/deployment/clocks.ts'
const react = 'packages/engine/src/deployment/react.ts'

export const hostBugs: readonly PlantedBug[] = [
  {
    name: 'an event is granted twice',
    file: byHosts,
    find: 'if (asked === undefined || asked.granted) return []',
    replace: 'if (asked === undefined) return []',
  },
  {
    name: 'a late report of an earlier event is taken for the current one',
    file: 'packages/engine/src/deployment/commands.ts',
    find: 'deployment.lifecycleEvents[place] !== parsed.event || ',
    replace: '',
  },
  {
    name: 'the failure of any event is ignored, not only of those of the previous revision',
    file: byHosts,
    find: ' && previousRevisionEvents.includes(event)',
    replace: '',
  },
  {
    name: 'a host goes on to its next event after a stop',
    file: byHosts,
    find: 'const goesOn = !isLast && !isDraining(deployment)',
    replace: 'const goesOn = !isLast',
  },
  {
    name: 'a host that asks for its grant is still held to be silent',
    file: byHosts,
    find: 'hear(draft, asked.host)',
    replace: '',
  },
  {
    name: 'the start clock of a host that waits for a slot goes on',
    file: evolveHosts,
    find: "export function wait({ clocks }: Deployment, { target, at }: Fact<'TargetWaiting'>): void {\n  stopClock(clocks.start, target)",
    replace: "export function wait({ clocks }: Deployment, { target, at }: Fact<'TargetWaiting'>): void {",
  },
  {
    name: 'the start clocks count the time in which the service was down',
    file: evolveHosts,
    find: 'restartClocks(clocks.start, at)',
    replace: '',
  },
  {
    name: 'hosts that fall silent wake nobody',
    file: clocks,
    find: "...(['start', 'event', 'silence'] as const)",
    replace: "...(['start', 'event'] as const)",
  },
  {
    name: 'the total time limit never ends a deployment',
    file: 'packages/engine/src/deployment/decide-by-clock.ts',
    find: 'return ring !== undefined && ring <= at',
    replace: 'return false',
  },
  {
    name: 'the clocks of silent hosts are forgotten in a snapshot',
    file: 'packages/engine/src/deployment/snapshot.ts',
    find: 'return [start, waiting, event, silence]',
    replace: 'return [start, waiting, event]',
  },
  {
    name: 'an offer that a stop ended is not withdrawn',
    file: react,
    find: 'reaction.commands.push(withdrawal(deployment, host, place))',
    replace: '',
  },
  {
    name: 'the rows of hosts that are started or skipped together are not drawn',
    file: 'packages/engine/src/target-view.ts',
    find: "if ('targets' in event) return event.targets",
    replace: "if ('targets' in event) return event.targets.slice(0, 1)",
  },
]
