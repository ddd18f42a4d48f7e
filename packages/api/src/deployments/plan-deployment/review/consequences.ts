/** What each choice of this deployment alone would do, in a sentence. Source: facts, sections 3.3, 6.3, 6.4 and 6.7. */
import { criteria } from '@sluice/engine'
import type { DeploymentConfigInfo, DeploymentGroup, DeploymentSummary, FileExistsBehavior } from '@sluice/model'
import type { Consequences } from './schemas.ts'

export interface Choices {
  group: DeploymentGroup
  minimumHealthyHosts: DeploymentConfigInfo['minimumHealthyHosts']
  zonalConfig: DeploymentConfigInfo['zonalConfig']
  /** The last that succeeded. */
  runs: DeploymentSummary | undefined
  /** SHA-256 of the chosen revision. */
  wanted: string | undefined
  /** How that was installed: its AppSpec’s rule wins. */
  ranWith: FileExistsBehavior | undefined
  /** It takes another one back. */
  isRollback: boolean
}

export function consequences(choices: Choices): Consequences {
  return {
    deploymentConfigName: criteria(choices.minimumHealthyHosts, choices.zonalConfig),
    ignoreApplicationStopFailures: goesOn(choices.group),
    onFailure: {
      rollBack: rollsBack(choices),
      leave: `${leaves(choices)}${stopToo(choices.group)}`,
      never: `${startsNone(choices.group)} The group keeps its own setting.`,
    },
  }
}

/** Where the flow goes on after a failed script of what is installed now. */
function goesOn(group: DeploymentGroup): string {
  if (group.deploymentStyle.deploymentOption !== 'WITH_TRAFFIC_CONTROL')
    return 'If ApplicationStop fails, the host goes on with DownloadBundle. What it should have ended may still run.'
  const around = 'If BeforeBlockTraffic fails, the host goes on with BlockTraffic; if AfterBlockTraffic fails, '
  const rest = isBlueGreen(group)
    ? 'it goes on to its end.'
    : 'with ApplicationStop; if ApplicationStop fails, with DownloadBundle.'
  return `${around}${rest} What they should have ended may still run.`
}

const isBlueGreen = ({ deploymentStyle }: DeploymentGroup) => deploymentStyle.deploymentType === 'BLUE_GREEN'

/** Of blue/green, users are never left between two fleets unless somebody wants them there (ADR 5). */
function leaves({ group, runs }: Choices): string {
  if (isBlueGreen(group))
    return 'A failure before users are moved leaves everything as it finds it; when moving them fails, they are sent back to the original hosts all the same.'
  const hosts = 'A failure leaves the hosts as it finds them'
  if (runs === undefined)
    return `${hosts}. Nothing has succeeded in this group yet: Roll back has nothing to go back to.`
  return `${hosts}; Roll back stays possible by hand.`
}

function startsNone(group: DeploymentGroup): string {
  if (isBlueGreen(group))
    return 'Neither a failure nor a stop starts a rollback, whatever the group says, but for one: when moving users fails, they are sent back to the original hosts.'
  return 'Neither a failure nor a stop starts a rollback, whatever the group says.'
}

function rollsBack({ group, runs, wanted, ranWith, isRollback }: Choices): string {
  if (isRollback)
    return 'It is a rollback itself, and a rollback starts no other: a failure leaves the hosts as it finds them.'
  if (isBlueGreen(group))
    return 'A failure before users are moved leaves them where they are; afterwards they are sent back to the original hosts.'
  if (runs === undefined) return 'Nothing has succeeded in this group yet, so there is nothing to go back to.'
  const again = wanted === runs.revisionSha256 ? ' once more, for that is what succeeded here last' : ''
  return `A failure starts a new deployment of ${runs.revisionName}${again}, with ${ranWith ?? runs.fileExistsBehavior} for files of others: the rule of the last deployment that succeeded, not of this one.`
}

function stopToo({ autoRollbackConfiguration: own }: DeploymentGroup): string {
  const isStopToo = own?.enabled === true && own.events.includes('DEPLOYMENT_STOP_ON_REQUEST')
  return isStopToo ? ' A stop rolls back all the same, as the group says.' : ''
}
