/** What stopping a blue/green deployment would mean: it is about where users are, and that depends on how far it is. */
import type { BlueGreenStanding, DeploymentSummary } from '@sluice/model'
import { servingWords, trafficShares } from '../blue-green-words.ts'
import { hosts } from './counted-hosts.ts'
import type { StopChoice, StopChoices } from './stop-choice.ts'

export function blueGreenChoices(deployment: DeploymentSummary, standing: BlueGreenStanding): StopChoices {
  if (standing.kind === 'trafficBack') return onTheWayBack(standing)
  switch (standing.step) {
    case 'provisioning':
    case 'installing':
    case 'ready':
      return beforeReroute(deployment, standing)
    case 'rerouting':
    case 'blocking':
      return duringReroute(deployment, standing)
    case 'terminationWait':
    case 'retiring':
    case 'ended':
      return afterReroute(deployment, standing)
  }
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
