/** What stopping would mean now, as two ways: leave it, or go back. In place it is about revisions on hosts. */
import type { DeploymentSummary } from '@sluice/model'
import { blueGreenChoices } from './blue-green-choices.ts'
import { hosts, stay } from './counted-hosts.ts'
import type { StopChoices } from './stop-choice.ts'
import { untouchedBack, untouchedLeft, type Untouched } from './untouched-words.ts'

/** `untouched`: as the server looked it up, once it has. */
export function stopChoices(deployment: DeploymentSummary, untouched?: Untouched): StopChoices {
  const { blueGreen } = deployment
  return blueGreen === undefined ? inPlaceChoices(deployment, untouched) : blueGreenChoices(deployment, blueGreen)
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
