/** A blue/green deployment before it starts: both fleets, and what happens between them, one sentence a step. */
import { limits, type DeploymentGroup } from '@sluice/model'
import type { Output } from '../../contracts.ts'
import { forwardSpec, type Fleets } from '../blue-green/fleets.ts'

type BlueGreenPlan = NonNullable<Output<'planDeployment'>['blueGreen']>
type Spec = ReturnType<typeof forwardSpec>

export function blueGreenPlan(group: DeploymentGroup, fleets: Fleets): BlueGreenPlan {
  const spec = forwardSpec(group, fleets)
  const { originals, replacements } = fleets
  return {
    original: originals,
    replacement: replacements,
    steps: [
      provisioning(fleets),
      `The revision is installed on ${hosts(replacements.length, 'replacement')}. Users notice nothing.`,
      waiting(spec),
      rerouting(originals.length),
      ending(spec, originals.length),
    ],
  }
}

function provisioning({ replacements, scalingGroupName }: Fleets): string {
  if (scalingGroupName === undefined)
    return `${hosts(replacements.length, 'replacement')} ${are(replacements.length)} there already.`
  return `${hosts(replacements.length, 'replacement')} ${are(replacements.length)} made as a copy of the scaling group ${scalingGroupName}.`
}

function waiting({ readyWait }: Spec): string {
  if (readyWait === undefined) return 'The reroute follows at once: nobody is asked.'
  const { minutes, atItsEnd, approvers, policy } = readyWait
  const whom =
    approvers > 1 ? `${approvers} people approve` : approvers === 1 ? 'somebody approves' : 'somebody continues'
  const eyes = policy?.ownApprovalAllowed === false ? ' Whoever starts it may not approve it.' : ''
  const end = atItsEnd === 'STOP_DEPLOYMENT' ? 'it stops, and users stay where they are' : 'it goes on by itself'
  return `It waits until ${whom}, at most ${duration(minutes || limits.readyWaitMinutes)}. If nobody does, ${end}.${eyes}`
}

function rerouting(originals: number): string {
  if (originals === 0) return 'All users come to the replacement fleet.'
  return 'All users are moved to the replacement fleet, then the original hosts are taken out of traffic when their connections have drained.'
}

function ending({ originals: { action, waitMinutes } }: Spec, count: number): string {
  if (count === 0) return 'There is no original fleet to end.'
  if (action === 'KEEP_ALIVE')
    return `${hosts(count, 'original')} ${are(count)} kept, and leave${count === 1 ? 's' : ''} the deployment group.`
  const when =
    waitMinutes === 0 ? 'at once' : `${duration(waitMinutes)} after the switch; until then users can be sent back`
  return `${hosts(count, 'original')} ${are(count)} ended ${when}.`
}

const hosts = (count: number, side: string): string => `${count} ${side} ${count === 1 ? 'host' : 'hosts'}`
const are = (count: number): string => (count === 1 ? 'is' : 'are')

function duration(minutes: number): string {
  if (minutes < 1) return `${Math.round(minutes * 60)} seconds`
  if (minutes % 60 === 0) return minutes === 60 ? '1 hour' : `${minutes / 60} hours`
  return minutes === 1 ? '1 minute' : `${minutes} minutes`
}
