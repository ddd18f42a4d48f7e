/**
 * What stopping would mean now, as two ways: leave it, or go back. In place it is about revisions on hosts; of a blue/green
 * deployment it is about where users are, and that depends on how far it is.
 */
import type { BlueGreenStanding, DeploymentSummary } from '@sluice/model'
import { untouchedBack, untouchedLeft, type Untouched } from './untouched-words.ts'
import { servingWords, trafficShares } from '../blue-green-words.ts'
import { hosts, stay } from './counted-hosts.ts'

export interface StopChoice {
  title: string
  lines: readonly string[]
  wayBack: string
  button: string
  /** Set = it may not be chosen now, and why. */
  disabledReason?: string | undefined
}

export interface StopChoices {
  leave: StopChoice
  back: StopChoice
}

/** `untouched`: as the server looked it up, once it has. */
export function stopChoices(deployment: DeploymentSummary, untouched?: Untouched): StopChoices {
  const { blueGreen } = deployment
  if (blueGreen === undefined) return inPlaceChoices(deployment, untouched)
  if (blueGreen.kind === 'trafficBack') return onTheWayBack(blueGreen)
  switch (blueGreen.step) {
    case 'provisioning':
    case 'installing':
    case 'ready':
      return beforeReroute(deployment, blueGreen)
    case 'rerouting':
    case 'blocking':
      return duringReroute(deployment, blueGreen)
    case 'terminationWait':
    case 'retiring':
    case 'ended':
      return afterReroute(deployment, blueGreen)
  }
}

function inPlaceChoices(
  { stopConsequences, health: { failed }, revisionName, previousRevisionName, actions }: DeploymentSummary,
  lookedUp: Untouched | undefined,
): StopChoices {
  const { leftPartWay, updated, untouched: count } = stopConsequences
  const untouched = { count, lookedUp }
  const before = previousRevisionName ?? 'what ran before'
  return {
    leave: {
      title: 'Leave as is',
      lines: [
        `${hosts(updated, stay)} on ${revisionName}`,
        `${hosts(leftPartWay, ['is', 'are'])} left part-way`,
        ...(failed === 0 ? [] : [`${hosts(failed, ['has failed and stays so', 'have failed and stay so'])}`]),
        ...untouchedLeft(untouched),
      ],
      wayBack: `The way back: redeploy ${revisionName}, or roll back later.`,
      button: 'Stop and leave as is',
    },
    back: {
      title: previousRevisionName === undefined ? 'Roll back' : `Roll back to ${before}`,
      lines: [...changedGet({ updated, leftPartWay, failed }, before), ...untouchedBack(untouched, before)],
      wayBack: `A new deployment does it, linked to this one. The way back: redeploy ${revisionName}.`,
      button: 'Stop and roll back',
      disabledReason: actions.stopAndRollBack?.reason,
    },
  }
}

interface Changed {
  updated: number
  leftPartWay: number
  failed: number
}

/**
 * "3 hosts get 1.0: 1 updated, 2 left part-way". One line: two, of which one says none, read as a contradiction. Not "go back": what
 * they had before need not have been that.
 */
function changedGet(changed: Changed, before: string): string[] {
  const { updated, leftPartWay, failed } = changed
  const all = updated + leftPartWay + failed
  if (all === 0) return []
  const which = [
    ...(updated === 0 ? [] : [`${updated.toLocaleString('en')} updated`]),
    ...(leftPartWay === 0 ? [] : [`${leftPartWay.toLocaleString('en')} left part-way`]),
    ...(failed === 0 ? [] : [`${failed.toLocaleString('en')} failed`]),
  ]
  return [`${hosts(all, ['gets', 'get'])} ${before}: ${which.join(', ')}`]
}

function beforeReroute(deployment: DeploymentSummary, standing: BlueGreenStanding): StopChoices {
  const { revisionName } = deployment
  return {
    leave: {
      title: 'Users stay where they are',
      lines: [usersStay(deployment, standing), replacementAfterwards(standing)],
      wayBack: `The way back: deploy ${revisionName} again; its installation starts anew.`,
      button: standing.isProvisioned ? 'Stop and end the replacement' : 'Stop and leave as is',
    },
    back: {
      title: 'Send users back',
      lines: ['No users have been moved.'],
      wayBack: 'Stopping leaves them on the originals.',
      button: 'Stop and roll back',
      disabledReason:
        'No users have been moved yet, so there is nobody to send back. Stopping leaves them where they are.',
    },
  }
}

function usersStay({ previousRevisionName }: DeploymentSummary, { original }: BlueGreenStanding): string {
  if (original.total === 0) return 'No users are served by this group yet'
  const on = previousRevisionName === undefined ? '' : ` (${previousRevisionName})`
  return `Users stay on the ${hosts(original.total, ['of the original fleet', 'of the original fleet'])}${on}`
}

function replacementAfterwards({ isProvisioned, replacement }: BlueGreenStanding): string {
  return isProvisioned
    ? `${hosts(replacement.total, ['of the replacement is', 'of the replacement are'])} ended`
    : `${hosts(replacement.total, ['of the replacement keeps', 'of the replacement keep'])} what is installed, without users`
}

/**
 * Users are on their way back already: a stop leaves them where they are. How many that are is not said, for before it
 * began they may have been on both fleets.
 */
function onTheWayBack({ trafficMovedAt }: BlueGreenStanding): StopChoices {
  const hasMoved = trafficMovedAt !== undefined
  return {
    leave: {
      title: hasMoved ? 'Users stay on the originals' : 'Users stay on both fleets',
      lines: hasMoved
        ? ['All users are on the originals already', 'The replacement stays, without users']
        : ['Users stay on the hosts that have them now, on both fleets', 'No further host is moved'],
      wayBack: hasMoved
        ? 'The way back: deploy the revision of the replacement again.'
        : 'The way back: send users back once more from the deployment that this one takes back, or deploy again.',
      button: 'Stop and leave as is',
    },
    back: {
      title: 'Roll back',
      lines: ['This deployment is a rollback itself.'],
      wayBack: 'Let it go on: it sends users back to the originals.',
      button: 'Stop and roll back',
      disabledReason: 'Users are on their way back already. A stop leaves them where they are and moves nobody.',
    },
  }
}

function duringReroute(deployment: DeploymentSummary, standing: BlueGreenStanding): StopChoices {
  const shares = trafficShares(standing)
  const names = { original: 'Original', replacement: 'Replacement' }
  const isSplit = standing.rerouted > 0
  return {
    leave: {
      title: isSplit ? 'Keep the split' : 'Users stay where they are',
      lines: [
        ...shares.map((share) => `${names[share.side]}: ${servingWords(share)}`),
        isSplit ? 'No further host is moved' : 'No user was moved, and none is moved any more',
      ],
      wayBack: isSplit
        ? 'Two revisions serve users until somebody decides. The way back: redeploy, or roll back later.'
        : `No user was moved. The way back: deploy ${deployment.revisionName} again.`,
      button: 'Stop and leave as is',
    },
    back: sendBack(deployment, standing),
  }
}

function afterReroute(deployment: DeploymentSummary, standing: BlueGreenStanding): StopChoices {
  return {
    leave: {
      title: 'Users stay on the replacement',
      lines: [
        `Users stay on ${deployment.revisionName}`,
        `${hosts(standing.original.total, ['of the original fleet is', 'of the original fleet are'])} not ended`,
      ],
      wayBack: 'The way back: roll back from this page while the originals live.',
      button: 'Stop and leave as is',
    },
    back: sendBack(deployment, standing),
  }
}

function sendBack({ previousRevisionName }: DeploymentSummary, standing: BlueGreenStanding): StopChoice {
  const { original, replacement, isProvisioned } = standing
  const on = previousRevisionName === undefined ? '' : ` (${previousRevisionName})`
  return {
    title: 'Send users back',
    lines: [
      `Users go back to the ${hosts(original.total, ['of the original fleet', 'of the original fleet'])}${on}`,
      isProvisioned
        ? `${hosts(replacement.total, ['of the replacement is', 'of the replacement are'])} ended afterwards`
        : 'The replacement fleet gets none any more',
    ],
    wayBack: 'A new deployment moves the traffic, linked to this one; nothing is installed for it.',
    button: 'Stop and roll back',
    disabledReason: original.total === 0 ? 'There is no original host to send users back to.' : undefined,
  }
}
