/** The deployment that hosts get which began to match later: why it comes, of which revision, and how carefully they are taken. */
import {
  predefinedServerConfigs,
  type AppearedHosts,
  type DeploymentSpec,
  type GroupEvent,
  type LastSuccessful,
  type LaterHostsPolicy,
  type UnaskedDraft,
} from '@sluice/model'
import { minimumHosts } from '../minimum-healthy.ts'
import { strategyOf } from '../strategies/index.ts'
import { unasked } from '../unasked.ts'
import { ordered } from './admission.ts'
import { standingIn, type GroupHosts } from './group-hosts.ts'
import { whyItCame } from './why-it-came.ts'

export const automaticUpdateStarter = 'automatic update'

interface Reason {
  creator: 'autoscaling' | 'CodeDeployAutoUpdate'
  autoUpdateOf?: string
}

/** What follows a success is linked to it. What a group started by itself is never followed so: there would be no end of it. */
export function reasonOf(
  { newHosts, outdatedInstancesStrategy }: LaterHostsPolicy,
  ended: DeploymentSpec,
  succeeded: LastSuccessful | undefined,
): Reason | undefined {
  if (outdatedInstancesStrategy === 'UPDATE' && succeeded !== undefined && !unasked(ended))
    return { creator: 'CodeDeployAutoUpdate', autoUpdateOf: ended.deploymentId }
  return newHosts === 'automatic' ? { creator: 'autoscaling' } : undefined
}

export function admission(
  known: GroupHosts,
  { hosts, fleet, policy, draft: { ownConfig, ...draft } }: AppearedHosts,
  last: LastSuccessful,
  why: Reason,
  at: number,
): GroupEvent | undefined {
  const { revision, fileExistsBehavior, deploymentId } = last
  const wanted: DeploymentSpec = {
    ...draft,
    ...(hosts.some((name) => known.records.has(name)) && carefulPace(ownConfig, hosts.length)),
    ...why,
    revision,
    fileExistsBehavior,
    description: whyItCame(draft, hosts, why.autoUpdateOf, deploymentId),
    startedBy: automaticUpdateStarter,
    ignoreApplicationStopFailures: false,
    targets: [...hosts],
    // The group runs this revision already: its success changes nothing of that.
    narrowed: { by: 'onlyTargets', leftOut: Math.max(0, fleet - hosts.length), othersRunIt: false },
    ...(isDiscarding(policy) && { failedNewHosts: 'discard' }),
    createdAt: at,
  }
  const spec = ordered(wanted, standingIn({ hosts: known, lastSuccessful: last }))
  if (strategyOf(spec).refuse(spec) !== undefined) return undefined
  return { v: 1, at, type: 'DeploymentAdmitted', spec }
}

/** Only hosts that come by themselves are discarded. */
const isDiscarding = ({ newHosts, failedNewHosts }: LaterHostsPolicy): boolean =>
  newHosts === 'automatic' && failedNewHosts === 'discard'

type Pace = NonNullable<UnaskedDraft['ownConfig']>

/**
 * A host of which the group has a record may serve users, so those hosts are not taken all at once as new ones are: by the group's
 * own configuration, or one at a time where that could never start on so few.
 */
function carefulPace(own: Pace | undefined, hosts: number): Pace {
  return own !== undefined && minimumHosts(own.minimumHealthyHosts, hosts) < hosts ? own : oneAtATime()
}

function oneAtATime(): Pace {
  const config = predefinedServerConfigs.find((one) => one.deploymentConfigName === 'CodeDeployDefault.OneAtATime')
  if (config === undefined) throw new Error('CodeDeployDefault.OneAtATime is not defined')
  const { deploymentConfigName, minimumHealthyHosts } = config
  return { deploymentConfigName, minimumHealthyHosts }
}
